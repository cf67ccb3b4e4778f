using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Access.Recusals;

/// <summary>
/// Assigns a named person to an enterprise or a case (S0-58). The recusal gate is asked in the transaction that assigns;
/// lists that show who could be assigned are a courtesy, not the decision.
/// </summary>
public sealed class Supervision(Db db, SupervisorStore supervisors, RecusalGate gate, ScopeGate scopes, TimeProvider clock)
{
    /// <summary>Who may be made responsible at all.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [Role.RegulatorLeader, Role.RegulatorOfficer, Role.Inspector];

    /// <summary>Who could be assigned to the item, each with the conflict that stands against it.</summary>
    public async Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(Actor actor, RecusalItem item, CancellationToken cancellation)
    {
        var candidates = await supervisors.ReadCandidatesAsync(EnterpriseScope.Of(actor), item.EnterpriseCode, Roles, cancellation);
        var conflicts = await gate.FindConflictsAsync([.. candidates.Select(candidate => candidate.UserId)], item, cancellation);
        return [.. candidates.Select(candidate => candidate with { Conflict = conflicts.TryGetValue(candidate.UserId, out var ground) ? ground : null })];
    }

    public async Task<AssignmentResult> AssignAsync(Actor actor, RecusalItem item, long userId, CancellationToken cancellation)
    {
        if (!await MayAssignAsync(actor, item, cancellation)
            || !(await supervisors.ReadCandidatesAsync(EnterpriseScope.Of(actor), item.EnterpriseCode, Roles, cancellation)).Any(candidate => candidate.UserId == userId))
        {
            return new(AssignmentAnswer.NotAllowed);
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "supervisor " + item.EnterpriseCode, cancellation);
        var ground = await gate.AdmitAsync(transaction, actor, userId, item, cancellation);
        if (ground is null)
        {
            var supervisor = new Supervisor
            {
                EnterpriseCode = item.EnterpriseCode,
                CaseId = CaseOf(item),
                UserId = userId,
                AssignedBy = actor.Name,
                AssignedAtUtc = clock.GetUtcNow().UtcDateTime,
            };
            await SupervisorStore.ReplaceAsync(transaction, supervisor, cancellation);
            await gate.AuditAsync(transaction, actor, AuditAction.SupervisorAssigned, item, new { UserId = userId }, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return ground is null ? new(AssignmentAnswer.Assigned) : new(AssignmentAnswer.Conflict, ground);
    }

    /// <returns>False when nobody was assigned, or the actor may not end it.</returns>
    public async Task<bool> EndAsync(Actor actor, RecusalItem item, CancellationToken cancellation)
    {
        if (!await MayAssignAsync(actor, item, cancellation))
        {
            return false;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "supervisor " + item.EnterpriseCode, cancellation);
        if (await SupervisorStore.EndAsync(transaction, item.EnterpriseCode, CaseOf(item), actor.Name, clock.GetUtcNow().UtcDateTime, cancellation) == 0)
        {
            return false;
        }

        await gate.AuditAsync(transaction, actor, AuditAction.SupervisorReleased, item, new { }, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    internal static RecusalItem ItemOf(Supervisor supervisor) => supervisor.CaseId is { } caseId
        ? new(RecusalItemKind.Case, caseId, supervisor.EnterpriseCode)
        : RecusalItem.OfEnterprise(supervisor.EnterpriseCode);

    private static string? CaseOf(RecusalItem item) => item.Kind switch
    {
        RecusalItemKind.Case => item.Id,
        RecusalItemKind.Enterprise => null,
        _ => throw new ArgumentException($"Nobody watches over a {item.Kind}.", nameof(item)),
    };

    private async Task<bool> MayAssignAsync(Actor actor, RecusalItem item, CancellationToken cancellation) =>
        Permissions.Allows(actor.Role, Operation.AssignSupervisor) && await scopes.MaySeeAsync(actor, item.EnterpriseCode, cancellation);
}
