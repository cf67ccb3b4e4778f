using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>What came of counting work that had been kept beside.</summary>
public enum CountingAnswer
{
    Counted,

    /// <summary>Nothing kept that the actor may count.</summary>
    NotFound,

    /// <summary>A reason is required.</summary>
    NoReason,

    /// <summary>Whoever sent it does not count it.</summary>
    OwnWork,

    /// <summary>The task has a result, and the first one holds.</summary>
    HasResult,

    /// <summary>The results are handed in or published.</summary>
    TooLate,

    /// <summary>The actor must step aside.</summary>
    Conflict,

    /// <summary>Answers are missing: it would have been sent back.</summary>
    Incomplete,

    /// <summary>It ends nothing: "no answer" without enough attempts.</summary>
    NoResult,
}

/// <summary>
/// Counts what had been kept beside a task (sent late, or by somebody who no longer had it), where the task has come to
/// nothing else. Of the bureau, with a reason, and never by the sender; a result that is there is never replaced.
/// </summary>
public sealed class LateWork(Db db, RecusalGate gate, QuestionnaireStore questionnaires, AuditLog audit, TimeProvider clock)
{
    public async Task<CountingAnswer> CountAsync(Actor actor, long taskId, long attemptId, string? reason, CancellationToken cancellation)
    {
        var why = PersonalText.Mask((reason ?? "").Trim());
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!actor.May(Operation.AssignTasks) || await TaskStore.ReadAsync(connection, transaction, actor, taskId, cancellation) is not { CampaignId: var campaignId })
        {
            return CountingAnswer.NotFound;
        }

        await db.LockAsync(transaction, FieldWork.LockOf(campaignId), cancellation);
        var task = (await TaskStore.ReadAsync(connection, transaction, actor, taskId, cancellation))!;
        if (await ReadKeptAsync(transaction, taskId, attemptId, cancellation) is not { } attempt)
        {
            return CountingAnswer.NotFound;
        }

        if (why.Length is 0 or > TaskDealing.LongestReason)
        {
            return CountingAnswer.NoReason;
        }

        var refusal = await RefusalAsync(transaction, actor, task, attempt, cancellation);
        if (refusal is not CountingAnswer.Counted)
        {
            return refusal;
        }

        // What closing the field work cancelled is open for this one result.
        if (await TaskOutcome.NextAsync(transaction, task with { State = SpotTaskState.Open }, attempt, cancellation) is not { IsSettled: true } after)
        {
            return CountingAnswer.NoResult;
        }

