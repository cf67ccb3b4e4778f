using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Rejudging;

namespace Portal.Ledgers.Rejudging;

internal sealed class RejudgingGuard(RejudgingStore runs) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        await runs.ReadAsync(id, actor, cancellation) is not null;
}
