using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Schedules;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Tests.Access.Recusals;
using Portal.Tests.SpotChecks.Campaigns;
using Portal.Tests.SpotChecks.Tasks;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Schedules;

/// <summary>Campaigns that come again, on both engines: what begins by itself, when, and who learns of it.</summary>
public sealed class ScheduleStoryTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromHours(6);

    /// <summary>From the fifth of December 2025, 10:00, on which the clock of the league stands.</summary>
    private static readonly ScheduleDraft s_monthly = new(Recurrence.Monthly, 10, 20, 14, true, new(2025, 12, 1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AMonthlyCallback_BeginsOnceAMonth_InItsWindow_UpToItsTasks(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (store, runner) = Of(field);
        Assert.Equal(ScheduleFault.None, await store.AppendAsync(field.Campaign.Id, s_monthly, field.Bureau.Officer, Cancellation));

        await LiveUntilAsync(field, runner, new(2026, 1, 25));

        var (schedule, runs) = Assert.Single(await store.ReadListAsync(field.Bureau.Officer, Cancellation));
        Assert.Equal([new DateOnly(2026, 1, 1), new DateOnly(2025, 12, 1)], runs.Select(run => run.Period));
        Assert.All(runs, run => Assert.InRange(run.BeginsAt, run.Period.AddDays(9).ToDateTime(new(8, 0)), run.Period.AddDays(19).ToDateTime(new(18, 0))));

        // December asks about November, whose ledgers are filed; January about December, of which there is none.
        var december = await field.League.ReadAsync(runs[1].CampaignId!.Value);
        Assert.Equal((CampaignState.InField, "十二月抽检 · 2025-12", SeedSource.System, "portal"), (december.State, december.Name, december.SeedSource, december.CreatedBy));
        Assert.InRange(december.CreatedAtUtc.AddHours(8), runs[1].BeginsAt, runs[1].BeginsAt + s_step);
        Assert.Equal(DateOnly.FromDateTime(december.CreatedAtUtc.AddHours(8)).AddDays(1), december.FirstDay);
        Assert.Equal((24, december.FirstDay.AddDays(13)), (december.SampleSize, december.LastDay));
        Assert.All(await field.League.TasksAsync(december), task => Assert.NotNull(task.InspectorId));
        Assert.Null(runs[1].Fault);
        Assert.Equal(schedule.Id, (await store.ReadOfCampaignAsync(december.Id, field.Bureau.Leader, Cancellation))!.Id);

        var january = await field.League.ReadAsync(runs[0].CampaignId!.Value);
        Assert.Equal((CampaignState.Planned, CampaignFault.EmptyFrame), (january.State, runs[0].Fault));
        Assert.Equal(new DateOnly(2025, 12, 1), january.ReadPlan().Query.Cases.FromMonth);
    }

    [Theory, EngineData]
    public async Task TheMoment_IsKnownToNobody_BeforeItHasCome(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (store, runner) = Of(field);
        await store.AppendAsync(field.Campaign.Id, s_monthly, field.Bureau.Officer, Cancellation);

        await runner.RunAsync(Cancellation);

        Assert.Single(Assert.Single(await store.ReadInForceAsync(Cancellation)).Runs);
        Assert.Empty(Assert.Single(await store.ReadListAsync(field.Bureau.Officer, Cancellation)).Runs);
        Assert.Empty(await store.ReadListAsync(field.Bureau.Handler, Cancellation));
        Assert.Empty(await store.ReadListAsync(field.Bureau.Stranger, Cancellation));
    }

    [Theory, EngineData]
    public async Task ARunThatWasInterrupted_GoesOnWithItsCampaign_AndMakesNoSecondOne(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (store, runner) = Of(field);
        await store.AppendAsync(field.Campaign.Id, s_monthly, field.Bureau.Officer, Cancellation);
        await runner.RunAsync(Cancellation);
        var (schedule, runs) = Assert.Single(await store.ReadInForceAsync(Cancellation));
        var draft = ScheduleRules.DraftOf(schedule, runs[0], field.Campaign, new(2025, 12, 10));

        // Planned, and then the power went.
        var (planned, id) = await field.League.Desk.PlanAsync(draft, field.Bureau.Officer, Cancellation);
        Assert.Equal(CampaignFault.None, planned);
        Assert.Equal(CampaignFault.WrongState, (await field.League.Desk.PlanAsync(draft, field.Bureau.Officer, Cancellation)).Fault);
        await LiveUntilAsync(field, runner, new(2025, 12, 22));

        Assert.Equal(CampaignState.InField, (await field.League.ReadAsync(id)).State);
        Assert.Equal(2, (await field.League.Campaigns.ReadPageAsync(new(), field.Bureau.Officer, new(0, 10), Cancellation)).Total);
    }

    [Theory, EngineData]
    public async Task APortalThatDidNotRunInTheWindow_SaysThatThePeriodWasMissed(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (store, runner) = Of(field);
        await store.AppendAsync(field.Campaign.Id, s_monthly, field.Bureau.Officer, Cancellation);
        await runner.RunAsync(Cancellation);

        // December's moment was drawn and passed; January came and went without a look.
        field.Clock.Advance(TimeSpan.FromDays(60));
        var report = await runner.RunAsync(Cancellation);

        var (_, runs) = Assert.Single(await store.ReadListAsync(field.Bureau.Officer, Cancellation));
        Assert.Equal((0, 1), (report.Begun, report.Stopped));
        Assert.Equal(
            [(new DateOnly(2026, 1, 1), CampaignFault.Missed), (new DateOnly(2025, 12, 1), CampaignFault.Missed)],
            runs.Select(run => (run.Period, run.Fault!.Value)));
        Assert.All(runs, run => Assert.Null(run.CampaignId));
    }

    [Theory, EngineData]
    public async Task AnEndedSchedule_BeginsNothing(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (store, runner) = Of(field);
        await store.AppendAsync(field.Campaign.Id, s_monthly, field.Bureau.Officer, Cancellation);
        await runner.RunAsync(Cancellation);
        var id = Assert.Single(await store.ReadListAsync(field.Bureau.Officer, Cancellation)).Schedule.Id;

        Assert.Equal(ScheduleFault.NotAllowed, await store.EndAsync(id, field.Bureau.Inspector, Cancellation));
        Assert.Equal(ScheduleFault.NotFound, await store.EndAsync(id, await field.Bureau.AddAsync("north", Portal.Data.Access.Role.RegulatorOfficer, Bureau.Elsewhere), Cancellation));
        Assert.Equal(ScheduleFault.None, await store.EndAsync(id, field.Bureau.Leader, Cancellation));
        Assert.Equal(ScheduleFault.NotFound, await store.EndAsync(id, field.Bureau.Leader, Cancellation));
        await LiveUntilAsync(field, runner, new(2025, 12, 25));

        var (schedule, runs) = Assert.Single(await store.ReadListAsync(field.Bureau.Officer, Cancellation));
        Assert.Equal("leader", schedule.EndedBy);
        Assert.Empty(runs);
        Assert.Contains("CampaignScheduleEnded", await field.Bureau.AuditAsync());
    }

    [Theory, EngineData]
    public async Task OnlyWhatIsFrozen_AndNoListOfCases_IsRepeated(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        var store = new ScheduleStore(league.Db, league.Bureau.Audit, league.Bureau.Clock);
        var planned = await league.PlanAsync(CheckedLeague.Draft());
        var plan = CheckedLeague.Plan(new() { Basis = SampleBasis.Count, Count = 1 });
        var listed = await league.FreezeAsync(await league.PlanAsync(
            CheckedLeague.Draft(CampaignKind.CaseCallback, plan with { Query = plan.Query with { IsList = true } }) with { Cases = [new("0001", CheckedLeague.Gas)] }));

        Assert.Equal(ScheduleFault.NotRepeatable, await store.AppendAsync(planned.Id, s_monthly, league.Bureau.Officer, Cancellation));
        Assert.Equal(ScheduleFault.NotRepeatable, await store.AppendAsync(listed.Id, s_monthly, league.Bureau.Officer, Cancellation));
        Assert.Equal(ScheduleFault.NotFound, await store.AppendAsync(99, s_monthly, league.Bureau.Officer, Cancellation));
        Assert.Equal(ScheduleFault.NotAllowed, await store.AppendAsync(planned.Id, s_monthly, league.Bureau.Handler, Cancellation));
        Assert.Equal(ScheduleFault.Window, await store.AppendAsync(planned.Id, s_monthly with { WindowTo = 31 }, league.Bureau.Officer, Cancellation));

        var frozen = await league.FreezeAsync(planned);
        Assert.Equal(ScheduleFault.None, await store.AppendAsync(frozen.Id, s_monthly, league.Bureau.Officer, Cancellation));
    }

    private static (ScheduleStore Store, ScheduleRunner Runner) Of(FieldLeague field)
    {
        var store = new ScheduleStore(field.Db, field.Bureau.Audit, field.Clock);
        var seasons = new SeasonStore(field.Db, field.Bureau.Audit);
        return (store, new(store, seasons, field.League.Campaigns, field.League.Desk, field.League.Freezer, field.League.Draws, field.Dealing, field.Clock));
    }

    /// <summary>Runs the job every six hours until the day has come.</summary>
    private static async Task LiveUntilAsync(FieldLeague field, ScheduleRunner runner, DateTime day)
    {
        while (LedgerIntake.LedgerNow(field.Clock) < day)
        {
            await runner.RunAsync(Cancellation);
            field.Clock.Advance(s_step);
        }
    }
}
