using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Warnings;

namespace Portal.Warnings;

internal sealed class WarningGuard(WarningStore warnings) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        await warnings.ReadAsync(id, EnterpriseScope.Of(actor), cancellation) is not null;
}
