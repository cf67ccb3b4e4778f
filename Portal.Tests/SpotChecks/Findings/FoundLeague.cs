using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Tasks;

namespace Portal.Tests.SpotChecks.Findings;

/// <summary>The league of the field work with what comes after it.</summary>
internal sealed class FoundLeague : IAsyncDisposable
{
    private FoundLeague(FieldLeague field)
    {
        Field = field;
        Findings = new(field.Db);
        Facts = new(field.Db);
        Results = new(field.Db);
        Desk = new(field.Db, Sample.Rules(field.Db, field.Clock), field.Bureau.Gate, field.Bureau.Audit, field.Clock);
        Points = new(field.Db, field.Bureau.Scopes, field.Bureau.Audit, field.Clock);
        ResultDesk = new(field.Db, field.Bureau.Audit, field.Clock);
    }

    public FieldLeague Field { get; }

    public FindingStore Findings { get; }

    public DiscrepancyStore Facts { get; }

    public ResultStore Results { get; }

    public FindingDesk Desk { get; }

    public PointsDesk Points { get; }

    public ResultDesk ResultDesk { get; }

    public Actor Officer => Field.Bureau.Officer;

    public Actor Leader => Field.Bureau.Leader;

    /// <summary>Of the heat enterprise.</summary>
    public Actor Handler => Field.Bureau.Handler;

    public long Campaign => Field.Campaign.Id;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<FoundLeague> OpenAsync(Engine engine) => new(await FieldLeague.OpenAsync(engine));

    /// <summary>A task of the heat enterprise whose complainant says that nobody came and nothing is solved; the ledger says otherwise.</summary>
    public async Task<TaskLine> DeniedAsync()
    {
        var task = (await Field.ListAsync(Field.First)).First(line => line.EnterpriseCode == Sample.EnterpriseCode && !line.IsSettled);
        var result = await Field.SendAsync(Field.First, task.Id, Unsolved());
        Assert.Equal((SubmissionAnswer.Taken, SpotTaskState.Done), (result.Answer, result.Task!.State));
        return result.Task;
    }

    public TaskSubmission Unsolved() => new(
        Guid.NewGuid(),
        Field.Clock.GetUtcNow().UtcDateTime,
        Disposition.CompletedNotResolved,
        null,
        [
            new("received", null, "yes", null), new("visited", null, "no", "没人来过"), new("solved", null, "no", null), new("closed-agreed", null, "no", null),
            new("feedback-received", null, "no", null), new("satisfied", null, "1", null), new("asked-to-change", null, "no", null),
        ]);

    public async Task CloseAsync() =>
        Assert.Equal(ClosingAnswer.Closed, await Field.Field.CloseAsync(Officer, Campaign, "到期收尾", Cancellation));

    public async Task<Finding> ProposedAsync(long taskId, Actor? by = null, FindingType type = FindingType.FalselyClosed)
    {
        var (fault, id) = await Desk.ProposeAsync(by ?? Officer, taskId, type, "台账称已解决\uff0c用户称无人上门", [], Cancellation);
        Assert.Equal(FindingFault.None, fault);
        return await ReadAsync(id);
    }

    public async Task<Finding> ReadAsync(long id) => (await Findings.ReadAsync(Officer, id, Cancellation))!;

    public async Task<FindingFault> MoveAsync(Actor by, long id, FindingAct act, string? words = "核对了原始记录") =>
        await Desk.MoveAsync(by, id, act, (await ReadAsync(id)).Revision, words, Cancellation);

    public ValueTask DisposeAsync() => Field.DisposeAsync();
}
