using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers;

/// <summary>Writes filings: one transaction each, opened with <see cref="BeginAsync"/>.</summary>
[Unscoped("The way of a row: asked by the intake, for the enterprise that files.")]
public sealed class LedgerStore(Db db, PersonalData personalData, AuditLog audit)
{
    /// <summary>Rows a filing can hold: the part of a row's id below the filing's.</summary>
    public const int RowsPerFiling = 1 << 24;

    public static long RowId(long filingId, int number) => (filingId * RowsPerFiling) + number;

    /// <summary>Opens the transaction of a filing and records the filing with its next version. Dispose it without commit to leave nothing.</summary>
    public async Task<FilingWriter> BeginAsync(Filing filing, Actor by, CancellationToken cancellation)
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
            return new FilingWriter(transaction, filing with { Id = id }, personalData, audit, by);
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

    /// <summary>The cases that count in other months of the enterprise: an earlier row that is one of them is an update.</summary>
    public async Task<KnownCases> ReadKnownCasesAsync(string enterpriseCode, string period, CancellationToken cancellation)
    {
        const string sql = """
            SELECT LedgerRow.CaseNo, LedgerRow.ReceivedAt
            FROM LedgerRow
            JOIN Filing ON Filing.Id = LedgerRow.FilingId
            WHERE LedgerRow.EnterpriseCode = @EnterpriseCode AND Filing.IsCurrent = 1 AND Filing.Period <> @Period
            """;

        var known = new KnownCases();
        await using var connection = await db.OpenAsync(cancellation);
        await using DbDataReader reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, new { EnterpriseCode = enterpriseCode, Period = period }, cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            known.Add(reader.GetString(0), reader.GetDateTime(1));
        }

        return known;
    }
}

/// <summary>
/// The cases of an enterprise that other months hold. A case is its number and its 受理时间 to the minute: a number
/// used again is another case, and an update that moves 受理时间 would move every limit with it.
/// </summary>
public sealed class KnownCases
{
    private readonly Dictionary<string, List<DateTime>> _received = new(StringComparer.Ordinal);

    public void Add(string caseNo, DateTime receivedAt)
    {
        if (!_received.TryGetValue(caseNo, out var times))
        {
            _received.Add(caseNo, times = []);
        }

        times.Add(receivedAt);
    }

    public bool Has(string caseNo, DateTime receivedAt) => _received.TryGetValue(caseNo, out var times) && times.Exists(time => Minute(time) == Minute(receivedAt));

    /// <summary>When a case of this number was received; null when the number is new.</summary>
    public DateTime? ReceivedAt(string caseNo) => _received.TryGetValue(caseNo, out var times) ? times[^1] : null;

    private static long Minute(DateTime time) => time.Ticks / TimeSpan.TicksPerMinute;
}
