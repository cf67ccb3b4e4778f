using System.Runtime.CompilerServices;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.Audit;

/// <summary>The log as a chain: every entry in order, its head and its anchors. For checking, not for reading.</summary>
[Unscoped("The check reads all of the chain and shows none of it.")]
public sealed class ChainStore(Db db)
{
    private const int EntriesPerFetch = 5_000;

    private const string Columns = """
        Seq, AtUtc, ActorName, ActorRole, ActorScope, Address, Action, ObjectType, ObjectId, EnterpriseCode, JurisdictionCode,
        Detail, PreviousHash, Hash
        """;

    /// <returns>0 for an empty log.</returns>
    public async Task<long> ReadLastSeqAsync(CancellationToken cancellation)
    {
        const string sql = "SELECT COALESCE(MAX(Seq), 0) FROM AuditEntry";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new(sql, cancellationToken: cancellation));
    }

    /// <summary>
    /// When the log begins, and the oldest account or session since the database has one: each has an entry of its own.
    /// </summary>
    public async Task<(DateTime? EntryUtc, DateTime? TraceUtc)> ReadBeginningAsync(CancellationToken cancellation)
    {
        const string entry = "SELECT AtUtc FROM AuditEntry WHERE Seq = (SELECT MIN(L.Seq) FROM AuditEntry L)";
        const string trace = """
            SELECT MIN(T.AtUtc)
            FROM (
                SELECT U.CreatedAtUtc AS AtUtc FROM UserAccount U
                UNION ALL
                SELECT S.StartedAtUtc AS AtUtc FROM UserSession S) T
            WHERE T.AtUtc > (SELECT V.AppliedAtUtc FROM SchemaVersion V WHERE V.Name = '0007_audit')
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var begins = await connection.ExecuteScalarAsync<object?>(new(entry, cancellationToken: cancellation));
        return (begins is null ? null : AuditTime.Read(begins), await connection.ExecuteScalarAsync<DateTime?>(new(trace, cancellationToken: cancellation)));
    }

    public async Task<AuditHead?> ReadHeadAsync(CancellationToken cancellation)
    {
        const string sql = "SELECT Seq, Hash, Seal FROM AuditHead WHERE Id = 1";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<AuditHead>(new(sql, cancellationToken: cancellation));
    }

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<AuditAnchor>> ReadAnchorsAsync(CancellationToken cancellation)
    {
        const string sql = "SELECT Day, LastSeq, Entries, Hash, Seal, AnchoredAtUtc FROM AuditAnchor ORDER BY Day";

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<AuditAnchor>(new(sql, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Entries in the order of their numbers, a few thousand in memory at a time.</summary>
    /// <param name="after">The number before the first.</param>
    /// <param name="through">The number of the last.</param>
    public async IAsyncEnumerable<AuditEntry> StreamAsync(long after, long through, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {Columns}
            FROM AuditEntry
            WHERE Seq > @After AND Seq <= @Through
            ORDER BY Seq
            {db.PageTail}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        while (true)
        {
            var values = new { After = after, Through = through, Skip = 0, Take = EntriesPerFetch };
            var count = 0;
            await foreach (var entry in connection.QueryUnbufferedAsync<StoredEntry>(sql, values).WithCancellation(cancellation))
            {
                after = entry.Seq;
                count++;
                yield return entry.Read();
            }

            if (count < EntriesPerFetch)
            {
                yield break;
            }
        }
    }

    /// <summary>Adds anchors of days that have none yet.</summary>
    /// <returns>How many were added: another portal may have been first.</returns>
    public async Task<int> AppendAnchorsAsync(IEnumerable<AuditAnchor> anchors, CancellationToken cancellation)
    {
        const string known = "SELECT COUNT(*) FROM AuditAnchor WHERE Day >= @Day OR LastSeq >= @LastSeq";
        const string append = """
            INSERT INTO AuditAnchor (Day, LastSeq, Entries, Hash, Seal, AnchoredAtUtc)
            VALUES (@Day, @LastSeq, @Entries, @Hash, @Seal, @AnchoredAtUtc)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "audit anchors", cancellation);
        var added = 0;
        foreach (var anchor in anchors)
        {
            if (await connection.ExecuteScalarAsync<int>(new(known, new { anchor.Day, anchor.LastSeq }, transaction, cancellationToken: cancellation)) == 0)
            {
                added += await connection.ExecuteAsync(new(append, anchor, transaction, cancellationToken: cancellation));
            }
        }

        await transaction.CommitAsync(cancellation);
        return added;
    }

    /// <summary>As the columns are; a time that is none, which a file can be made to hold, becomes one that fits no hash.</summary>
    private sealed record StoredEntry
    {
        public long Seq { get; init; }

        public object? AtUtc { get; init; }

        public string? ActorName { get; init; }

        public string? ActorRole { get; init; }

        public string? ActorScope { get; init; }

        public string? Address { get; init; }

        public string? Action { get; init; }

        public string? ObjectType { get; init; }

        public string? ObjectId { get; init; }

        public string? EnterpriseCode { get; init; }

        public string? JurisdictionCode { get; init; }

        public string? Detail { get; init; }

        public byte[]? PreviousHash { get; init; }

        public byte[]? Hash { get; init; }

        public AuditEntry Read() => new()
        {
            Seq = Seq,
            AtUtc = AuditTime.Read(AtUtc),
            ActorName = ActorName ?? "",
            ActorRole = ActorRole ?? "",
            ActorScope = ActorScope ?? "",
            Address = Address,
            Action = Action ?? "",
            ObjectType = ObjectType ?? "",
            ObjectId = ObjectId ?? "",
            EnterpriseCode = EnterpriseCode,
            JurisdictionCode = JurisdictionCode,
            Detail = Detail ?? "",
            PreviousHash = PreviousHash ?? [],
            Hash = Hash ?? [],
        };
    }
}
