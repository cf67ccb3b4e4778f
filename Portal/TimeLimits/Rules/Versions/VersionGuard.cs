using Portal.Access;
using Portal.Data.Access;
using Portal.Data.TimeLimits.Versions;

namespace Portal.TimeLimits.Rules.Versions;

internal sealed class VersionGuard(RuleVersionStore versions) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        await versions.ReadAsync(id, actor, cancellation) is not null;
}
