using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Results;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>Reads what figures are made of, from the rollups and never from the rows.</summary>
public sealed class IndicatorStore(Db db)
{
    internal const string Sums = """
        SUM(R.Cases) AS Cases, SUM(R.CompleteCases) AS CompleteCases, SUM(R.FedBack) AS FedBack, SUM(R.FedBackInTime) AS FedBackInTime,
        SUM(R.FeedbackOverdue) AS FeedbackOverdue, SUM(R.Closed) AS Closed, SUM(R.ClosingOverdue) AS ClosingOverdue,
        SUM(R.Handled) AS Handled, SUM(R.HandlingMinutes) AS HandlingMinutes, SUM(R.Rated) AS Rated, SUM(R.Satisfied) AS Satisfied,
        SUM(R.Reopened) AS Reopened, SUM(R.RatingPoints) AS RatingPoints, SUM(R.CallBacks) AS CallBacks,
        SUM(R.CallBacksReached) AS CallBacksReached, SUM(R.Dispatches) AS Dispatches, SUM(R.DispatchesInTime) AS DispatchesInTime
        """;

    private static readonly int[] s_shown =
        [(int)RollupSlice.RequestClass, (int)RollupSlice.ComplaintType, (int)RollupSlice.Channel, (int)RollupSlice.Grade];

    private const string Verdicts = """
        SUM(R.Met) AS Met, SUM(R.Late) AS Late, SUM(R.OpenInTime) AS OpenInTime, SUM(R.OpenOverdue) AS OpenOverdue,
        SUM(R.NotApplicable) AS NotApplicable, SUM(R.Undeterminable) AS Undeterminable
        """;

    /// <summary>Everything a summary shows. Read over two connections at once: the halves take about as long as each other.</summary>
    public async Task<RollupReading> ReadAsync(
        MonthSpan period, EnterpriseScope scope, MonthSpan trend, SummaryDepth depth, CancellationToken cancellation)
    {
        var isFull = depth is SummaryDepth.Full;
        // An embedded database works on the thread that asks.
        var counting = Task.Run(
            async () =>
            {
                await using var connection = await db.OpenAsync(cancellation);
                var counts = await ReadCountsAsync(connection, scope, period, cancellation);
                var households = new HouseholdReading(scope, CountsRows: isFull && counts.Sum(row => row.Cases) <= HouseholdReading.MostRows);
                return (
                    Enterprises: await ReadEnterprisesAsync(connection, scope, cancellation),
                    Counts: counts,
                    Previous: await ReadCountsAsync(connection, scope, period.Previous, cancellation),
                    YearBefore: await ReadCountsAsync(connection, scope, period.YearBefore, cancellation),
                    Households: await households.ReadAsync(connection, period, cancellation),
                    PreviousHouseholds: await (households with { CountsRows = false }).ReadAsync(connection, period.Previous, cancellation),
                    YearBeforeHouseholds: await (households with { CountsRows = false }).ReadAsync(connection, period.YearBefore, cancellation),
                    Filings: await ReadFilingsAsync(connection, scope, MonthSpan.Of(period.To), cancellation));
            },
            cancellation);
        await using var second = await db.OpenAsync(cancellation);
        var handling = await ReadHandlingAsync(second, scope, period, byEnterprise: isFull, cancellation);
        var previousHandling = await ReadHandlingAsync(second, scope, period.Previous, byEnterprise: false, cancellation);
        var limits = await ReadLimitsAsync(second, scope, period, byEnterprise: isFull, cancellation);
        var previousLimits = await ReadLimitsAsync(second, scope, period.Previous, byEnterprise: false, cancellation);
        var slices = await ReadSlicesAsync(second, scope, period, cancellation);
        var months = await ReadTrendAsync(second, scope, new(period.From < trend.From ? period.From : trend.From, trend.To), cancellation);
        var changes = await MethodChanges.ReadAsync(second, trend, cancellation);
        var checks = await CheckStore.ReadAsync(second, scope, period.Days, cancellation);
        var previousChecks = await CheckStore.ReadAsync(second, scope, period.Previous.Days, cancellation);
        var counted = await counting;
        var place = counted.Enterprises is [var single] ? single.JurisdictionCode : scope.PlaceCode;
        return new()
        {
            Period = period,
            Depth = depth,
            Enterprises = counted.Enterprises,
            Counts = counted.Counts,
            Handling = handling,
            Limits = limits,
            LocalLimits = await LocalLimits.ReadAsync(second, limits.Concat(previousLimits).Select(row => row.RuleId), cancellation),
            Slices = slices,
            PreviousCounts = counted.Previous,
            PreviousHandling = previousHandling,
            PreviousLimits = previousLimits,
            YearBeforeCounts = counted.YearBefore,
            Households = counted.Households,
            PreviousHouseholds = counted.PreviousHouseholds,
            YearBeforeHouseholds = counted.YearBeforeHouseholds,
            Checks = checks,
            PreviousChecks = previousChecks,
            Months = months,
            Seasons = place is null ? HeatingSeasons.Default : await SeasonStore.ReadAsync(second, place, cancellation),
            Changes = await MethodChanges.ConcerningAsync(second, changes, counted.Enterprises, scope.JurisdictionCode, cancellation),
            Filings = counted.Filings,
        };
    }

