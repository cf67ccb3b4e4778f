using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Findings;

/// <summary>Proposes findings and moves them on, one transaction a step, each step in the history and in the audit log.</summary>
public sealed class FindingDesk(Db db, RuleBook rules, RecusalGate gate, AuditLog audit, TimeProvider clock)
{
    /// <summary>Today on the ledgers' clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.AddHours(8));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Proposes a finding on a settled task: of the bureau's campaigns, or of the inspector's own tasks.</summary>
    /// <param name="evidenceIds">Files of the task it rests on.</param>
    /// <returns>The id of the finding; 0 with a fault.</returns>
    public async Task<(FindingFault Fault, long Id)> ProposeAsync(
        Actor actor, long taskId, FindingType type, string statement, IReadOnlyCollection<long> evidenceIds, CancellationToken cancellation)
    {
        if (!actor.May(Operation.ProposeFindings))
        {
            return (FindingFault.NotAllowed, 0);
        }

        if (Words(statement, FindingRules.LongestStatement) is not { } said)
        {
            return (FindingFault.Words, 0);
        }

        long[] files = [.. evidenceIds.Distinct()];
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await TaskStore.ReadAsync(connection, transaction, actor, taskId, cancellation) is not { } task)
        {
            return (FindingFault.NotFound, 0);
        }

        await db.LockAsync(transaction, FieldWork.LockOf(task.CampaignId), cancellation);
        if (!task.IsSettled || task.Disposition is null)
        {
            return (FindingFault.WrongState, 0);
        }

        if (await IsInConflictAsync(transaction, actor, taskId, cancellation))
        {
            return (FindingFault.Conflict, 0);
        }

        var facts = await DiscrepancyStore.ReadAsync(transaction, taskId, cancellation);
        var answers = await FindingWriter.ReadAnswersAsync(transaction, taskId, cancellation);
        var own = await FindingWriter.CountFilesAsync(transaction, taskId, files, cancellation);
        if (own != files.Length || !FindingRules.IsGrounded(type, FindingRules.Suggest(task.Kind, task.Disposition, facts, answers), facts, own))
        {
            return (FindingFault.NoGround, 0);
        }

        if (await FindingWriter.ExistsAsync(transaction, taskId, type, cancellation))
        {
            return (FindingFault.Exists, 0);
        }

        var id = await FindingWriter.InsertAsync(db, transaction, task, type, said, facts, actor, Now, cancellation);
        await FindingWriter.LinkAsync(transaction, id, files, cancellation);
        await FindingWriter.StepAsync(transaction, id, FindingAct.Propose, FindingState.Proposed, actor, said, Now, cancellation);

