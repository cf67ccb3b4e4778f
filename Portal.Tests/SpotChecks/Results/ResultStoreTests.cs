using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Findings;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Results;

/// <summary>What a campaign came to, and who may read it when, on both engines.</summary>
public sealed class ResultStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task Results_CountAgainstWhatWasDrawn_AndStandBesideWhatTheFrameClaims(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        await league.DeniedAsync();
        var second = await league.Field.TaskOfAsync(league.Field.Second);
        await league.Field.SendAsync(league.Field.Second, second.Id, league.Field.Solved());
        var refused = (await league.Field.ListAsync(league.Field.Second)).First(task => !task.IsSettled);
        await league.Field.SendAsync(league.Field.Second, refused.Id, new(Guid.NewGuid(), league.Field.Clock.GetUtcNow().UtcDateTime, Disposition.Refused, null, []));
        var denies = (await league.Field.ListAsync(league.Field.Second)).First(task => !task.IsSettled);
        await league.Field.SendAsync(league.Field.Second, denies.Id, new(Guid.NewGuid(), league.Field.Clock.GetUtcNow().UtcDateTime, Disposition.DeniesComplaint, null, []));
        await league.CloseAsync();

        var results = await league.Results.ReadAsync(league.Officer, league.Campaign, Cancellation);

        var completion = results.Completion;
        Assert.Equal((24, 3, 0, 20), (completion.Drawn, completion.Completed, completion.Pending, completion.Undone));
        Assert.Equal(1, completion.ByDisposition[Disposition.Refused]);
        Assert.Equal(completion.Completed, (await league.Field.Field.ReadProgressAsync(league.Officer, league.Campaign, Cancellation))!.Done);

        // Who denies having complained says no to that question, and nothing to the others.
        var received = results.Estimate(Measure.Received);
        Assert.Equal((3, 2), (received.Answers, received.Yes));
        var solved = results.Estimate(Measure.Solved);
        Assert.Equal((2, 1, 0.5, true), (solved.Answers, solved.Yes, solved.Share!.Value, solved.IsSmall));
        Assert.Equal(0, results.Estimate(Measure.Connected).Answers);

        // Eighty rows of two enterprises; of three rows one is satisfied, one dissatisfied and one not rated.
        Assert.Equal((80, 2), (results.Claims.Sum(claim => claim.Objects), results.Claims.Count));
        var heat = results.Enterprises.Single(one => one.Code == Sample.EnterpriseCode);
        Assert.Equal((28, 14), (heat.Claim!.Rated, heat.Claim.Satisfied));

        // The rows behind a claim, page by page; nobody but an authority lists them.
        var rows = new FrameRowStore(league.Field.Db);
        Task<IReadOnlyList<FrameRow>> Rows(Data.Access.Actor reader, long after) =>
            rows.ReadAsync(reader, league.Campaign, ClaimKind.Rated, Sample.EnterpriseCode, (after, 20), Cancellation);
        var first = await Rows(league.Officer, 0);
        var rest = await Rows(league.Officer, first[^1].Id);
        Assert.Equal((20, 8, 28), (first.Count, rest.Count, first.Concat(rest).Select(row => row.Id).Distinct().Count()));
        Assert.Empty(await Rows(league.Handler, 0));
        Assert.Equal(results.Tasks.Count, results.Enterprises.Sum(one => one.Completion.Drawn));
        Assert.All(results.Enterprises, one => Assert.True(one.Consistency.Confirmed <= one.Consistency.Compared));
    }

    [Theory, EngineData]
    public async Task Results_ArePublishedByASecondOne_AndOnlyThenReadByEnterprises(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        await league.DeniedAsync();
        var deputy = await league.Field.Bureau.AddAsync("deputy", Data.Access.Role.RegulatorLeader, Access.Recusals.Bureau.League);
        Task<ResultFault> Decide(Data.Access.Actor by, bool publish) => league.ResultDesk.DecideAsync(by, league.Campaign, publish, "数据已复核", Cancellation);

        Assert.Equal(ResultFault.WrongState, await league.ResultDesk.SubmitAsync(league.Leader, league.Campaign, "抽检完成", Cancellation));
        await league.CloseAsync();
        Assert.Equal(ResultFault.WrongState, await Decide(deputy, true));
        Assert.Equal(ResultFault.None, await league.ResultDesk.SubmitAsync(league.Leader, league.Campaign, "抽检完成", Cancellation));
        Assert.Equal(ResultFault.WrongState, await league.ResultDesk.SubmitAsync(league.Officer, league.Campaign, "抽检完成", Cancellation));
        Assert.Equal(ResultFault.SamePerson, await Decide(league.Leader, true));
        Assert.Equal(ResultFault.NotAllowed, await Decide(league.Officer, true));

        // Nobody but whoever handed in takes it back; then it can be handed in again.
        Assert.Equal(ResultFault.WrongState, await league.ResultDesk.TakeBackAsync(league.Officer, league.Campaign, "改由他人提交", Cancellation));
        Assert.Equal(ResultFault.None, await league.ResultDesk.TakeBackAsync(league.Leader, league.Campaign, "改由他人提交", Cancellation));
        Assert.Equal(ResultFault.None, await league.ResultDesk.SubmitAsync(league.Leader, league.Campaign, "抽检完成", Cancellation));
        Assert.Equal(ResultFault.None, await Decide(deputy, false));
        Assert.Equal(ResultFault.None, await league.ResultDesk.SubmitAsync(league.Officer, league.Campaign, "补充说明后再报", Cancellation));
        Assert.Empty(await league.Results.ReadPublishedAsync(league.Handler, Cancellation));
        Assert.Empty((await league.Results.ReadAsync(league.Handler, league.Campaign, Cancellation)).Tasks);

        Assert.Equal(ResultFault.None, await Decide(league.Leader, true));

        Assert.Equal(CampaignState.Published, (await league.Field.League.ReadAsync(league.Campaign)).State);
        Assert.Equal([false, false, true], (await league.ResultDesk.ReadPublicationsAsync(league.Officer, league.Campaign, Cancellation)).Select(one => one.IsPublished));
        Assert.Equal(league.Campaign, Assert.Single(await league.Results.ReadPublishedAsync(league.Handler, Cancellation)).Id);
        var own = await league.Results.ReadAsync(league.Handler, league.Campaign, Cancellation);
        Assert.All(own.Tasks, task => Assert.Equal(Sample.EnterpriseCode, task.EnterpriseCode));
        Assert.Equal(Sample.EnterpriseCode, Assert.Single(own.Claims).EnterpriseCode);
        Assert.Equal(ResultFault.WrongState, await Decide(deputy, false));
    }
}
