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
        const string sql = "SELECT Code FROM Enterprise ORDER BY Code";

        var (months, differences) = (0, new List<RollupDifference>());
        var stored = await ReadStoredMonthsAsync(cancellation);
        await using var connection = await db.OpenForRunAsync(cancellation);
        foreach (var code in (await connection.QueryAsync<string>(new(sql, cancellationToken: cancellation))).AsList())
        {
            var (counted, found) = await RunAsync(connection, code, stored[code], cancellation);
            months += counted;
            differences.AddRange(found);
        }

        return new(months, differences);
    }

    private async Task<(int Months, IReadOnlyList<RollupDifference> Differences)> RunAsync(
        DbConnection connection, string enterpriseCode, IEnumerable<string> stored, CancellationToken cancellation)
    {
        const string sql = "SELECT DISTINCT FigureMonth FROM LedgerRow WHERE EnterpriseCode = @EnterpriseCode AND IsCurrent = 1";

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "filing " + enterpriseCode, cancellation);
        var asked = new { EnterpriseCode = enterpriseCode };
        List<string> months = [.. stored.Union(await connection.QueryAsync<string>(new(sql, asked, transaction, commandTimeout: 600, cancellationToken: cancellation)))];
        var block = new RollupBlock([enterpriseCode], months);
        var count = new RollupCount(connection, transaction);
        var tallies = await count.CountAsync(block, cancellation);
        var found = await new RollupComparison(connection, transaction, block).RunAsync(
            tallies, await count.CountHouseholdsAsync(block, cancellation), await count.ReadKeptHouseholdsAsync(block, cancellation), cancellation);
        if (found.Count > 0)
        {
            var wrong = found.Select(line => line.Month).Distinct();
            await new RollupWriter(connection, transaction).ReplaceAsync(block with { Months = [.. wrong] }, key => tallies[key], cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return (months.Count, found);
    }

    /// <summary>By enterprise: the months that have, rightly or not, a line in any rollup.</summary>
    private async Task<ILookup<string, string>> ReadStoredMonthsAsync(CancellationToken cancellation)
    {
        const string sql = """
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
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<(string EnterpriseCode, string Month)>(new(sql, commandTimeout: 600, cancellationToken: cancellation)))
            .ToLookup(item => item.EnterpriseCode, item => item.Month, StringComparer.Ordinal);
    }
}