    /// <summary>The communities with most cases of a period, most first, with their cases of the months directly before.</summary>
    /// <param name="take">At least 1.</param>
    public async Task<IReadOnlyList<CommunityFigures>> ReadCommunitiesAsync(
        MonthSpan period, EnterpriseScope scope, int take, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "R.Month IN @Both"), scope, "R.EnterpriseCode", period);
        parameters.Add("Both", period.Previous.Months.Concat(period.Months));
        parameters.Add("Skip", 0);
        parameters.Add("Take", take);
        var sql = $"""
            SELECT E.JurisdictionCode, R.Community, SUM(CASE WHEN R.Month IN @Months THEN R.Cases ELSE 0 END) AS Cases,
                SUM(CASE WHEN R.Month IN @Months THEN 0 ELSE R.Cases END) AS CasesBefore
            FROM CommunityRollup R
            INNER JOIN Enterprise E ON E.Code = R.EnterpriseCode
            {where}
            GROUP BY E.JurisdictionCode, R.Community
            ORDER BY 3 DESC, E.JurisdictionCode, R.Community
            {db.PageTail}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var lines = await ListAsync<CommunityRow>(connection, sql, parameters, cancellation);
        return [.. lines.Where(line => line.Cases > 0).Select(line => new CommunityFigures(line.JurisdictionCode, line.Community, line.Cases, line.CasesBefore))];
    }

    private static Task<List<SubjectEnterprise>> ReadEnterprisesAsync(DbConnection connection, EnterpriseScope scope, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new(), scope, "E.Code", null);
        var sql = $"""
            SELECT E.Code, E.Name, E.NameEn, E.JurisdictionCode,
                (SELECT STRING_AGG(CAST(T.Sector AS VARCHAR(4)), ',') FROM EnterpriseSector T WHERE T.EnterpriseCode = E.Code) AS SectorCodes
            FROM Enterprise E
            {where}
            ORDER BY E.JurisdictionCode, E.Code
            """;

        return ListAsync<SubjectEnterprise>(connection, sql, parameters, cancellation);
    }

    private static Task<List<CountsRow>> ReadCountsAsync(DbConnection connection, EnterpriseScope scope, MonthSpan period, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(
            new Where().When(true, "R.Month IN @Months AND R.Slice = @Whole AND R.Code = 0"), scope, "R.EnterpriseCode", period);
        parameters.Add("Whole", (int)RollupSlice.Whole);
        parameters.Add("ByClass", (int)RollupSlice.RequestClass);
        parameters.Add("Counted", IndicatorRegistry.CountedClasses.Select(item => (int)item).ToArray());
        parameters.Add("Year", period.To.Year);
        var sql = $"""
            SELECT M.EnterpriseCode, M.Cases, M.CompleteCases, M.FedBack, M.FedBackInTime, M.FeedbackOverdue, M.Closed, M.ClosingOverdue,
                M.Handled, M.HandlingMinutes, M.Rated, M.Satisfied, M.Reopened, M.RatingPoints, M.CallBacks, M.CallBacksReached,
                M.Dispatches, M.DispatchesInTime, COALESCE(C.Cases, 0) AS CountedCases, Z.Households, Z.HeatedSquareMetres
            FROM (SELECT R.EnterpriseCode, {Sums} FROM MonthRollup R {where} GROUP BY R.EnterpriseCode) M
            LEFT JOIN (
                SELECT K.EnterpriseCode, SUM(K.Cases) AS Cases
                FROM MonthRollup K
                WHERE K.Month IN @Months AND K.Slice = @ByClass AND K.Code IN @Counted
                GROUP BY K.EnterpriseCode) C ON C.EnterpriseCode = M.EnterpriseCode
            LEFT JOIN EnterpriseSize Z ON Z.EnterpriseCode = M.EnterpriseCode
                AND Z.Year = (SELECT MAX(L.Year) FROM EnterpriseSize L WHERE L.EnterpriseCode = M.EnterpriseCode AND L.Year <= @Year)
            """;

        return ListAsync<CountsRow>(connection, sql, parameters, cancellation);
    }

    private static Task<List<HandlingRow>> ReadHandlingAsync(
        DbConnection connection, EnterpriseScope scope, MonthSpan period, bool byEnterprise, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "R.Month IN @Months"), scope, "R.EnterpriseCode", period);
        var sql = byEnterprise
            ? $"""
                SELECT R.EnterpriseCode, R.DayTenths, SUM(R.Cases) AS Cases
                FROM HandlingRollup R
                {where}
                GROUP BY R.EnterpriseCode, R.DayTenths
                ORDER BY R.EnterpriseCode, R.DayTenths
                """
            : $"""
                SELECT R.DayTenths, SUM(R.Cases) AS Cases
                FROM HandlingRollup R
                {where}
                GROUP BY R.DayTenths
                ORDER BY R.DayTenths
                """;

        return ListAsync<HandlingRow>(connection, sql, parameters, cancellation);
    }

    private static Task<List<LimitRow>> ReadLimitsAsync(
        DbConnection connection, EnterpriseScope scope, MonthSpan period, bool byEnterprise, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "R.Month IN @Months"), scope, "R.EnterpriseCode", period);
        var sql = byEnterprise
            ? $"SELECT R.EnterpriseCode, R.RuleId, {Verdicts} FROM LimitRollup R {where} GROUP BY R.EnterpriseCode, R.RuleId"
            : $"SELECT R.RuleId, {Verdicts} FROM LimitRollup R {where} GROUP BY R.RuleId";

        return ListAsync<LimitRow>(connection, sql, parameters, cancellation);
    }

    private static Task<List<SliceRow>> ReadSlicesAsync(DbConnection connection, EnterpriseScope scope, MonthSpan period, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "R.Month IN @Months AND R.Slice IN @Slices"), scope, "R.EnterpriseCode", period);
        parameters.Add("Slices", s_shown);
        var sql = $"SELECT R.Slice, R.Code, {Sums} FROM MonthRollup R {where} GROUP BY R.Slice, R.Code ORDER BY R.Slice, R.Code";

        return ListAsync<SliceRow>(connection, sql, parameters, cancellation);
    }

    private static Task<List<TrendRow>> ReadTrendAsync(DbConnection connection, EnterpriseScope scope, MonthSpan trend, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(
            new Where().When(true, "R.Month IN @Months AND R.Slice = @Whole AND R.Code = 0"), scope, "R.EnterpriseCode", trend);
        parameters.Add("Whole", (int)RollupSlice.Whole);
        var sql = $"SELECT R.Month, {Sums} FROM MonthRollup R {where} GROUP BY R.Month";

        return ListAsync<TrendRow>(connection, sql, parameters, cancellation);
    }

    private static Task<List<FilingLineItem>> ReadFilingsAsync(DbConnection connection, EnterpriseScope scope, MonthSpan month, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "F.Period IN @Months"), scope, "F.EnterpriseCode", month);
        var sql = $"SELECT F.Id, F.EnterpriseCode, F.Version, F.Status, F.IsCurrent, F.ReceivedAtUtc FROM Filing F {where}";

        return ListAsync<FilingLineItem>(connection, sql, parameters, cancellation);
    }

    internal static (Where Where, DynamicParameters Parameters) Narrow(Where where, EnterpriseScope scope, string column, MonthSpan? months)
    {
        var parameters = new DynamicParameters();
        if (months is not null)
        {
            parameters.Add("Months", months.Months);
        }

        scope.Restrict(where, parameters, column);
        return (where, parameters);
    }

    internal static async Task<List<T>> ListAsync<T>(DbConnection connection, string sql, DynamicParameters parameters, CancellationToken cancellation) =>
        (await connection.QueryAsync<T>(new(sql, parameters, cancellationToken: cancellation))).AsList();

    private sealed record CommunityRow
    {
        public required string JurisdictionCode { get; init; }

        public required string Community { get; init; }

        public required long Cases { get; init; }

        public required long CasesBefore { get; init; }
    }
}
