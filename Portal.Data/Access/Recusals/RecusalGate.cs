using System.Data.Common;
using System.Globalization;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Access.Recusals;

/// <summary>
/// What every assignment asks (S2-43): may this user be given this item? A refusal is recorded, audited and says why.
/// The question and the assignment share one transaction and the user's lock, under which interests are declared too:
/// whichever comes second sees the first.
/// </summary>
public sealed class RecusalGate(Db db, RecusalStore recusals, AuditLog audit, TimeProvider clock)
{
    /// <summary>Who of these users may not be given the item, and why; for lists to choose from.</summary>
    [Unscoped("the caller has read the item within its scope; nothing but grounds comes back")]
    public async Task<IReadOnlyDictionary<long, RecusalGround>> FindConflictsAsync(
        IReadOnlyCollection<long> userIds, RecusalItem item, CancellationToken cancellation)
    {
        var ties = await recusals.ReadTiesAsync(userIds, item, null, cancellation);
        return ties.Values
            .Select(user => (user.UserId, Ground: RecusalRules.Find(user, item)))
            .Where(user => user.Ground is not null)
            .ToDictionary(user => user.UserId, user => user.Ground!.Value);
    }

    /// <summary>The conflict of one user, if any; for whatever is not an assignment, such as reading personal data.</summary>
    [Unscoped("the caller has read the item within its scope; nothing but a ground comes back")]
    public async Task<RecusalGround?> FindConflictAsync(long userId, RecusalItem item, CancellationToken cancellation) =>
        (await FindConflictsAsync([userId], item, cancellation)).TryGetValue(userId, out var ground) ? ground : null;

    /// <summary>As above, inside the transaction of whoever decides on it, and under the user's lock.</summary>
    internal async Task<RecusalGround?> FindConflictAsync(DbTransaction transaction, long userId, RecusalItem item, CancellationToken cancellation)
    {
        await LockAsync(transaction, userId, cancellation);
        var ties = await recusals.ReadTiesAsync([userId], item, transaction, cancellation);
        return RecusalRules.Find(ties[userId], item);
    }

    /// <summary>
    /// For dealing many items at once: what ties these users to anything, under the locks of all of them, so that nobody
    /// declares an interest before the dealing is written.
    /// </summary>
    internal async Task<IReadOnlyList<UserTies>> ReadTiesAsync(DbTransaction transaction, IReadOnlyCollection<long> userIds, CancellationToken cancellation)
    {
        foreach (var userId in userIds.Order())
        {
            await LockAsync(transaction, userId, cancellation);
        }

        return userIds.Count == 0 ? [] : await RecusalStore.ReadAllTiesAsync(transaction, userIds, cancellation);
    }

    /// <summary>
    /// Asked before an assignment is written, in its transaction. A refusal is written into the same transaction: the
    /// caller leaves its assignment out and commits.
    /// </summary>
    /// <returns>Why the user may not be given the item; null when nothing stands against it.</returns>
    public async Task<RecusalGround?> AdmitAsync(DbTransaction transaction, Actor assigner, long userId, RecusalItem item, CancellationToken cancellation)
    {
        if (await FindConflictAsync(transaction, userId, item, cancellation) is not { } ground)
        {
            return null;
        }

        await RecusalStore.AppendAsync(transaction, Record(userId, item, ground, null), cancellation);
        await AuditAsync(transaction, assigner, AuditAction.AssignmentRefused, item, new { UserId = userId, Ground = ground.ToString() }, cancellation);
        return ground;
    }

    internal Recusal Record(long userId, RecusalItem item, RecusalGround ground, string? note) => new()
    {
        UserId = userId,
        ItemKind = item.Kind,
        ItemId = item.Id,
        EnterpriseCode = item.EnterpriseCode,
        Ground = ground,
        Note = note,
        AtUtc = clock.GetUtcNow().UtcDateTime,
    };

    internal Task LockAsync(DbTransaction transaction, long userId, CancellationToken cancellation) =>
        db.LockAsync(transaction, string.Create(CultureInfo.InvariantCulture, $"recusal {userId}"), cancellation);

    internal Task AuditAsync(DbTransaction transaction, Actor actor, AuditAction action, RecusalItem item, object detail, CancellationToken cancellation) =>
        audit.AppendAsync(
            transaction,
            new AuditDraft
            {
                Actor = actor,
                Action = action,
                ObjectType = item.Kind.ToString(),
                ObjectId = item.Id,
                EnterpriseCode = item.EnterpriseCode,
                Detail = detail,
            },
            cancellation);
}
