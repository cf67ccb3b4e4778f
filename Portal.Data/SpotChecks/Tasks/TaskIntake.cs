using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>One sending of the form of a task.</summary>
/// <param name="ClientId">Made on the device: a sending that arrives twice is one.</param>
/// <param name="AtUtc">When the contact was tried, as the device tells it.</param>
public sealed record TaskSubmission(Guid ClientId, DateTime AtUtc, Disposition Disposition, string? Note, IReadOnlyList<GivenAnswer> Answers);

public enum SubmissionAnswer
{
    /// <summary>Written; the standing says whether it counts.</summary>
    Taken,

    /// <summary>No such task for this actor.</summary>
    NotFound,

    /// <summary>Something in the form is wrong: nothing was written.</summary>
    Faulty,
}

/// <param name="Standing">With <see cref="SubmissionAnswer.Taken"/>.</param>
/// <param name="Task">As it stands now; with <see cref="SubmissionAnswer.Taken"/>.</param>
public sealed record SubmissionResult(SubmissionAnswer Answer, AttemptStanding Standing = AttemptStanding.Counted, TaskLine? Task = null)
{
    /// <summary>Whose result holds; with <see cref="AttemptStanding.AlreadySettled"/>.</summary>
    public string? SettledBy { get; init; }

    /// <summary>The device's time cannot be, so the moment of arrival was taken.</summary>
    public bool IsTimeCorrected { get; init; }

    /// <summary>Characters nobody can see were taken out of the words.</summary>
    public bool IsTextCleaned { get; init; }

    /// <summary>With <see cref="SubmissionAnswer.Faulty"/>; an empty item code means the form itself.</summary>
    public IReadOnlyList<AnswerProblem> Problems { get; init; } = [];
}

/// <summary>
/// Takes what inspectors send for their tasks (S0-59): once, however often it arrives. Of two devices or two inspectors the
/// first one's result holds; the other's is kept beside it, and the sender is told.
/// </summary>
public sealed class TaskIntake(Db db, TaskSenders senders, QuestionnaireStore questionnaires, RuleBook rules, AuditLog audit, TimeProvider clock)
{
    public const int LongestNote = 1000;

    public async Task<SubmissionResult> ReceiveAsync(Actor actor, long taskId, TaskSubmission submission, CancellationToken cancellation)
    {
        var calendar = await rules.ReadCalendarAsync(cancellation);
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await TaskStore.ReadAnyAsync(transaction, taskId, cancellation) is not { } found)
        {
            return new(SubmissionAnswer.NotFound);
        }

        await db.LockAsync(transaction, FieldWork.LockOf(found.CampaignId), cancellation);
        if (await senders.FindAsync(transaction, actor, taskId, cancellation) is not var (task, standing))
        {
            return new(SubmissionAnswer.NotFound);
        }

        var clientId = submission.ClientId.ToString();
        if (await ReadTakenAsync(transaction, clientId, cancellation) is var (takenFor, takenFrom, takenAs))
        {
            return takenFor == taskId && takenFrom == actor.UserId
                ? new(SubmissionAnswer.Taken, takenAs, task) { SettledBy = await ReadSettledByAsync(transaction, taskId, takenAs, cancellation) }
                : new(SubmissionAnswer.NotFound);
        }

        var earliest = await ReadEarliestAsync(transaction, taskId, actor.UserId, cancellation);
        var (atUtc, isCorrected) = AttemptRules.TriedAt(submission.AtUtc, earliest, Now);
        var at = OnTheWall(atUtc);
        if (standing is AttemptStanding.Counted && AttemptRules.IsTooEarly(at, task.PlannedAt))
        {
            standing = AttemptStanding.TooEarly;
        }

        var questionnaire = await questionnaires.ReadAsync(task.QuestionnaireCode, task.QuestionnaireVersion, cancellation)
            ?? throw new InvalidDataException($"The questionnaire {task.QuestionnaireCode} {task.QuestionnaireVersion} of campaign {task.CampaignId} is missing. Restore the database from a backup.");
        var check = AnswerRules.Check(
            questionnaire, taskId, submission.Disposition, submission.Answers, await EvidenceStore.ReadItemsAsync(transaction, taskId, cancellation));
        var problems = ProblemsOf(submission, task, check, standing);
        if (problems.Count > 0)
        {
            return new(SubmissionAnswer.Faulty) { Problems = problems };
        }

        var attempt = new TaskAttempt
        {
            Id = 0,
            ClientId = clientId,
            TaskId = taskId,
            UserId = actor.UserId,
            UserName = actor.Name,
            DisplayName = actor.DisplayName,
            Disposition = submission.Disposition,
            Standing = standing,
            Band = TimeBands.Of(at, calendar),
            At = at,
            ReceivedAtUtc = Now,
            Note = AnswerRules.Clean(submission.Note),
        };
        attempt = attempt with { Id = await AppendAsync(transaction, attempt, check.Answers, cancellation) };
        if (standing is AttemptStanding.Counted)
        {
            await CountAsync(transaction, task, attempt, cancellation);
        }

