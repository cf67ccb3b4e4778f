using Dapper;
using Portal.Data.Access;
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

    private static (Where Where, DynamicParameters Parameters) Narrow(Where where, EnterpriseScope scope, string column, MonthSpan period)
    {
        var parameters = new DynamicParameters(new { period.Months });
        scope.Restrict(where, parameters, column);
        return (where, parameters);
    }
}
