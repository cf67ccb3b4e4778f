using System.Globalization;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Access.Permits;

/// <summary>Grants and ends permits to take personal data away, and answers what a user's permits cover today.</summary>
public sealed class PermitDesk(Db db, PermitStore permits, ScopeGate scopes, AuditLog audit, TimeProvider clock)
{
    private static readonly TimeSpan s_ledgerZone = TimeSpan.FromHours(8);

    /// <summary>Today on the ledger's clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime((clock.GetUtcNow().UtcDateTime + s_ledgerZone).Date);

    /// <summary>Those to whom the actor may give a permit.</summary>
    public async Task<IReadOnlyList<PermitUser>> ReadUsersAsync(Actor actor, CancellationToken cancellation) => actor.JurisdictionCode is { Length: > 0 } own
        ? [.. (await permits.ReadUsersAsync(own, Permissions.RolesFor(Operation.ExportPersonalData), cancellation)).Where(user => user.Id != actor.UserId)]
        : [];

    /// <summary>What the actor may take away today; nothing for a role that takes nothing away.</summary>
    public async Task<PermitCoverage> ReadCoverageAsync(Actor actor, CancellationToken cancellation) => actor.May(Operation.ExportPersonalData)
        ? await permits.ReadCoverageAsync(EnterpriseScope.Of(actor), actor.UserId, Today, cancellation)
        : PermitCoverage.Nothing;

    /// <summary>The actor's permits of today.</summary>
    public async Task<IReadOnlyList<PersonalDataPermit>> ReadOwnAsync(Actor actor, CancellationToken cancellation) => actor.May(Operation.ExportPersonalData)
        ? await permits.ReadValidAsync(actor.UserId, Today, cancellation)
        : [];

    public async Task<PermitFault> GrantAsync(Actor actor, PersonalDataPermit permit, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        permit = permit with { Purpose = PersonalText.Mask(permit.Purpose.Trim()), GrantedBy = actor.Name, GrantedAtUtc = now };
        var fault = PermitRules.Check(permit, actor.UserId, Today);
        if (fault is not PermitFault.None)
        {
            return fault;
        }

        if (!await IsWithinAsync(actor, permit, cancellation))
        {
            return PermitFault.OutOfScope;
        }

        if (!(await ReadUsersAsync(actor, cancellation)).Any(user => user.Id == permit.UserId))
        {
            return PermitFault.UserNotAllowed;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = await permits.AppendAsync(transaction, permit, cancellation);
        await audit.AppendAsync(transaction, Draft(actor, AuditAction.PermitGranted, permit with { Id = id }), cancellation);
        await transaction.CommitAsync(cancellation);
        return PermitFault.None;
    }

    /// <returns>False when no permit of that id holds within the actor's scope.</returns>
    public async Task<bool> EndAsync(Actor actor, long id, CancellationToken cancellation)
    {
        if (!actor.May(Operation.ManagePermits) || actor.JurisdictionCode is not { Length: > 0 } own)
        {
            return false;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await PermitStore.EndAsync(transaction, id, own, actor.Name, clock.GetUtcNow().UtcDateTime, cancellation) is not { } permit)
        {
            return false;
        }

        await audit.AppendAsync(transaction, Draft(actor, AuditAction.PermitEnded, permit), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task<bool> IsWithinAsync(Actor actor, PersonalDataPermit permit, CancellationToken cancellation) =>
        actor.May(Operation.ManagePermits) && (permit switch
        {
            { EnterpriseCode: { } enterprise, JurisdictionCode: null } => await scopes.MaySeeAsync(actor, enterprise, cancellation),
            { JurisdictionCode: { } jurisdiction, EnterpriseCode: null } => await scopes.MaySeeJurisdictionAsync(actor, jurisdiction, cancellation),
            _ => false,
        });

    private static AuditDraft Draft(Actor actor, AuditAction action, PersonalDataPermit permit) => new()
    {
        Actor = actor,
        Action = action,
        ObjectType = nameof(PersonalDataPermit),
        ObjectId = permit.Id.ToString(CultureInfo.InvariantCulture),
        EnterpriseCode = permit.EnterpriseCode,
        JurisdictionCode = permit.JurisdictionCode,
        Detail = new { permit.UserId, permit.FromMonth, permit.ToMonth, permit.Purpose, ValidUntil = permit.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
    };
}
