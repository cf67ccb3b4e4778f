using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;

namespace Portal.Ledgers.Cases;

internal sealed class CaseGuard(CaseStore cases) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        await cases.ReadAsync(id, EnterpriseScope.Of(actor), cancellation) is not null;
}
