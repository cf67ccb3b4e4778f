using System.Data.Common;
using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.SpotChecks.Campaigns;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>
/// What becomes of something that was sent for a task. Who had the task and lost it, be it by reassignment, by stepping
/// aside or by losing the role, is heard all the same: the work is kept for whoever answers for the campaign.
/// </summary>
public sealed class TaskSenders(RecusalGate gate)
{
    /// <returns>Null when the task was never the actor's, or there is none: both are answered alike.</returns>
    internal async Task<(TaskLine Task, AttemptStanding Standing)?> FindAsync(DbTransaction transaction, Actor actor, long taskId, CancellationToken cancellation)
    {
        // A bureau reads all tasks of its campaigns; it answers those that were given to it.
        var read = actor.May(Operation.AnswerTasks) ? await TaskStore.ReadAsync(transaction.Connection!, transaction, actor, taskId, cancellation) : null;
        var own = read?.InspectorId == actor.UserId || read?.IsAccompanied is true ? read : null;
        if (own is null && !await TaskHands.HadAsync(transaction, taskId, actor.UserId, cancellation))
        {
            return null;
        }

        if ((own ?? await TaskStore.ReadAnyAsync(transaction, taskId, cancellation)) is not { } task || await TaskHands.ReadItemAsync(transaction, taskId, cancellation) is not { } item)
        {
            return null;
        }

        var mustStepAside = await gate.FindConflictAsync(transaction, actor.UserId, item.ToItem(), cancellation) is not null;
        return (task, task switch
        {
            _ when own is null || mustStepAside => AttemptStanding.NoLongerTheirs,
            { IsSettled: true } => AttemptStanding.AlreadySettled,
            { CampaignState: not CampaignState.InField } => AttemptStanding.FieldWorkOver,
            _ => AttemptStanding.Counted,
        });
    }
}
