using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;

namespace Portal.Ledgers.Filings;

internal sealed class FilingGuard(FilingStore filings) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        await filings.ReadAsync(id, EnterpriseScope.Of(actor), cancellation) is not null;
}
