using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.SpotChecks.Tasks;

internal sealed class TaskGuard(TaskStore tasks) : IObjectGuard
{
    public async Task<bool> MaySeeAsync(Actor actor, long id, CancellationToken cancellation) =>
        await tasks.ReadAsync(actor, id, cancellation) is not null;
}
