using System.Globalization;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Tasks;

/// <param name="Dealt">Tasks that were given to somebody now.</param>
/// <param name="Left">Tasks that nobody may be given: no inspector of the area, or all must step aside.</param>
public sealed record DealingResult(int Dealt, int Left);

/// <summary>What came of giving one task to somebody, or of taking it back.</summary>
public enum ReassignAnswer
{
    Done,

    /// <summary>No such task for this actor, or it has ended.</summary>
    NotFound,

    /// <summary>A reason is required.</summary>
    NoReason,

    /// <summary>The user's roles do not cover the enterprise.</summary>
    NotAllowed,

    /// <summary>The user must step aside; recorded.</summary>
    Conflict,
}

/// <param name="Ground">With <see cref="ReassignAnswer.Conflict"/>.</param>
public sealed record ReassignResult(ReassignAnswer Answer, RecusalGround? Ground = null);

/// <summary>Gives the tasks of a campaign to inspectors, and to others when need be (S2-43).</summary>
public sealed class TaskDealing(Db db, SupervisorStore users, RecusalGate gate, Interests interests, AuditLog audit, TimeProvider clock)
{
    public const int LongestReason = 500;

    private static readonly Role[] s_roles = [Role.RegulatorLeader, Role.RegulatorOfficer, Role.Inspector];

    /// <summary>Deals by the rule what nobody has yet, and begins the field work.</summary>
    /// <returns>Null when there is no such campaign for the actor, or its tasks are not to be dealt.</returns>
    public async Task<DealingResult?> DealAsync(Actor actor, long campaignId, CancellationToken cancellation)
    {
        if (!actor.May(Operation.AssignTasks))
        {
            return null;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, FieldWork.LockOf(campaignId), cancellation);
        var state = await FieldWork.ReadStateAsync(transaction, actor, campaignId, cancellation);
        if (state is not (CampaignState.Drawn or CampaignState.InField))
        {
            return null;
        }

        var tasks = await TaskHands.ReadFreeAsync(transaction, campaignId, cancellation);
        var reach = (await TaskHands.ReadReachAsync(transaction, campaignId, cancellation)).ToLookup(one => one.EnterpriseCode);
        long[] inspectors = [.. reach.SelectMany(group => group).Select(one => one.UserId).Distinct().Order()];
        var ties = (await gate.ReadTiesAsync(transaction, inspectors, cancellation)).ToDictionary(tie => tie.UserId);
        var loads = await TaskHands.ReadLoadsAsync(transaction, inspectors, cancellation);
        var dealt = AssignmentRules.Deal(
            [.. tasks.Select(task => new TaskToDeal(task.Id, task.DrawOrder, NearnessOf(task, reach[task.EnterpriseCode], ties)))],
            [.. inspectors.Select(id => new FreeHand(id, loads.GetValueOrDefault(id)))]);

        var given = dealt.Where(one => one.UserId is not null).ToList();
        await TaskHands.AssignAsync(transaction, given.Select(one => (one.TaskId, one.UserId)), null, actor, Now, cancellation);
        if (state is CampaignState.Drawn)
        {
            await FieldWork.MoveAsync(transaction, campaignId, CampaignState.InField, actor, null, Now, cancellation);
        }

        await audit.AppendAsync(
            transaction,
            FieldWork.Draft(actor, AuditAction.TasksDealt, campaignId, new { Dealt = given.Count, Left = dealt.Count - given.Count, Inspectors = given.Select(one => one.UserId).Distinct().Count() }),
            cancellation);
        await transaction.CommitAsync(cancellation);
        return new(given.Count, dealt.Count - given.Count);
    }

    /// <summary>Who could be given a task, each with the conflict that stands against it.</summary>
    public async Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(Actor actor, long taskId, CancellationToken cancellation)
    {
        if (!actor.May(Operation.AssignTasks) || await ReadItemAsync(actor, taskId, cancellation) is not { } task)
        {
            return [];
        }

        var candidates = await users.ReadCandidatesAsync(EnterpriseScope.Of(actor), task.EnterpriseCode, s_roles, cancellation);
        var conflicts = await gate.FindConflictsAsync([.. candidates.Select(candidate => candidate.UserId)], task.ToItem(), cancellation);
        return [.. candidates.Select(candidate => candidate with { Conflict = conflicts.TryGetValue(candidate.UserId, out var ground) ? ground : null })];
    }

