using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Campaigns;

/// <summary>For every page about one campaign. Enterprises read no campaign at all, whatever its state (S0-63).</summary>
internal sealed class CampaignGuard(CampaignStore campaigns) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        await campaigns.ReadAsync(id, actor, cancellation) is not null;
}
