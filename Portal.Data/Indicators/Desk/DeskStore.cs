using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Storage;

namespace Portal.Data.Indicators.Desk;

/// <summary>What the desk shows beside the summary report, read from the rollups.</summary>
public sealed class DeskStore(Db db)
{
    /// <summary>Verdicts of each enterprise under each rule in a period.</summary>
    public async Task<IReadOnlyList<EnterpriseVerdicts>> ReadVerdictsAsync(MonthSpan period, EnterpriseScope scope, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "R.Month IN @Months"), scope, "R.EnterpriseCode", period);
        var sql = $"""
            SELECT R.EnterpriseCode, R.RuleId, SUM(R.Met) AS Met, SUM(R.Late) AS Late, SUM(R.OpenOverdue) AS OpenOverdue,
                SUM(R.Undeterminable) AS Undeterminable
            FROM LimitRollup R
            {where}
            GROUP BY R.EnterpriseCode, R.RuleId
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<EnterpriseVerdicts>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Cases by what they were put down to, greatest first.</summary>
    public async Task<CaseCauses> ReadCausesAsync(MonthSpan period, EnterpriseScope scope, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "R.Month IN @Months"), scope, "R.EnterpriseCode", period);
        var sql = $"""
            SELECT R.Kind, R.Cause, SUM(R.Cases) AS Cases
            FROM CauseRollup R
            {where}
            GROUP BY R.Kind, R.Cause
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<CauseRow>(new(sql, parameters, cancellationToken: cancellation)))
            .OrderBy(row => row.Cause, StringComparer.Ordinal).ToLookup(row => row.Kind, row => (row.Cause, row.Cases));
        return new(ParetoRules.Of(rows[CauseKind.Responsibility]), ParetoRules.Of(rows[CauseKind.SubType]));
    }

    /// <summary>Households do not add up over months, so they are counted in the rows: of the few enterprises that serve these communities.</summary>
    /// <returns>By jurisdiction and community.</returns>
    public async Task<IReadOnlyDictionary<(string JurisdictionCode, string Community), long>> ReadHouseholdsAsync(
        MonthSpan period, EnterpriseScope scope, IReadOnlyCollection<CommunityFigures> hot, CancellationToken cancellation)
    {
        var (where, parameters) = Narrow(new Where().When(true, "R.Month IN @Months AND R.Community IN @Names"), scope, "R.EnterpriseCode", period);
        parameters.Add("Names", hot.Select(one => one.Community).ToArray());
        var sql = $"""
            SELECT E.JurisdictionCode, L.Community, COUNT(DISTINCT L.AddressHash) AS Counted
            FROM LedgerRow L
            INNER JOIN Enterprise E ON E.Code = L.EnterpriseCode
            WHERE L.EnterpriseCode IN (SELECT DISTINCT R.EnterpriseCode FROM CommunityRollup R {where})
                AND L.IsCurrent = 1 AND L.FigureMonth IN @Months AND L.Community IN @Names
            GROUP BY E.JurisdictionCode, L.Community
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<CommunityCount>(new(sql, parameters, cancellationToken: cancellation));
        return rows.ToDictionary(row => (row.JurisdictionCode, row.Community), row => row.Counted);
    }

    private static (Where Where, DynamicParameters Parameters) Narrow(Where where, EnterpriseScope scope, string column, MonthSpan period)
    {
        var parameters = new DynamicParameters(new { period.Months });
        scope.Restrict(where, parameters, column);
        return (where, parameters);
    }

    private sealed record CauseRow
    {
        public required CauseKind Kind { get; init; }

        public required string Cause { get; init; }

        public required long Cases { get; init; }
    }

    private sealed record CommunityCount
    {
        public required string JurisdictionCode { get; init; }

        public required string Community { get; init; }

        public required long Counted { get; init; }
    }
}

/// <summary>What cases were put down to; an empty cause is a cell that is not filled in.</summary>
/// <param name="Responsibilities">责任归属.</param>
/// <param name="SubTypes">二级类型.</param>
public sealed record CaseCauses(Pareto<string> Responsibilities, Pareto<string> SubTypes);

/// <summary>A community with its distinct addresses of a period.</summary>
public sealed record HotCommunity(CommunityFigures Figures, long Households);
