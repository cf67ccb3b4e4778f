using System.Data.Common;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Storage;

namespace Portal.Data.Indicators;

/// <summary>
/// Reads what is known of the households of a period. What adds up over months comes from their rollup, and so does all of
/// a single month; the households of a longer period are counted from its rows.
/// </summary>
/// <param name="Scope">Whose.</param>
/// <param name="CountsRows">Whether the rows of a longer period may be counted; their households stay unknown otherwise.</param>
internal sealed record HouseholdReading(EnterpriseScope Scope, bool CountsRows)
{
    /// <summary>More rows than this would keep a reader waiting.</summary>
    public const int MostRows = 250_000;

    public async Task<IReadOnlyList<HouseholdRow>> ReadAsync(DbConnection connection, MonthSpan period, CancellationToken cancellation)
    {
        var rows = await ReadRollupsAsync(connection, period, cancellation);
        if (period.Count == 1 || !CountsRows)
        {
            return rows;
        }

        var counted = (await CountRowsAsync(connection, period, cancellation)).ToDictionary(row => row.EnterpriseCode, StringComparer.Ordinal);
        return
        [
            .. rows.Select(row => counted.GetValueOrDefault(row.EnterpriseCode) is { } found
                ? row with { Households = found.Households, RepeatHouseholds = found.RepeatHouseholds }
                : row),
        ];
    }

    private async Task<List<HouseholdRow>> ReadRollupsAsync(DbConnection connection, MonthSpan period, CancellationToken cancellation)
    {
        var (where, parameters) = IndicatorStore.Narrow(new Where().When(true, "R.Month IN @Months"), Scope, "R.EnterpriseCode", period);
        var sql = $"""
            SELECT R.EnterpriseCode, SUM(R.Households) AS Households, SUM(R.RepeatHouseholds) AS RepeatHouseholds, SUM(R.SolvedAtOnce) AS SolvedAtOnce
            FROM HouseholdRollup R
            {where}
            GROUP BY R.EnterpriseCode
            """;

        var rows = await IndicatorStore.ListAsync<HouseholdRow>(connection, sql, parameters, cancellation);
        return period.Count == 1 ? rows : [.. rows.Select(row => row with { Households = null, RepeatHouseholds = null })];
    }

    private async Task<List<HouseholdRow>> CountRowsAsync(DbConnection connection, MonthSpan period, CancellationToken cancellation)
    {
        var (where, parameters) = IndicatorStore.Narrow(
            new Where().When(true, "R.IsCurrent = 1 AND R.FigureMonth IN @Months"), Scope, "R.EnterpriseCode", period);
        parameters.Add("Most", HouseholdRules.MostOfOneIssue);
        var sql = $"""
            SELECT H.EnterpriseCode, COUNT(*) AS Households, SUM(CASE WHEN H.Most > @Most THEN 1 ELSE 0 END) AS RepeatHouseholds
            FROM (
                SELECT I.EnterpriseCode, I.AddressHash, MAX(I.Cases) AS Most
                FROM (
                    SELECT R.EnterpriseCode, R.AddressHash, R.ComplaintType, COUNT(*) AS Cases
                    FROM LedgerRow R
                    {where}
                    GROUP BY R.EnterpriseCode, R.AddressHash, R.ComplaintType) I
                GROUP BY I.EnterpriseCode, I.AddressHash) H
            GROUP BY H.EnterpriseCode
            """;

        return await IndicatorStore.ListAsync<HouseholdRow>(connection, sql, parameters, cancellation);
    }
}