        // The enterprise is left out on purpose: it is not told yet.
        await audit.AppendAsync(
            transaction,
            new()
            {
                Actor = actor,
                Action = AuditAction.FindingProposed,
                ObjectType = nameof(Finding),
                ObjectId = id.ToString(CultureInfo.InvariantCulture),
                JurisdictionCode = actor.JurisdictionCode,
                Detail = new { Task = taskId, Type = type.ToString(), Files = files.Length },
            },
            cancellation);
        await transaction.CommitAsync(cancellation);
        return (FindingFault.None, id);
    }

    /// <summary>Tells the enterprise, and gives it those of the files that it may open to know what it answers to.</summary>
    /// <param name="revision">The one that was in hand.</param>
    /// <param name="releasedIds">Files the finding rests on; the others stay with the authority, for they may show other people.</param>
    public Task<FindingFault> TellAsync(Actor actor, long id, int revision, IReadOnlyCollection<long> releasedIds, CancellationToken cancellation) =>
        MoveAsync(actor, id, FindingAct.Notify, revision, null, [.. releasedIds.Distinct()], cancellation);

    /// <summary>Takes the next step with a finding; telling this way releases no file.</summary>
    /// <param name="revision">The one that was in hand.</param>
    /// <param name="words">The explanation, or the reason; empty allowed only where <see cref="FindingRules.NeedsWords"/> says so.</param>
    public Task<FindingFault> MoveAsync(Actor actor, long id, FindingAct act, int revision, string? words, CancellationToken cancellation) =>
        MoveAsync(actor, id, act, revision, words, [], cancellation);

    private async Task<FindingFault> MoveAsync(
        Actor actor, long id, FindingAct act, int revision, string? words, IReadOnlyCollection<long> released, CancellationToken cancellation)
    {
        var said = Words(words, FindingRules.LongestExplanation);
        if (said is null && FindingRules.NeedsWords(act))
        {
            return FindingFault.Words;
        }

        var calendar = await rules.ReadCalendarAsync(cancellation);
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await FindingStore.ReadAsync(connection, transaction, actor, id, cancellation) is not { } seen)
        {
            return FindingFault.NotFound;
        }

        // Two steps at once follow one another; the finding is read anew behind the lock.
        await db.LockAsync(transaction, FieldWork.LockOf(seen.CampaignId), cancellation);
        var finding = (await FindingStore.ReadAsync(connection, transaction, actor, id, cancellation))!;
        if (finding.Revision != revision)
        {
            return FindingFault.Changed;
        }

        if (FindingRules.Check(finding.Standing, act, actor, Today) is var fault and not FindingFault.None)
        {
            return fault;
        }

        if (!actor.IsEnterprise && await IsInConflictAsync(transaction, actor, finding.TaskId, cancellation))
        {
            return FindingFault.Conflict;
        }

        var next = FindingRules.Next(finding.State, act)!.Value;
        var points = act is FindingAct.Confirm ? await PointsOfAsync(transaction, finding, cancellation) : null;
        var values = new
        {
            Id = id,
            State = next,
            Said = said,
            AtUtc = Now,
            Today,
            ExplainBy = FindingRules.LastDayToExplain(Today, calendar),
            points?.PointsTenths,
            PointsBasis = points?.Basis,
        };
        if (released.Count > 0 && await FindingWriter.ReleaseAsync(transaction, id, released, Now, cancellation) != released.Count)
        {
            return FindingFault.NoSuchFile;
        }

        await FindingWriter.MoveAsync(transaction, act, values, cancellation);
        await FindingWriter.StepAsync(transaction, id, act, next, actor, said, Now, cancellation);
        await audit.AppendAsync(transaction, Draft(actor, finding, act, next, points, released), cancellation);
        await transaction.CommitAsync(cancellation);
        return FindingFault.None;
    }

    private static AuditDraft Draft(Actor actor, Finding finding, FindingAct act, FindingState next, FindingPoints? points, IReadOnlyCollection<long> released) => new()
    {
        Actor = actor,
        Action = AuditAction.FindingMoved,
        ObjectType = nameof(Finding),
        ObjectId = finding.Id.ToString(CultureInfo.InvariantCulture),
        JurisdictionCode = actor.JurisdictionCode,
        EnterpriseCode = act is FindingAct.Notify || finding.NotifiedAtUtc is not null ? finding.EnterpriseCode : null,
        Detail = new { Act = act.ToString(), State = next.ToString(), points?.PointsTenths, Released = released.Count > 0 ? released : null },
    };

    private async Task<FindingPoints> PointsOfAsync(DbTransaction transaction, Finding finding, CancellationToken cancellation)
    {
        const string sql = "SELECT E.JurisdictionCode FROM Enterprise E WHERE E.Code = @EnterpriseCode";
        var place = await transaction.Connection!.ExecuteScalarAsync<string>(new(sql, new { finding.EnterpriseCode }, transaction, cancellationToken: cancellation));
        return PointsRules.Find(await PointsDesk.ReadAsync(transaction.Connection!, transaction, place!, cancellation), finding.Type, Today);
    }

    private async Task<bool> IsInConflictAsync(DbTransaction transaction, Actor actor, long taskId, CancellationToken cancellation) =>
        await TaskHands.ReadItemAsync(transaction, taskId, cancellation) is { } item
        && await gate.FindConflictAsync(transaction, actor.UserId, item.ToItem(), cancellation) is not null;

    /// <summary>The words as they are kept; null when there are too few, too many, or markup or what nobody sees is among them.</summary>
    private static string? Words(string? words, int longest)
    {
        var said = PersonalText.Mask((words ?? "").Trim());
        return said.Length < FindingRules.ShortestWords || said.Length > longest || AnswerRules.HasMarkup(said) || FindingRules.HasUnseen(said) ? null : said;
    }
}
