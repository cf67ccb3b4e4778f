using Portal.Data.Access.Audit;

namespace Portal.Data.Access.Accounts;

/// <summary>Gives roles over scopes to accounts and takes them away.</summary>
public sealed class GrantDesk(AccountChanges changes)
{
    public Task<AccountFault?> GrantAsync(Actor actor, long id, Role role, string scope, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageUsers, id, async change =>
        {
            var place = await Places.ReadAsync(change.Transaction, scope, cancellation);
            if (AccountRules.CheckGrant(change.Manager.Place, role, place) is { } fault)
            {
                return fault;
            }

            if (change.Subject.Grants.Any(held => held.Role == role && held.Place.Code == scope))
            {
                return AccountFault.GrantHeld;
            }

            var grant = new UserGrant { UserId = id, Role = role, Scope = scope, GrantedBy = actor.Name, GrantedAtUtc = changes.Now };
            await GrantStore.InsertAsync(change.Transaction, grant, cancellation);
            await changes.WriteAsync(change, AuditAction.GrantAdded, new { Role = role.ToString(), Scope = scope });
            return null;
        }, cancellation);

    /// <summary>The sessions that stand on it end.</summary>
    public Task<AccountFault?> RevokeAsync(Actor actor, long id, long grantId, CancellationToken cancellation) =>
        changes.RunAsync(actor, Operation.ManageUsers, id, async change =>
        {
            const string sql = "DELETE FROM UserGrant WHERE Id = @GrantId AND UserId = @Id";

            var administrators = await AccountChanges.ReadAdministratorsAsync(change);
            if (AccountRules.CheckRemoval(change.Manager, change.Subject, grantId, administrators) is { } fault)
            {
                return fault;
            }

            var grant = change.Subject.Grants.Single(held => held.Id == grantId);
            var ended = await changes.EndSessionsAsync(change, SessionEnd.AccountChanged, grantId);
            await AccountChanges.ExecuteAsync(change, sql, new { Id = id, GrantId = grantId });
            await changes.WriteAsync(change, AuditAction.GrantRemoved, new { Role = grant.Role.ToString(), Scope = grant.Place.Code, SessionsEnded = ended });
            return null;
        }, cancellation);
}