        await WriteAsync(transaction, actor, attempt, why, cancellation);
        await TaskOutcome.WriteAsync(transaction, taskId, after, Now, cancellation);
        await audit.AppendAsync(transaction, Draft(actor, attempt, why), cancellation);
        await transaction.CommitAsync(cancellation);
        return CountingAnswer.Counted;
    }

    private async Task<CountingAnswer> RefusalAsync(DbTransaction transaction, Actor actor, TaskLine task, TaskAttempt attempt, CancellationToken cancellation)
    {
        if (attempt.UserId == actor.UserId)
        {
            return CountingAnswer.OwnWork;
        }

        if (task.Disposition is not null)
        {
            return CountingAnswer.HasResult;
        }

        if (task.CampaignState is not (CampaignState.InField or CampaignState.Completed) || await IsHandedInAsync(transaction, task.CampaignId, cancellation))
        {
            return CountingAnswer.TooLate;
        }

        if (await TaskHands.ReadItemAsync(transaction, task.Id, cancellation) is not { } item || await gate.FindConflictAsync(transaction, actor.UserId, item.ToItem(), cancellation) is not null)
        {
            return CountingAnswer.Conflict;
        }

        return await IsCompleteAsync(transaction, task, attempt, cancellation) ? CountingAnswer.Counted : CountingAnswer.Incomplete;
    }

    /// <summary>What does not count is taken as far as it can be read, so it is asked again whether all is there.</summary>
    private async Task<bool> IsCompleteAsync(DbTransaction transaction, TaskLine task, TaskAttempt attempt, CancellationToken cancellation)
    {
        const string sql = "SELECT W.ItemCode, W.Room, W.ChoiceCode, W.Number, W.RawText FROM TaskAnswer W WHERE W.AttemptId = @Id";

        var questionnaire = (await questionnaires.ReadAsync(task.QuestionnaireCode, task.QuestionnaireVersion, cancellation))!;
        var rows = await transaction.Connection!.QueryAsync<(string Item, string Room, string? Choice, decimal? Number, string? Words)>(
            new(sql, new { attempt.Id }, transaction, cancellationToken: cancellation));
        var given = rows.Select(row => new GivenAnswer(
            row.Item,
            row.Room.Length == 0 ? null : row.Room,
            row.Choice ?? row.Number?.ToString(CultureInfo.InvariantCulture) ?? (questionnaire.Find(row.Item)?.Type is QuestionType.Text ? row.Words : null),
            row.Words));
        var photographed = await EvidenceStore.ReadItemsAsync(transaction, task.Id, cancellation);
        return AnswerRules.Check(questionnaire, task.Id, attempt.Disposition, [.. given], photographed).Problems.Count == 0;
    }

    private static async Task<TaskAttempt?> ReadKeptAsync(DbTransaction transaction, long taskId, long attemptId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT A.Id, A.ClientId, A.TaskId, A.UserId, A.UserName, A.DisplayName, A.Disposition, A.Standing, A.Band, A.At, A.ReceivedAtUtc, A.Note
            FROM TaskAttempt A
            WHERE A.Id = @AttemptId AND A.TaskId = @TaskId AND A.Standing <> @Counted
            """;

        var values = new { AttemptId = attemptId, TaskId = taskId, AttemptStanding.Counted };
        return await transaction.Connection!.QuerySingleOrDefaultAsync<TaskAttempt>(new(sql, values, transaction, cancellationToken: cancellation));
    }

    private static async Task<bool> IsHandedInAsync(DbTransaction transaction, long campaignId, CancellationToken cancellation)
    {
        const string sql = "SELECT COUNT(*) FROM CampaignPublication P WHERE P.CampaignId = @CampaignId AND (P.IsPublished IS NULL OR P.IsPublished = 1)";
        return await transaction.Connection!.ExecuteScalarAsync<int>(new(sql, new { CampaignId = campaignId }, transaction, cancellationToken: cancellation)) > 0;
    }

    private async Task WriteAsync(DbTransaction transaction, Actor actor, TaskAttempt attempt, string reason, CancellationToken cancellation)
    {
        const string insert = """
            INSERT INTO TaskCounting (AttemptId, KeptAs, Reason, CountedBy, CountedAtUtc)
            VALUES (@Id, @Standing, @Reason, @DisplayName, @AtUtc)
            """;
        const string update = "UPDATE TaskAttempt SET Standing = @Counted WHERE Id = @Id";

        var values = new { attempt.Id, attempt.Standing, Reason = reason, actor.DisplayName, AtUtc = Now, AttemptStanding.Counted };
        await transaction.Connection!.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
        await transaction.Connection!.ExecuteAsync(new(update, values, transaction, cancellationToken: cancellation));
    }

    private static AuditDraft Draft(Actor actor, TaskAttempt attempt, string reason) => new()
    {
        Actor = actor,
        Action = AuditAction.TaskCounted,
        ObjectType = nameof(SpotTask),
        ObjectId = attempt.TaskId.ToString(CultureInfo.InvariantCulture),
        JurisdictionCode = actor.JurisdictionCode,
        Detail = new { Attempt = attempt.Id, Disposition = attempt.Disposition.ToString(), KeptAs = attempt.Standing.ToString(), Reason = reason },
    };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
