using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers;

/// <summary>Writes filings: one transaction each, opened with <see cref="BeginAsync"/>.</summary>
public sealed class LedgerStore(Db db)
{
    /// <summary>Rows a filing can hold: the part of a row's id below the filing's.</summary>
    public const int RowsPerFiling = 1 << 24;

    public static long RowId(long filingId, int number) => (filingId * RowsPerFiling) + number;

    /// <summary>Opens the transaction of a filing and records the filing with its next version. Dispose it without commit to leave nothing.</summary>
    public async Task<FilingWriter> BeginAsync(Filing filing, CancellationToken cancellation)
    {
        const string next = "SELECT COALESCE(MAX(Version), 0) + 1 FROM Filing WHERE EnterpriseCode = @EnterpriseCode AND Period = @Period";
        var insert = $"""
            INSERT INTO Filing (
                EnterpriseCode, Period, Version, Status, IsCurrent, FileName, FileSha256, FileBytes, MappingName,
                JudgedAt, RuleSets, RowsRead, RowsValid, RowsWarned, RowsRejected, RowsComplete, SubmittedBy, ReceivedAtUtc)
            VALUES (
                @EnterpriseCode, @Period, @Version, @Status, @IsCurrent, @FileName, @FileSha256, @FileBytes, @MappingName,
                @JudgedAt, @RuleSets, 0, 0, 0, 0, 0, @SubmittedBy, @ReceivedAtUtc)
            {db.ReturningId}
            """;

        var connection = await db.OpenAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await db.LockAsync(transaction, "filing " + filing.EnterpriseCode, cancellation);
            var version = await connection.ExecuteScalarAsync<int>(new(next, filing, transaction, cancellationToken: cancellation));
            filing = filing with { Version = version };
            var id = await connection.ExecuteScalarAsync<long>(new(insert, filing, transaction, cancellationToken: cancellation));
            return new FilingWriter(connection, transaction, filing with { Id = id });
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The filing whose rows count for that month, if any.</summary>
    public async Task<Filing?> ReadCurrentAsync(string enterpriseCode, string period, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {FilingStore.Columns}
            FROM Filing
            WHERE EnterpriseCode = @EnterpriseCode AND Period = @Period AND IsCurrent = 1
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Filing>(new(sql, new { EnterpriseCode = enterpriseCode, Period = period }, cancellationToken: cancellation));
    }

    /// <summary>Case numbers that count in other months of the enterprise: a row with one of them that was received earlier is an update.</summary>
    public async Task<HashSet<string>> ReadKnownCasesAsync(string enterpriseCode, string period, CancellationToken cancellation)
    {
        const string sql = """
            SELECT LedgerRow.CaseNo
            FROM LedgerRow
            JOIN Filing ON Filing.Id = LedgerRow.FilingId
            WHERE LedgerRow.EnterpriseCode = @EnterpriseCode AND Filing.IsCurrent = 1 AND Filing.Period <> @Period
            """;

        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var connection = await db.OpenAsync(cancellation);
        await using DbDataReader reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, new { EnterpriseCode = enterpriseCode, Period = period }, cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            known.Add(reader.GetString(0));
        }

        return known;
    }
}
