using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.SpotChecks.Evidence;

namespace Portal.Tests.Browser;

/// <summary>A published campaign that found what the ledger does not say, with findings on their way and at its end.</summary>
internal static class DemoFindings
{
    public const long Campaign = 6;

    /// <summary>Told, with one of its two files; the enterprise may still explain.</summary>
    public const long Told = 1;

    /// <summary>Explained, and confirmed by <see cref="DemoUsers.Leader"/>.</summary>
    public const long Confirmed = 2;

    /// <summary>Known to the bureau only.</summary>
    public const long Proposed = 3;

    /// <summary>Of <see cref="Told"/>: what the enterprise may open, and what it may not.</summary>
    public const long ReleasedEvidence = 2;

    public const long KeptEvidence = 3;

    /// <summary>A settled task that contradicts the ledger, of which nobody has made a finding of falsely closing.</summary>
    public const long Contradicted = 17;

    /// <summary>Name of <see cref="Campaign"/>.</summary>
    public const string Name = "八月台账回访";

    /// <summary>What is held against the enterprise in <see cref="Proposed"/>.</summary>
    public const string Untold = "用户称客服态度生硬";

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var officer = await ActorAsync(services, DemoUsers.Regulator, Role.RegulatorOfficer, DemoPortal.League, cancellation);
        var leader = await ActorAsync(services, DemoUsers.Leader, Role.RegulatorLeader, DemoPortal.League, cancellation);
        var inspector = await ActorAsync(services, DemoUsers.Inspector, Role.Inspector, DemoPortal.League, cancellation);
        var handler = await ActorAsync(services, DemoUsers.Enterprise, Role.EnterpriseHandler, DemoPortal.EnterpriseCode, cancellation);
        Assert.Equal(Campaign, await DemoCampaigns.AddAsync(services, officer, CampaignKind.LedgerCallback, Name, CampaignState.Drawn, cancellation));
        await services.GetRequiredService<TaskDealing>().DealAsync(officer, Campaign, cancellation);
        var tasks = (await services.GetRequiredService<TaskStore>().ReadPageAsync(inspector, new() { CampaignId = Campaign }, new(0, PageRequest.Largest), cancellation)).Items;
        Assert.Equal(Contradicted, tasks[2].Id);
        var sheets = services.GetRequiredService<EvidenceIntake>();
        Assert.Equal(ReleasedEvidence, (await sheets.ReceiveAsync(inspector, tasks[0].Id, new(Guid.NewGuid(), null, "入户测温单.csv", "房间,温度\n客厅,15.5\n卧室,16.0\n"u8.ToArray()), cancellation)).Id);
        Assert.Equal(KeptEvidence, (await sheets.ReceiveAsync(inspector, tasks[0].Id, new(Guid.NewGuid(), null, "住户客厅.jpg", SampleFiles.Jpeg), cancellation)).Id);
        await sheets.ReceiveAsync(inspector, Contradicted, new(Guid.NewGuid(), null, "复查记录.csv", "房间,温度\n客厅,16.5\n"u8.ToArray()), cancellation);
        foreach (var (task, order) in tasks.Select((task, order) => (task, order)))
        {
            var (disposition, solved) = order < 3 ? (Disposition.CompletedNotResolved, "no") : (Disposition.CompletedResolved, "yes");
            Assert.Equal(SubmissionAnswer.Taken, (await services.GetRequiredService<TaskIntake>().ReceiveAsync(inspector, task.Id, DemoTasks.Answered(disposition, solved, "说了会来"), cancellation)).Answer);
        }

        Assert.Equal(ClosingAnswer.Closed, await services.GetRequiredService<FieldWork>().CloseAsync(officer, Campaign, "到期收尾", cancellation));
        var desk = services.GetRequiredService<FindingDesk>();
        Assert.Equal((FindingFault.None, Told), await desk.ProposeAsync(
            inspector, tasks[0].Id, FindingType.FalselyClosed, "台账记载已解决\uff0c用户称室温未达标、问题未解决", [ReleasedEvidence, KeptEvidence], cancellation));
        Assert.Equal((FindingFault.None, Confirmed), await desk.ProposeAsync(officer, tasks[1].Id, FindingType.ClosedByOthers, "台账记载用户同意办结\uff0c用户称未同意", [], cancellation));
        Assert.Equal((FindingFault.None, Proposed), await desk.ProposeAsync(officer, tasks[2].Id, FindingType.BadAttitude, Untold, [], cancellation));
        Assert.Equal(FindingFault.None, await desk.TellAsync(officer, Told, 1, [ReleasedEvidence], cancellation));
        Assert.Equal(FindingFault.None, await desk.MoveAsync(officer, Confirmed, FindingAct.Notify, 1, null, cancellation));
        Assert.Equal(FindingFault.None, await desk.MoveAsync(handler, Confirmed, FindingAct.Explain, 2, "经办人电话告知后即办结\uff0c未取得书面同意", cancellation));
        Assert.Equal(FindingFault.None, await desk.MoveAsync(leader, Confirmed, FindingAct.Confirm, 3, "企业未能证明用户同意", cancellation));

        // The bureau has read what was decided: what is unread is up to the stories.
        var messages = services.GetRequiredService<FindingMessages>();
        await messages.MarkReadAsync(officer, (await services.GetRequiredService<FindingStore>().ReadAsync(officer, Confirmed, cancellation))!, cancellation);
        var results = services.GetRequiredService<ResultDesk>();
        Assert.Equal(ResultFault.None, await results.SubmitAsync(officer, Campaign, "回访发现部分诉求未真正解决", cancellation));
        Assert.Equal(ResultFault.None, await results.DecideAsync(leader, Campaign, true, "同意公布", cancellation));
    }

    public static async Task<Actor> ActorAsync(IServiceProvider services, string user, Role role, string scope, CancellationToken cancellation) =>
        new(user, DemoUsers.All.Single(one => one.Name == user).DisplayName, role, scope) { UserId = await DemoTasks.IdOfAsync(services, user, cancellation) };
}