    /// <param name="userId">Null takes the task back.</param>
    /// <param name="reason">Required where somebody has the task already.</param>
    public async Task<ReassignResult> ReassignAsync(Actor actor, long taskId, long? userId, string? reason, CancellationToken cancellation)
    {
        var why = PersonalText.Mask((reason ?? "").Trim());
        if (!actor.May(Operation.AssignTasks) || await ReadItemAsync(actor, taskId, cancellation) is not { State: SpotTaskState.Open or SpotTaskState.InProgress } task)
        {
            return new(ReassignAnswer.NotFound);
        }

        if ((task.InspectorId is not null && why.Length == 0) || why.Length > LongestReason)
        {
            return new(ReassignAnswer.NoReason);
        }

        if (userId is { } id && !(await users.ReadCandidatesAsync(EnterpriseScope.Of(actor), task.EnterpriseCode, s_roles, cancellation)).Any(candidate => candidate.UserId == id))
        {
            return new(ReassignAnswer.NotAllowed);
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, FieldWork.LockOf(task.CampaignId), cancellation);
        var ground = userId is { } wanted ? await gate.AdmitAsync(transaction, actor, wanted, task.ToItem(), cancellation) : null;
        if (ground is null)
        {
            await TaskHands.AssignAsync(transaction, [(taskId, userId)], why.Length == 0 ? null : why, actor, Now, cancellation);
            await audit.AppendAsync(transaction, DraftOf(actor, task, new { UserId = userId, Reason = why }), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return ground is null ? new(ReassignAnswer.Done) : new(ReassignAnswer.Conflict, ground);
    }

    /// <summary>The inspector steps aside from a task, and no longer has it or goes along (S2-43).</summary>
    /// <returns>False when the task is not the actor's, or no reason is given.</returns>
    public async Task<bool> StepAsideAsync(Actor actor, long taskId, string reason, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason) || !actor.May(Operation.AnswerTasks) || await ReadItemAsync(actor, taskId, cancellation) is not { } task
            || (task.InspectorId != actor.UserId && !await AccompaniesAsync(actor, taskId, cancellation)))
        {
            return false;
        }

        await interests.RecuseAsync(actor, task.ToItem(), reason, cancellation);
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, FieldWork.LockOf(task.CampaignId), cancellation);
        if (task.InspectorId == actor.UserId)
        {
            await TaskHands.AssignAsync(transaction, [(taskId, null)], null, actor, Now, cancellation);
        }

        await TaskHands.LeaveAsync(transaction, taskId, actor.UserId, cancellation);
        await audit.AppendAsync(transaction, DraftOf(actor, task, new { UserId = (long?)null, SteppedAside = true }), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static Dictionary<long, int> NearnessOf(TaskHands.TaskItem task, IEnumerable<TaskHands.Reach> reach, Dictionary<long, UserTies> ties)
    {
        var item = task.ToItem();
        return reach
            .Where(one => RecusalRules.Find(ties[one.UserId], item) is null)
            .GroupBy(one => one.UserId)
            .ToDictionary(same => same.Key, same => same.Min(one => one.Steps));
    }

    private async Task<TaskHands.TaskItem?> ReadItemAsync(Actor actor, long taskId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        return await TaskStore.ReadAsync(connection, transaction, actor, taskId, cancellation) is { CampaignState: CampaignState.Drawn or CampaignState.InField }
            ? await TaskHands.ReadItemAsync(transaction, taskId, cancellation)
            : null;
    }

    private async Task<bool> AccompaniesAsync(Actor actor, long taskId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await TaskStore.ReadAsync(connection, null, actor, taskId, cancellation) is { IsAccompanied: true };
    }

    private static AuditDraft DraftOf(Actor actor, TaskHands.TaskItem task, object detail) => new()
    {
        Actor = actor,
        Action = AuditAction.TaskAssigned,
        ObjectType = nameof(SpotTask),
        ObjectId = task.Id.ToString(CultureInfo.InvariantCulture),
        Detail = detail,
    };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
