using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.Audit;

/// <summary>
/// Appends to the audit log. Appenders queue up under one lock until their transaction ends, so inside a change's own
/// transaction the entry comes last; and whoever has a transaction open passes it, else the second one waits for the first.
/// </summary>
[Unscoped("Everybody's actions are recorded; reading them is restricted in AuditStore.")]
public sealed class AuditLog(Db db, PersonalData keys, TimeProvider clock)
{
    private readonly byte[] _key = keys.DeriveKey("audit");

    /// <summary>Records what has no transaction of its own.</summary>
    /// <returns>The number of the entry.</returns>
    public async Task<long> AppendAsync(AuditDraft draft, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var seq = await AppendAsync(transaction, draft, cancellation);
        await transaction.CommitAsync(cancellation);
        return seq;
    }

    /// <summary>Records a change inside its own transaction: both are kept, or neither.</summary>
    /// <returns>The number of the entry.</returns>
    public async Task<long> AppendAsync(DbTransaction transaction, AuditDraft draft, CancellationToken cancellation)
    {
        await db.LockAsync(transaction, "audit", cancellation);
        var ground = await ReadGroundAsync(transaction, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        if (ground.Seq > 0 && !ground.IsSealed)
        {
            // Built upon in silence, a forged head would bear our seal from now on.
            var broken = new AuditDraft
            {
                Actor = Actor.Portal,
                Action = AuditAction.ChainBroken,
                ObjectType = nameof(AuditEntry),
                ObjectId = FormattableString.Invariant($"{ground.Seq}"),
            };
            ground = await WriteAsync(transaction, ground, AuditRules.Next(broken, ground.Seq + 1, ground.Hash, Later(now, ground.AtUtc)), cancellation);
        }

        return (await WriteAsync(transaction, ground, AuditRules.Next(draft, ground.Seq + 1, ground.Hash, Later(now, ground.AtUtc)), cancellation)).Seq;
    }

    /// <summary>What the next entry stands on: the head, if it bears our seal and nothing lies beyond it.</summary>
    private async Task<Ground> ReadGroundAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        const string readHead = "SELECT Seq, Hash, Seal FROM AuditHead WHERE Id = 1";
        const string readLast = "SELECT Seq, AtUtc, Hash FROM AuditEntry WHERE Seq = (SELECT MAX(L.Seq) FROM AuditEntry L)";

        var connection = transaction.Connection!;
        var head = await connection.QuerySingleOrDefaultAsync<AuditHead>(new(readHead, transaction: transaction, cancellationToken: cancellation));
        var last = await connection.QuerySingleOrDefaultAsync<LastEntry>(new(readLast, transaction: transaction, cancellationToken: cancellation));
        var hasHead = head is not null;
        return (head, last) switch
        {
            (null, null) => new(0, AuditRules.Origin, default, hasHead, IsSealed: false),
            (null, _) => new(last.Seq, last.Hash, last.AtUtc, hasHead, IsSealed: false),
            (_, null) => new(head.Seq, head.Hash, default, hasHead, AuditRules.IsSealed(head, _key)),
            _ when last.Seq > head.Seq => new(last.Seq, last.Hash, last.AtUtc, hasHead, IsSealed: false),
            _ => new(head.Seq, head.Hash, last.AtUtc, hasHead, AuditRules.IsSealed(head, _key)),
        };
    }

    private async Task<Ground> WriteAsync(DbTransaction transaction, Ground ground, AuditEntry entry, CancellationToken cancellation)
    {
        const string append = """
            INSERT INTO AuditEntry (
                Seq, AtUtc, ActorName, ActorRole, ActorScope, Address, Action, ObjectType, ObjectId,
                EnterpriseCode, JurisdictionCode, Detail, PreviousHash, Hash)
            VALUES (
                @Seq, @AtUtc, @ActorName, @ActorRole, @ActorScope, @Address, @Action, @ObjectType, @ObjectId,
                @EnterpriseCode, @JurisdictionCode, @Detail, @PreviousHash, @Hash)
            """;
        const string moveHead = "UPDATE AuditHead SET Seq = @Seq, Hash = @Hash, Seal = @Seal WHERE Id = 1";
        const string addHead = "INSERT INTO AuditHead (Id, Seq, Hash, Seal) VALUES (1, @Seq, @Hash, @Seal)";

        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new(append, entry, transaction, cancellationToken: cancellation));
        var head = new { entry.Seq, entry.Hash, Seal = AuditRules.SealOfHead(entry.Seq, entry.Hash, _key) };
        await connection.ExecuteAsync(new(ground.HasHead ? moveHead : addHead, head, transaction, cancellationToken: cancellation));
        return new(entry.Seq, entry.Hash, entry.AtUtc, HasHead: true, IsSealed: true);
    }

    /// <summary>Clocks of several portals differ; the log's time only goes forward.</summary>
    private static DateTime Later(DateTime now, DateTime last) => now > last ? now : last;

    private sealed record Ground(long Seq, byte[] Hash, DateTime AtUtc, bool HasHead, bool IsSealed);

    private sealed record LastEntry
    {
        public long Seq { get; init; }

        public DateTime AtUtc { get; init; }

        public required byte[] Hash { get; init; }
    }
}
