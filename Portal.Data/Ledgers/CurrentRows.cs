using System.Data.Common;
using Dapper;

namespace Portal.Data.Ledgers;

/// <summary>
/// Decides which rows count. Of each month the latest accepted filing; of a case reported in several months the
/// row of the latest month, while its figures stay with the month of 受理.
/// </summary>
internal sealed class CurrentRows(DbConnection connection, DbTransaction transaction)
{
    /// <summary>Call before the new filing is marked current.</summary>
    /// <returns>The months, as <c>yyyy-MM</c>, in which rows of other filings have begun or ceased to count.</returns>
    public async Task<IReadOnlyList<string>> SupersedeAsync(Filing filing, CancellationToken cancellation)
    {
        const string previous = "SELECT Id FROM Filing WHERE EnterpriseCode = @EnterpriseCode AND Period = @Period AND IsCurrent = 1";
        const string others = "SELECT COUNT(*) FROM Filing WHERE EnterpriseCode = @EnterpriseCode AND IsCurrent = 1";
        const string stepBack = "UPDATE Filing SET IsCurrent = 0 WHERE Id = @Previous";
        const string retire = "UPDATE LedgerRow SET IsCurrent = 0 WHERE Id BETWEEN @First AND @Last";
        const string months = "SELECT DISTINCT FigureMonth FROM LedgerRow WHERE Id BETWEEN @First AND @Last";

        if (await ScalarAsync<int>(others, filing, cancellation) == 0)
        {
            return [];
        }

        var touched = new HashSet<string>(StringComparer.Ordinal);
        if (await ScalarAsync<long?>(previous, filing, cancellation) is { } old)
        {
            touched.UnionWith(await connection.QueryAsync<string>(new(months, Range(old), transaction, cancellationToken: cancellation)));
            await ExecuteAsync(stepBack, new { Previous = old }, cancellation);
            await ExecuteAsync(retire, Range(old), cancellation);
            touched.UnionWith(await SettleAsync(filing, Range(old), isNewFiling: false, cancellation));
        }

        touched.UnionWith(await SettleAsync(filing, Range(filing.Id), isNewFiling: true, cancellation));
        return [.. touched];
    }

    /// <summary>For every case of these rows that other current filings report too, lets only the latest month's row count.</summary>
    private async Task<IEnumerable<string>> SettleAsync(Filing filing, RowRange range, bool isNewFiling, CancellationToken cancellation)
    {
        const string shared = """
            SELECT other.Id, other.CaseNo, other.FigureMonth, other.IsCurrent, Filing.Period
            FROM LedgerRow mine
            JOIN LedgerRow other ON other.EnterpriseCode = mine.EnterpriseCode AND other.CaseNo = mine.CaseNo AND other.FigureMonth = mine.FigureMonth
            JOIN Filing ON Filing.Id = other.FilingId
            WHERE mine.Id BETWEEN @First AND @Last AND Filing.IsCurrent = 1
            """;
        const string mine = "SELECT Id FROM LedgerRow WHERE EnterpriseCode = @EnterpriseCode AND CaseNo = @CaseNo AND Id BETWEEN @First AND @Last";
        const string mark = "UPDATE LedgerRow SET IsCurrent = @IsCurrent WHERE Id = @Id";

        var rows = await connection.QueryAsync<SharedCase>(
            new(shared, new { range.First, range.Last }, transaction, commandTimeout: 600, cancellationToken: cancellation));
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sameCase in rows.DistinctBy(row => row.Id).GroupBy(row => (row.CaseNo, row.FigureMonth)))
        {
            var latest = sameCase.MaxBy(row => row.Period, StringComparer.Ordinal)!;
            var isOursLatest = isNewFiling && string.CompareOrdinal(filing.Period, latest.Period) > 0;
            foreach (var row in sameCase)
            {
                var counts = !isOursLatest && row.Id == latest.Id;
                if (counts != row.IsCurrent)
                {
                    await ExecuteAsync(mark, new { row.Id, IsCurrent = counts }, cancellation);
                    touched.Add(row.FigureMonth);
                }
            }

            if (isNewFiling && !isOursLatest)
            {
                var ours = await ScalarAsync<long>(mine, new { filing.EnterpriseCode, sameCase.Key.CaseNo, range.First, range.Last }, cancellation);
                await ExecuteAsync(mark, new { Id = ours, IsCurrent = false }, cancellation);
                touched.Add(latest.FigureMonth);
            }
        }

        return touched;
    }

    private static RowRange Range(long filingId) =>
        new(LedgerStore.RowId(filingId, 0), LedgerStore.RowId(filingId, LedgerStore.RowsPerFiling - 1));

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellation) =>
        connection.ExecuteAsync(new(sql, parameters, transaction, commandTimeout: 600, cancellationToken: cancellation));

    private Task<T?> ScalarAsync<T>(string sql, object parameters, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<T>(new(sql, parameters, transaction, commandTimeout: 600, cancellationToken: cancellation));

    private sealed record RowRange(long First, long Last);

    private sealed record SharedCase
    {
        public required long Id { get; init; }

        public required string CaseNo { get; init; }

        public required string FigureMonth { get; init; }

        public required bool IsCurrent { get; init; }

        public required string Period { get; init; }
    }
}