        await audit.AppendAsync(transaction, Draft(actor, attempt, isCorrected ? submission.AtUtc : null), cancellation);
        var result = new SubmissionResult(SubmissionAnswer.Taken, standing, await TaskStore.ReadAnyAsync(transaction, taskId, cancellation))
        {
            SettledBy = await ReadSettledByAsync(transaction, taskId, standing, cancellation),
            IsTimeCorrected = isCorrected,
            IsTextCleaned = AnswerRules.NeedsCleaning(submission.Note) || submission.Answers.Any(answer => AnswerRules.NeedsCleaning(answer.Value) || AnswerRules.NeedsCleaning(answer.Words)),
        };
        await transaction.CommitAsync(cancellation);
        return result;
    }

    /// <summary>What stands against taking it. What does not count is kept as far as it can be read: nothing of it is refused.</summary>
    private static List<AnswerProblem> ProblemsOf(TaskSubmission submission, TaskLine task, AnswerCheck check, AttemptStanding standing)
    {
        var problems = new List<AnswerProblem>();
        if (!AttemptRules.Choices(task.RowId is not null).Contains(submission.Disposition))
        {
            problems.Add(new("", "", AnswerFault.Unknown));
        }

        if ((submission.Note ?? "").Length > LongestNote)
        {
            problems.Add(new("", "", AnswerFault.TooLong));
        }

        if (AnswerRules.HasMarkup(submission.Note))
        {
            problems.Add(new("", "", AnswerFault.Markup));
        }

        return standing is AttemptStanding.Counted ? [.. problems, .. check.Problems] : problems;
    }

    private static async Task<(long TaskId, long UserId, AttemptStanding Standing)?> ReadTakenAsync(DbTransaction transaction, string clientId, CancellationToken cancellation)
    {
        const string sql = "SELECT A.TaskId, A.UserId, A.Standing FROM TaskAttempt A WHERE A.ClientId = @ClientId";
        return await transaction.Connection!.QuerySingleOrDefaultAsync<(long, long, AttemptStanding)?>(new(sql, new { ClientId = clientId }, transaction, cancellationToken: cancellation));
    }

    private static async Task<string?> ReadSettledByAsync(DbTransaction transaction, long taskId, AttemptStanding standing, CancellationToken cancellation)
    {
        const string sql = "SELECT A.DisplayName FROM TaskAttempt A WHERE A.TaskId = @TaskId AND A.Standing = @Counted ORDER BY A.Id";

        return standing is AttemptStanding.AlreadySettled
            ? (await transaction.Connection!.QueryAsync<string>(new(sql, new { TaskId = taskId, AttemptStanding.Counted }, transaction, cancellationToken: cancellation))).LastOrDefault()
            : null;
    }

    /// <returns>The id.</returns>
    private async Task<long> AppendAsync(DbTransaction transaction, TaskAttempt attempt, IReadOnlyList<AnswerRecord> answers, CancellationToken cancellation)
    {
        var insert = $"""
            INSERT INTO TaskAttempt (ClientId, TaskId, UserId, UserName, DisplayName, Disposition, Standing, Band, At, ReceivedAtUtc, Note)
            VALUES (@ClientId, @TaskId, @UserId, @UserName, @DisplayName, @Disposition, @Standing, @Band, @At, @ReceivedAtUtc, @Note)
            {db.ReturningId}
            """;
        const string answer = """
            INSERT INTO TaskAnswer (AttemptId, ItemCode, Room, TaskId, ChoiceCode, Number, RawText)
            VALUES (@AttemptId, @ItemCode, @Room, @TaskId, @ChoiceCode, @Number, @RawText)
            """;

        var connection = transaction.Connection!;
        var id = await connection.ExecuteScalarAsync<long>(new(insert, attempt, transaction, cancellationToken: cancellation));
        var rows = answers.Select(one => new { AttemptId = id, one.ItemCode, Room = one.Room ?? "", one.TaskId, one.ChoiceCode, one.Number, one.RawText });
        await connection.ExecuteAsync(new(answer, rows, transaction, cancellationToken: cancellation));
        return id;
    }

    private static async Task CountAsync(DbTransaction transaction, TaskLine task, TaskAttempt attempt, CancellationToken cancellation)
    {
        var after = await TaskOutcome.NextAsync(transaction, task, attempt, cancellation)
            ?? throw new InvalidOperationException($"Task {task.Id} has ended and is to count an attempt.");
        await TaskOutcome.WriteAsync(transaction, task.Id, after, attempt.ReceivedAtUtc, cancellation);
    }

    private static DateTime OnTheWall(DateTime utc) => new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond)).AddHours(8);

    /// <summary>From when on the sender could have tried: the task was given to them (or to whom they accompany), and what they sent for it before has arrived.</summary>
    private static async Task<DateTime> ReadEarliestAsync(DbTransaction transaction, long taskId, long userId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COALESCE(
                (SELECT MIN(S.AssignedAtUtc) FROM TaskAssignment S WHERE S.TaskId = @TaskId AND S.UserId = @UserId),
                (SELECT MIN(S.AssignedAtUtc) FROM TaskAssignment S WHERE S.TaskId = @TaskId)) AS GivenAtUtc,
                (SELECT MAX(A.ReceivedAtUtc) FROM TaskAttempt A WHERE A.TaskId = @TaskId AND A.UserId = @UserId) AS SentAtUtc
            """;

        var (given, sent) = await transaction.Connection!.QuerySingleAsync<(DateTime? Given, DateTime? Sent)>(
            new(sql, new { TaskId = taskId, UserId = userId }, transaction, cancellationToken: cancellation));
        return sent > given || given is null ? sent ?? DateTime.MinValue : given.Value;
    }

    /// <param name="deviceUtc">What the device told, where it cannot be.</param>
    private static AuditDraft Draft(Actor actor, TaskAttempt attempt, DateTime? deviceUtc) => new()
    {
        Actor = actor,
        Action = AuditAction.TaskAnswered,
        ObjectType = nameof(SpotTask),
        ObjectId = attempt.TaskId.ToString(CultureInfo.InvariantCulture),
        JurisdictionCode = actor.JurisdictionCode,
        Detail = new { Disposition = attempt.Disposition.ToString(), Standing = attempt.Standing.ToString(), DeviceTimeUtc = deviceUtc },
    };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
