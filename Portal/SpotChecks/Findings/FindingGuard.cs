using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Findings;

namespace Portal.SpotChecks.Findings;

internal sealed class FindingGuard(FindingStore findings) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        await findings.ReadAsync(actor, id, cancellation) is not null;
}
