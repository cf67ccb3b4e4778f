using Portal.Data.Access;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Findings;

/// <summary>From an answer that contradicts the ledger to a confirmed finding, on both engines.</summary>
public sealed class FindingDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnAnswer_IsComparedWithTheLedger_WhenItsTaskIsDone_AndAgainWithTheSameResult(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var task = await league.DeniedAsync();

        var facts = await league.Facts.ReadOfTaskAsync(league.Officer, task.Id, Cancellation);

        Assert.Equal(FactOutcome.Confirmed, facts.Single(fact => fact.Fact is Fact.Received).Outcome);
        Assert.Equal((FactOutcome.Contradicted, "no"), (facts.Single(fact => fact.Fact is Fact.FeedbackReceived).Outcome, facts.Single(fact => fact.Fact is Fact.FeedbackReceived).Found));
        Assert.Equal(Data.SpotChecks.Results.ResultFault.None, await league.ResultDesk.CompareAsync(league.Officer, league.Campaign, Cancellation));
        Assert.Equal(facts, await league.Facts.ReadOfTaskAsync(league.Officer, task.Id, Cancellation));
        Assert.Empty(await league.Facts.ReadOfTaskAsync(league.Handler, task.Id, Cancellation));
    }

    [Theory, EngineData]
    public async Task AFinding_IsProposed_Told_Explained_AndConfirmedByASecondOfficer_WithPoints(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var task = await league.DeniedAsync();
        await league.CloseAsync();

        var proposed = await league.ProposedAsync(task.Id, league.Field.First);
        Assert.Equal(FindingFault.None, await league.MoveAsync(league.Officer, proposed.Id, FindingAct.Notify, null));
        Assert.Equal(FindingFault.TimeStillRuns, await league.MoveAsync(league.Leader, proposed.Id, FindingAct.Confirm));
        Assert.Equal(FindingFault.None, await league.MoveAsync(league.Handler, proposed.Id, FindingAct.Explain, "已安排复查\uff0c材料随后补充"));
        Assert.Equal(FindingFault.WrongState, await league.MoveAsync(league.Handler, proposed.Id, FindingAct.Explain, "再说明一次"));
        Assert.Equal(FindingFault.None, await league.MoveAsync(league.Leader, proposed.Id, FindingAct.Confirm));

        var confirmed = await league.ReadAsync(proposed.Id);
        Assert.Equal((FindingState.Confirmed, 50, "S4-34 假办结"), (confirmed.State, confirmed.PointsTenths, confirmed.PointsBasis));
        Assert.Equal(
            [FindingAct.Propose, FindingAct.Notify, FindingAct.Explain, FindingAct.Confirm],
            (await league.Findings.ReadStepsAsync(league.Officer, proposed.Id, Cancellation)).Select(step => step.Act));
        Assert.Equal(["FindingProposed", "FindingMoved", "FindingMoved", "FindingMoved"], (await league.Field.Bureau.AuditAsync()).TakeLast(4));
        var today = league.Desk.Today;
        var read = Assert.Single(await league.Findings.ReadConfirmedAsync(EnterpriseScope.Of(league.Handler), (today, today), Cancellation));
        Assert.Equal((proposed.Id, Sample.EnterpriseCode, task.RowId, task.CaseNo, 50, today), (read.Id, read.EnterpriseCode, read.RowId, read.CaseNo, read.PointsTenths, read.ConfirmedOn));
        Assert.Empty(await league.Findings.ReadConfirmedAsync(EnterpriseScope.Everything, (today.AddDays(1), today.AddDays(9)), Cancellation));
        Assert.Equal(FindingFault.WrongState, await league.MoveAsync(league.Officer, proposed.Id, FindingAct.Dismiss));
    }

    [Theory, EngineData]
    public async Task WhoeverProposed_NeverDecides_AndNobodyIsToldWhileFieldWorkGoesOn(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var finding = await league.ProposedAsync((await league.DeniedAsync()).Id);

        Assert.Equal(FindingFault.FieldWorkGoesOn, await league.MoveAsync(league.Leader, finding.Id, FindingAct.Notify, null));
        Assert.Equal(FindingFault.SamePerson, await league.MoveAsync(league.Officer, finding.Id, FindingAct.Dismiss));
        Assert.Equal(FindingFault.NotTheProposer, await league.MoveAsync(league.Leader, finding.Id, FindingAct.Withdraw));
        Assert.Equal(FindingFault.NotFound, await league.MoveAsync(league.Handler, finding.Id, FindingAct.Explain));
        Assert.Equal(FindingFault.NotFound, await league.MoveAsync(league.Field.Bureau.Stranger, finding.Id, FindingAct.Notify, null));
        Assert.Equal(FindingFault.NotAllowed, await league.MoveAsync(league.Field.First, finding.Id, FindingAct.Dismiss));
        Assert.Null(await league.Findings.ReadAsync(league.Handler, finding.Id, Cancellation));
        await league.CloseAsync();
        Assert.Equal(FindingFault.None, await league.MoveAsync(league.Leader, finding.Id, FindingAct.Notify, null));
        Assert.NotNull(await league.Findings.ReadAsync(league.Handler, finding.Id, Cancellation));
        Assert.DoesNotContain(await league.Findings.ReadStepsAsync(league.Handler, finding.Id, Cancellation), step => step.DisplayName.Length > 0 || step.Act is FindingAct.Propose);
        Assert.Equal(FindingFault.TimeStillRuns, await league.MoveAsync(league.Leader, finding.Id, FindingAct.Confirm));
        league.Field.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(FindingFault.TimeIsOver, await league.MoveAsync(league.Handler, finding.Id, FindingAct.Explain));
        Assert.Equal(FindingFault.SamePerson, await league.MoveAsync(league.Officer, finding.Id, FindingAct.Confirm));
        Assert.Equal(FindingFault.None, await league.MoveAsync(league.Leader, finding.Id, FindingAct.Confirm));
    }

    [Theory, EngineData]
    public async Task OfTwoDecisionsAtOnce_OneHolds(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var finding = await league.ProposedAsync((await league.DeniedAsync()).Id);
        await league.CloseAsync();

        var faults = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => league.Desk.MoveAsync(league.Leader, finding.Id, FindingAct.Dismiss, finding.Revision, "证据不足\uff0c不予认定", Cancellation), Cancellation)));

        Assert.Single(faults, FindingFault.None);
        Assert.All(faults, fault => Assert.True(fault is FindingFault.None or FindingFault.Changed));
        Assert.Equal(2, (await league.Findings.ReadStepsAsync(league.Officer, finding.Id, Cancellation)).Count);
    }

    [Theory, EngineData]
    public async Task AFindingWithoutGround_WithoutWords_OrOnAnOpenTask_IsRefused(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var open = (await league.Field.ListAsync(league.Field.First))[^1];
        var denied = await league.DeniedAsync();
        var content = await league.Field.TaskOfAsync(league.Field.Second);
        await league.Field.SendAsync(league.Field.Second, content.Id, league.Field.Solved());
        Task<(FindingFault Fault, long Id)> Propose(Actor by, long task, string words, params long[] files) =>
            league.Desk.ProposeAsync(by, task, FindingType.BadAttitude, words, files, Cancellation);

        Assert.Equal(FindingFault.WrongState, (await Propose(league.Officer, open.Id, "态度很差")).Fault);
        Assert.Equal(FindingFault.Words, (await Propose(league.Officer, denied.Id, "差")).Fault);
        Assert.Equal(FindingFault.Words, (await Propose(league.Officer, denied.Id, "<script>alert(1)</script>")).Fault);
        Assert.Equal(FindingFault.NoGround, (await Propose(league.Officer, denied.Id, "态度很差", 99_999)).Fault);
        Assert.Equal(FindingFault.NotFound, (await Propose(league.Field.Second, denied.Id, "态度很差")).Fault);
        Assert.Equal(FindingFault.NotAllowed, (await Propose(league.Handler, denied.Id, "态度很差")).Fault);
        Assert.Equal(FindingFault.None, (await Propose(league.Officer, denied.Id, "态度很差\uff0c电话13900001111")).Fault);
        Assert.Equal(FindingFault.Exists, (await Propose(league.Leader, denied.Id, "态度很差")).Fault);
        var page = await league.Findings.ReadPageAsync(league.Officer, new(EnterpriseScope.Of(league.Officer)), new(0, 10), Cancellation);
        Assert.Equal("态度很差\uff0c电话***", Assert.Single(page.Items).Statement);
    }

    [Theory, EngineData]
    public async Task PointsOfTheNearestJurisdiction_HoldFromTheirDay_AndOldOnesStay(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var today = league.Desk.Today;
        Task<PointsFault> Set(Actor by, int tenths, DateOnly from, string basis = "盟市考核办法第九条") =>
            league.Points.SetAsync(by, Bureau.League, FindingType.FalselyClosed, tenths, basis, from, Cancellation);

        Assert.Equal(PointsFault.NotAllowed, await Set(league.Officer, 80, today));
        Assert.Equal(PointsFault.NotAllowed, await Set(league.Handler, 80, today));
        Assert.Equal(PointsFault.Points, await Set(league.Leader, -1, today));
        Assert.Equal(PointsFault.Day, await Set(league.Leader, 80, today.AddDays(-1)));
        Assert.Equal(PointsFault.Day, await Set(league.Leader, 80, today.AddYears(1).AddDays(1)));
        Assert.Equal(PointsFault.Basis, await Set(league.Leader, 80, today, "无"));
        Assert.Equal(PointsFault.None, await Set(league.Leader, 80, today));
        Assert.Equal(PointsFault.None, await Set(league.Leader, 90, today.AddDays(3)));

        var set = await league.Points.ReadAsync(Bureau.League, Cancellation);
        Assert.Equal([50, 80, 90], new[] { today.AddDays(-1), today, today.AddDays(3) }.Select(day => PointsRules.Find(set, FindingType.FalselyClosed, day).PointsTenths));
        Assert.Equal([(90, today.AddDays(3))], PointsRules.Following(set, FindingType.FalselyClosed, today).Select(points => (points.PointsTenths, points.FromDay)));
        var finding = await league.ProposedAsync((await league.DeniedAsync()).Id);
        await league.CloseAsync();
        await league.MoveAsync(league.Officer, finding.Id, FindingAct.Notify, null);
        await league.MoveAsync(league.Handler, finding.Id, FindingAct.Explain, "无异议\uff0c立即整改");
        Assert.Equal(FindingFault.None, await league.MoveAsync(league.Leader, finding.Id, FindingAct.Confirm));
        Assert.Equal((80, "盟市考核办法第九条"), ((await league.ReadAsync(finding.Id)).PointsTenths, (await league.ReadAsync(finding.Id)).PointsBasis));
    }
}
