using Portal.Data.Access.Recusals;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Campaigns;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>Who is given which task, and who sees it, on both engines.</summary>
public sealed class TaskDealingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TasksAreDealt_ByAreaThenLoad_AndTheFieldWorkBegins(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine, isDealt: false);

        var result = await field.Dealing.DealAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation);

        Assert.Equal(new(24, 0), result);
        var all = await field.ListAsync(field.Bureau.Officer);
        Assert.All(all, task => Assert.Equal(task.EnterpriseCode == CheckedLeague.Gas, task.InspectorId == field.OfCounty.UserId));
        var heat = all.Where(task => task.EnterpriseCode == Sample.EnterpriseCode).ToList();
        Assert.InRange(heat.Count(task => task.InspectorId == field.First.UserId) - heat.Count(task => task.InspectorId == field.Second.UserId), -1, 1);
        Assert.Equal(CampaignState.InField, (await field.League.ReadAsync(field.Campaign.Id)).State);
        Assert.Equal("TasksDealt", (await field.Bureau.AuditAsync())[^1]);
        Assert.Equal(new(0, 0), await field.Dealing.DealAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation));
    }

    [Theory, EngineData]
    public async Task WhoHasAnInterest_OrSteppedAsideFromTheCase_IsGivenNothingOfIt(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine, isDealt: false);
        await field.Bureau.Interests.DeclareEnterpriseAsync(field.First, Sample.EnterpriseCode, "亲属", Cancellation);
        var tasks = await field.ListAsync(field.Bureau.Officer);
        var apart = tasks.First(task => task.EnterpriseCode == Sample.EnterpriseCode);
        await field.Bureau.Interests.RecuseAsync(field.Second, new(RecusalItemKind.Case, $"{apart.EnterpriseCode}/2025-11/{apart.CaseNo}", apart.EnterpriseCode), "邻居", Cancellation);

        var result = await field.Dealing.DealAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation);

        Assert.Equal(1, result!.Left);
        Assert.DoesNotContain(await field.ListAsync(field.First), task => task.EnterpriseCode == Sample.EnterpriseCode);
        Assert.DoesNotContain(await field.ListAsync(field.Second), task => task.Id == apart.Id);
        Assert.Equal([apart.Id], (await field.ListAsync(field.Bureau.Officer, new() { IsAssigned = false })).Select(task => task.Id));
    }

    [Theory, EngineData]
    public async Task ATaskGoesToSomebodyElse_WithAReason_NeverToWhoMustStepAside(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        await field.Bureau.Interests.DeclareEnterpriseAsync(field.Bureau.Leader, task.EnterpriseCode, "股份", Cancellation);
        Task<ReassignResult> ToAsync(long? user, string? reason) => field.Dealing.ReassignAsync(field.Bureau.Officer, task.Id, user, reason, Cancellation);

        Assert.Equal(ReassignAnswer.NoReason, (await ToAsync(field.Second.UserId, " ")).Answer);
        Assert.Equal(new(ReassignAnswer.Conflict, RecusalGround.EnterpriseInterest), await ToAsync(field.Bureau.Leader.UserId, "人手"));
        Assert.Equal(ReassignAnswer.NotAllowed, (await ToAsync(field.Bureau.Stranger.UserId, "人手")).Answer);
        Assert.Equal(ReassignAnswer.NotFound, (await field.Dealing.ReassignAsync(field.First, task.Id, field.Second.UserId, "人手", Cancellation)).Answer);
        Assert.Equal(ReassignAnswer.NotFound, (await field.Dealing.ReassignAsync(field.Bureau.Stranger, task.Id, field.Second.UserId, "人手", Cancellation)).Answer);
        Assert.Equal(ReassignAnswer.Done, (await ToAsync(field.Second.UserId, "人手不够")).Answer);

        Assert.Null(await field.Tasks.ReadAsync(field.First, task.Id, Cancellation));
        Assert.NotNull(await field.Tasks.ReadAsync(field.Second, task.Id, Cancellation));
        Assert.Contains(await field.Dealing.ReadCandidatesAsync(field.Bureau.Officer, task.Id, Cancellation), candidate => candidate.Conflict is RecusalGround.EnterpriseInterest);
        Assert.Contains("AssignmentRefused", await field.Bureau.AuditAsync());
    }

    [Theory, EngineData]
    public async Task AnInspectorStepsAside_AndTheTaskIsNobodys(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);

        Assert.False(await field.Dealing.StepAsideAsync(field.Second, task.Id, "朋友", Cancellation));
        Assert.True(await field.Dealing.StepAsideAsync(field.First, task.Id, "朋友", Cancellation));

        Assert.Null(await field.Tasks.ReadAsync(field.First, task.Id, Cancellation));
        Assert.Equal(ReassignAnswer.Conflict, (await field.Dealing.ReassignAsync(field.Bureau.Officer, task.Id, field.First.UserId, null, Cancellation)).Answer);
    }

    [Theory, EngineData]
    public async Task AnInspectorSeesTheOwnTasks_ABureauItsCampaigns_AnEnterpriseNothing(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);

        Assert.All(await field.ListAsync(field.First), own => Assert.Equal(field.First.UserId, own.InspectorId));
        Assert.Equal(24, (await field.ListAsync(field.Bureau.Leader)).Count);
        var ofCounty = await field.Bureau.AddAsync("countyofficer", Data.Access.Role.RegulatorOfficer, Bureau.County);
        foreach (var actor in new[] { field.Bureau.Handler, field.Bureau.Stranger, ofCounty, field.Second, Data.Access.Actor.Nobody })
        {
            Assert.Null(await field.Tasks.ReadAsync(actor, task.Id, Cancellation));
            Assert.DoesNotContain(await field.ListAsync(actor), other => other.Id == task.Id);
            Assert.Empty(await field.Tasks.ReadAttemptsAsync(actor, task.Id, Cancellation));
            Assert.Empty(await field.Tasks.ReadAttemptAnswersAsync(actor, task.Id, Cancellation));
            Assert.Empty(await field.Evidence.ReadOfTaskAsync(actor, task.Id, Cancellation));
        }

        Assert.Null(await field.Field.ReadProgressAsync(field.Bureau.Handler, field.Campaign.Id, Cancellation));
    }

    [Theory, EngineData]
    public async Task TheShortlist_AndTheOrder_AreTheReadersOwn(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var list = await field.ListAsync(field.OfCounty);
        Assert.InRange(list.Count, 3, 24);

        await field.Places.PinAsync(field.OfCounty, list[^1].Id, isPinned: true, Cancellation);
        await field.Places.MoveAsync(field.OfCounty, list[0].Id, isUp: false, Cancellation);
        await field.Places.PinAsync(field.First, list[0].Id, isPinned: true, Cancellation);

        var after = await field.ListAsync(field.OfCounty);
        Assert.True(after[0].IsPinned);
        var expected = list.Select(task => task.Id).ToList();
        (expected[0], expected[1]) = (expected[1], expected[0]);
        Assert.Equal([list[^1].Id, .. expected.Where(id => id != list[^1].Id)], after.Select(task => task.Id));
        Assert.All((await field.ListAsync(field.Bureau.Officer)).Where(task => task.Id == list[0].Id), task => Assert.False(task.IsPinned));
    }

    [Theory, EngineData]
    public async Task ClosingTheFieldWork_NeedsAReasonWhileTasksAreOpen_AndKeepsThemAmongTheDrawn(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = await field.TaskOfAsync(field.First);
        await field.SendAsync(field.First, task.Id, field.Solved());

        Assert.Equal(ClosingAnswer.NotFound, await field.Field.CloseAsync(field.First, field.Campaign.Id, "完", Cancellation));
        Assert.Equal(ClosingAnswer.NoReason, await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, null, Cancellation));
        Assert.Equal(ClosingAnswer.Closed, await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, "采暖期结束", Cancellation));
        Assert.Equal(ClosingAnswer.NotFound, await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, "再来", Cancellation));

        Assert.Equal(CampaignState.Completed, (await field.League.ReadAsync(field.Campaign.Id)).State);
        var progress = (await field.Field.ReadProgressAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation))!;
        Assert.Equal((24, 1, 23, 0), (progress.Drawn, progress.Done, progress.Out, progress.Pending));
        Assert.Equal(24, (await field.Field.ReadInspectorsAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation)).Sum(inspector => inspector.Tasks));
    }
}
