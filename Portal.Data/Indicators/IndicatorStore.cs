using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Storage;

namespace Portal.Data.Indicators;

/// <summary>Reads what figures are made of, from the rollups and never from the rows.</summary>
public sealed class IndicatorStore(Db db)
{
    private const string Sums = """
        SUM(R.Cases) AS Cases, SUM(R.CompleteCases) AS CompleteCases, SUM(R.FedBack) AS FedBack, SUM(R.FedBackInTime) AS FedBackInTime,
        SUM(R.FeedbackOverdue) AS FeedbackOverdue, SUM(R.Closed) AS Closed, SUM(R.ClosingOverdue) AS ClosingOverdue,
        SUM(R.Handled) AS Handled, SUM(R.HandlingMinutes) AS HandlingMinutes, SUM(R.Rated) AS Rated, SUM(R.Satisfied) AS Satisfied
        """;

    private const string Verdicts = """
        SUM(R.Met) AS Met, SUM(R.Late) AS Late, SUM(R.OpenInTime) AS OpenInTime, SUM(R.OpenOverdue) AS OpenOverdue,
        SUM(R.NotApplicable) AS NotApplicable, SUM(R.Undeterminable) AS Undeterminable
        """;

    /// <summary>Everything a summary shows, read in one connection.</summary>
    public async Task<RollupReading> ReadAsync(
        MonthSpan period, EnterpriseScope scope, MonthSpan trend, SummaryDepth depth, CancellationToken cancellation)
    {
        var isFull = depth is SummaryDepth.Full;
        await using var connection = await db.OpenAsync(cancellation);
        return new()
        {
            Period = period,
            Depth = depth,
            Enterprises = await ReadEnterprisesAsync(connection, scope, cancellation),
            Counts = await ReadCountsAsync(connection, scope, period, cancellation),
            Handling = await ReadHandlingAsync(connection, scope, period, byEnterprise: isFull, cancellation),
            Limits = await ReadLimitsAsync(connection, scope, period, byEnterprise: isFull, cancellation),
            Slices = await ReadSlicesAsync(connection, scope, period, cancellation),
            PreviousCounts = await ReadCountsAsync(connection, scope, period.Previous, cancellation),
            PreviousHandling = await ReadHandlingAsync(connection, scope, period.Previous, byEnterprise: false, cancellation),
            PreviousLimits = await ReadLimitsAsync(connection, scope, period.Previous, byEnterprise: false, cancellation),
            Trend = await ReadTrendAsync(connection, scope, trend, cancellation),
            Filings = await ReadFilingsAsync(connection, scope, MonthSpan.Of(period.To), cancellation),
        };
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
                M.Handled, M.HandlingMinutes, M.Rated, M.Satisfied, COALESCE(C.Cases, 0) AS CountedCases,
                (SELECT Z.Households FROM EnterpriseSize Z
                 WHERE Z.EnterpriseCode = M.EnterpriseCode
                 AND Z.Year = (SELECT MAX(L.Year) FROM EnterpriseSize L WHERE L.EnterpriseCode = M.EnterpriseCode AND L.Year <= @Year)) AS Households
            FROM (SELECT R.EnterpriseCode, {Sums} FROM MonthRollup R {where} GROUP BY R.EnterpriseCode) M
            LEFT JOIN (
                SELECT K.EnterpriseCode, SUM(K.Cases) AS Cases
                FROM MonthRollup K
                WHERE K.Month IN @Months AND K.Slice = @ByClass AND K.Code IN @Counted
                GROUP BY K.EnterpriseCode) C ON C.EnterpriseCode = M.EnterpriseCode
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
        var (where, parameters) = Narrow(new Where().When(true, "R.Month IN @Months AND R.Slice > @Whole"), scope, "R.EnterpriseCode", period);
        parameters.Add("Whole", (int)RollupSlice.Whole);
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

    private static (Where Where, DynamicParameters Parameters) Narrow(Where where, EnterpriseScope scope, string column, MonthSpan? months)
    {
        var parameters = new DynamicParameters();
        if (months is not null)
        {
            parameters.Add("Months", months.Months);
        }

        scope.Restrict(where, parameters, column);
        return (where, parameters);
    }

    private static async Task<List<T>> ListAsync<T>(DbConnection connection, string sql, DynamicParameters parameters, CancellationToken cancellation) =>
        (await connection.QueryAsync<T>(new(sql, parameters, cancellationToken: cancellation))).AsList();
}
