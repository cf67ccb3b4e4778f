using Portal.Data.Access;
using Portal.Data.Access.Accounts;

namespace Portal.Access.Admin;

/// <summary>The accounts an administrator manages.</summary>
internal sealed class AccountGuard(AccountStore accounts) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        actor.May(Operation.ManageUsers) && await accounts.ReadAsync(actor, id, cancellation) is not null;
}
