using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Findings;
using Portal.Tests.SpotChecks.Tasks;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Results;

/// <summary>What indicators count of spot checks, on both engines: published ones, in the month in which their field work ends.</summary>
public sealed class CheckStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task Facts_CountForAuthorityAndEnterpriseAlike_FromTheMomentTheResultsArePublished(Engine engine)
    {
        await using var league = await FoundLeague.OpenAsync(engine);
        var task = await league.DeniedAsync();
        var facts = (await league.Facts.ReadOfTaskAsync(league.Officer, task.Id, Cancellation)).Where(fact => fact.Outcome is not FactOutcome.NotComparable).ToList();
        await league.CloseAsync();
        var store = new CheckStore(league.Field.Db);
        var (last, officer, handler) = (league.Field.Campaign.LastDay, EnterpriseScope.Of(league.Officer), EnterpriseScope.Of(league.Handler));
        Assert.Empty(await store.ReadAsync(EnterpriseScope.Everything, (last, last), Cancellation));

        Assert.Equal(ResultFault.None, await league.ResultDesk.SubmitAsync(league.Officer, league.Campaign, "一户未修好", Cancellation));
        Assert.Empty(await store.ReadAsync(officer, (last, last), Cancellation));
        Assert.Equal(ResultFault.None, await league.ResultDesk.DecideAsync(league.Leader, league.Campaign, true, "核对无误", Cancellation));

        var count = Assert.Single(await store.ReadAsync(officer, (last, last), Cancellation));
        Assert.Equal((league.Campaign, Sample.EnterpriseCode, last), (count.CampaignId, count.EnterpriseCode, count.LastDay));
        Assert.Equal((facts.Count(fact => fact.Outcome is FactOutcome.Confirmed), facts.Count), (count.FactsConfirmed, count.FactsCompared));
        Assert.InRange(count.FactsConfirmed, 1, count.FactsCompared - 1);
        Assert.Empty(count.Tests);
        Assert.Equal(count with { Tests = [] }, Assert.Single(await store.ReadAsync(handler, (last, last), Cancellation)) with { Tests = [] });
        Assert.Empty(await store.ReadAsync(officer, (last.AddDays(1), last.AddDays(40)), Cancellation));
        Assert.Empty(await store.ReadAsync(officer with { EnterpriseCode = "nobody" }, (last, last), Cancellation));
    }

    [Theory, EngineData]
    public async Task HotlineTests_AreCountedByTheHoursTheyWereDrawnFrom_AndSilenceIsNoConnection(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine, kind: CampaignKind.PhoneTest);
        var tasks = (await field.ListAsync(field.Bureau.Officer)).Where(line => line.InspectorId is not null).OrderBy(line => line.PlannedAt).ToList();
        var (answered, silent) = (tasks[0], tasks[1]);
        await CallAsync(field, answered, Disposition.CompletedResolved, new("connected", null, "yes", null), new("answer-seconds", null, "12", null), new("answered-within", null, "yes", null), new("staffed", null, "person", null));
        await CallAsync(field, silent, Disposition.NoAnswer);
        Assert.Equal(ClosingAnswer.Closed, await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, "到期收尾", Cancellation));
        var results = await new ResultStore(field.Db).ReadAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation);
        Assert.Equal((1, 2), (results.Estimate(Measure.Connected).Yes, results.Estimate(Measure.Connected).Answers));

        var desk = new ResultDesk(field.Db, field.Bureau.Audit, field.Clock);
        Assert.Equal(ResultFault.None, await desk.SubmitAsync(field.Bureau.Officer, field.Campaign.Id, "一次未接通", Cancellation));
        Assert.Equal(ResultFault.None, await desk.DecideAsync(field.Bureau.Leader, field.Campaign.Id, true, "核对无误", Cancellation));

        var last = field.Campaign.LastDay;
        var tests = (await new CheckStore(field.Db).ReadAsync(EnterpriseScope.Of(field.Bureau.Officer), (last, last), Cancellation)).SelectMany(count => count.Tests).ToList();
        Assert.Equal((1, 2), (tests.Sum(test => test.Connected), tests.Sum(test => test.Tests)));
        Assert.Equal(new[] { answered, silent }.Select(task => task.PlannedAt!.Value.Hour / 6 * 6).Order(), tests.SelectMany(test => Enumerable.Repeat(test.FromHour, (int)test.Tests)).Order());
    }

    private static async Task CallAsync(FieldLeague field, TaskLine task, Disposition outcome, params GivenAnswer[] answers)
    {
        var inspector = new[] { field.First, field.Second, field.OfCounty }.Single(actor => actor.UserId == task.InspectorId);
        field.Clock.Advance(task.PlannedAt!.Value.AddHours(-8).AddMinutes(7) - field.Clock.GetUtcNow().UtcDateTime);
        var result = await field.SendAsync(inspector, task.Id, new(Guid.NewGuid(), field.Clock.GetUtcNow().UtcDateTime, outcome, null, answers));
        Assert.Equal(AttemptStanding.Counted, result.Standing);
    }
}
