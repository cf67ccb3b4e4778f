using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers;

/// <param name="Table">The rollup.</param>
/// <param name="Key">What within the month: slice and code, rule or tenths of a day.</param>
/// <param name="Stored">The counts as they were; null where there was no line.</param>
/// <param name="Counted">The counts of the rows; null where there should be no line.</param>
public sealed record RollupDifference(string EnterpriseCode, string Month, string Table, string Key, string? Stored, string? Counted);

/// <param name="Months">How many months of enterprises were counted again.</param>
public sealed record RollupRebuildReport(int Months, IReadOnlyList<RollupDifference> Differences);

/// <summary>Counts every rollup again from the rows and puts it right, one enterprise per transaction.</summary>
[Unscoped("A verb of the command line over all rows.")]
public sealed class RollupRebuild(Db db)
{
    public async Task<RollupRebuildReport> RunAsync(CancellationToken cancellation)
    {
        var differences = new List<RollupDifference>();
        var months = await ReadMonthsAsync(cancellation);
        await using var connection = await db.OpenForRunAsync(cancellation);
        foreach (var own in months.GroupBy(item => item.EnterpriseCode, item => item.Month))
        {
            differences.AddRange(await RunAsync(connection, own.Key, [.. own], cancellation));
        }

        return new(months.Count, differences);
    }

    private async Task<IReadOnlyList<RollupDifference>> RunAsync(
        DbConnection connection, string enterpriseCode, IReadOnlyList<string> months, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "filing " + enterpriseCode, cancellation);
        var count = new RollupCount(connection, transaction);
        var tallies = await count.CountAsync(enterpriseCode, months, cancellation);
        var kept = await count.ReadKeptHouseholdsAsync(enterpriseCode, cancellation);
        var households = await count.CountHouseholdsAsync(enterpriseCode, [.. months.Except(kept)], cancellation);
        var found = await new RollupComparison(connection, transaction, enterpriseCode).RunAsync(tallies, households, kept, cancellation);
        if (found.Count > 0)
        {
            var wrong = found.Select(line => line.Month).ToHashSet(StringComparer.Ordinal);
            await new RollupWriter(connection, transaction).ReplaceAsync(
                enterpriseCode, [.. tallies.Where(item => wrong.Contains(item.Key)).Select(item => (item.Key, item.Value))], cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return found;
    }

    private async Task<IReadOnlyList<(string EnterpriseCode, string Month)>> ReadMonthsAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT EnterpriseCode, FigureMonth AS Month FROM LedgerRow WHERE IsCurrent = 1 GROUP BY EnterpriseCode, FigureMonth
            UNION
            SELECT EnterpriseCode, Month FROM MonthRollup
            UNION
            SELECT EnterpriseCode, Month FROM LimitRollup
            UNION
            SELECT EnterpriseCode, Month FROM HandlingRollup
            UNION
            SELECT EnterpriseCode, Month FROM CommunityRollup
            UNION
            SELECT EnterpriseCode, Month FROM CauseRollup
            UNION
            SELECT EnterpriseCode, Month FROM HouseholdRollup
            ORDER BY EnterpriseCode, Month
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<(string EnterpriseCode, string Month)>(new(sql, commandTimeout: 600, cancellationToken: cancellation))).AsList();
    }
}
