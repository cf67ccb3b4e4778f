using System.Globalization;
using System.Text;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Campaigns;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Frames;

/// <summary>What the frame of each kind holds, and what is drawn from it.</summary>
public sealed class FrameKindTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task APhoneTest_HasEveryBandOfEveryDay_AndDrawsNightsAndDaysOffAsPlanned(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var draft = CheckedLeague.Draft(CampaignKind.PhoneTest, new()
        {
            Sample = new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 20, OffHoursPercent = 60 },
        });

        var drawn = await league.DrawnAsync(draft with { FirstDay = new(2025, 12, 29), LastDay = new(2026, 1, 4) });

        // One enterprise with a hotline in the league, seven days, four bands; the first of January is a holiday.
        Assert.Equal((28, 20), (drawn.FrameCount, drawn.SampleSize));
        var strata = await league.Campaigns.ReadStrataAsync(drawn.Id, league.Bureau.Officer, Cancellation);
        Assert.Equal(12, strata.Where(stratum => IsOff(stratum.Stratum)).Sum(stratum => stratum.ToDraw));
        Assert.Contains(strata, stratum => stratum is { Stratum: "band=night day=off" });
        var tasks = await league.TasksAsync(drawn);
        Assert.Equal(20, tasks.Count);
        Assert.All(tasks, task =>
        {
            var begin = DateTime.ParseExact(task.ObjectKey, "yyyy-MM-dd HH", CultureInfo.InvariantCulture);
            Assert.InRange(task.PlannedAt!.Value, begin, begin.AddMinutes(359));
            Assert.Equal(DateOnly.FromDateTime(begin), task.DueOn);
            Assert.Null(task.RowId);
            Assert.Equal(CheckedLeague.Gas, task.EnterpriseCode);
        });

        static bool IsOff(string stratum) => stratum.Contains("day=off", StringComparison.Ordinal) || stratum.Contains("band=night", StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task ADoubleRandomCheck_DrawsInspectorsToo_AndNobodyOfAnInterest(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var bureau = league.Bureau;
        var second = await bureau.AddAsync("second", Role.Inspector, Bureau.League);
        var banner = await bureau.AddAsync("banner", Role.Inspector, Bureau.County);
        await bureau.AddAsync("stranger-inspector", Role.Inspector, Bureau.Elsewhere);
        await bureau.Interests.DeclareEnterpriseAsync(bureau.Inspector, CheckedLeague.Gas, "亲属任职", Cancellation);

        var drawn = await league.DrawnAsync(DoubleRandom(count: 2));

        var frame = Encoding.UTF8.GetString(await league.FrameAsync(drawn));
        Assert.Equal(3, frame.Split('\n').Count(line => line.Contains(",inspector,", StringComparison.Ordinal)));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"barred,{bureau.Inspector.UserId},{CheckedLeague.Gas},"), frame, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"barred,{banner.UserId},{Sample.EnterpriseCode},"), frame, StringComparison.Ordinal);
        var tasks = await league.TasksAsync(drawn);
        Assert.Equal(2, tasks.Count);
        Assert.DoesNotContain(tasks, task => task.InspectorId is null);
        Assert.NotEqual(bureau.Inspector.UserId, tasks.Single(task => task.EnterpriseCode == CheckedLeague.Gas).InspectorId);
        Assert.Contains(tasks.Single(task => task.EnterpriseCode == Sample.EnterpriseCode).InspectorId!.Value, (long[])[bureau.Inspector.UserId, second.UserId]);
        Assert.Equal(2, tasks.Select(task => task.InspectorId).Distinct().Count());
    }

    [Theory, EngineData]
    public async Task AnInterestDeclaredAfterFreezing_LeavesTheTaskOpen_AndTheSheetAsDrawn(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var bureau = league.Bureau;
        var seeded = await league.SeedAsync(await league.FreezeAsync(await league.PlanAsync(DoubleRandom(count: 2))));
        await bureau.Interests.DeclareEnterpriseAsync(bureau.Inspector, CheckedLeague.Gas, "亲属任职", Cancellation);

        var drawn = await league.DrawAsync(seeded);

        var tasks = await league.TasksAsync(drawn);
        Assert.Null(tasks.Single(task => task.EnterpriseCode == CheckedLeague.Gas).InspectorId);
        Assert.Equal(bureau.Inspector.UserId, tasks.Single(task => task.EnterpriseCode == Sample.EnterpriseCode).InspectorId);
        Assert.All(DrawSheet.Read(await league.SheetAsync(drawn)).Drawn, one => Assert.Equal(bureau.Inspector.UserId, one.Inspector));
        Assert.Contains("AssignmentRefused", await bureau.AuditAsync());
    }

    [Theory, EngineData]
    public async Task AnObject_IsDrawnOnceAYearForAMatter(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var raced = await league.SeedAsync(await league.FreezeAsync(await league.PlanAsync(DoubleRandom(count: 1))));
        var first = await league.DrawnAsync(DoubleRandom(count: 1));
        var taken = Assert.Single(await league.TasksAsync(first)).EnterpriseCode;

        var second = await league.FreezeAsync(await league.PlanAsync(DoubleRandom(count: 2)));
        var elsewise = await league.FreezeAsync(await league.PlanAsync(DoubleRandom(count: 2) with { Matter = "燃气安全" }));
        var nextYear = await league.FreezeAsync(await league.PlanAsync(DoubleRandom(count: 2) with { FirstDay = new(2026, 1, 5), LastDay = new(2026, 1, 9) }));

        Assert.Equal((1, 2, 2), (second.FrameCount, elsewise.FrameCount, nextYear.FrameCount));
        Assert.DoesNotContain(taken, Encoding.UTF8.GetString(await league.FrameAsync(second)), StringComparison.Ordinal);
        Assert.Equal(CampaignFault.DrawnMeanwhile, await league.Draws.DrawAsync(raced.Id, raced.Revision, league.Bureau.Officer, Cancellation));
        Assert.Empty(await league.TasksAsync(raced));
    }

    [Theory, EngineData]
    public async Task WithoutInspectors_NothingIsFrozen(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        await league.Bureau.ExecuteAsync("UPDATE UserAccount SET IsDisabled = 1 WHERE Name = 'inspector'");
        var planned = await league.PlanAsync(DoubleRandom(count: 1));

        Assert.Equal(CampaignFault.NoInspector, await league.Freezer.FreezeAsync(planned.Id, planned.Revision, league.Bureau.Officer, Cancellation));
    }

    [Theory, EngineData]
    public async Task AList_IsTakenAsFarAsItsNumbersAreClear(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 6);
        var plan = CheckedLeague.Plan(new() { Basis = SampleBasis.Count, Count = 10 });
        var draft = CheckedLeague.Draft(CampaignKind.CaseCallback, plan with { Query = plan.Query with { IsList = true } }) with
        {
            // Both enterprises number their cases alike: a number alone is clear only with its enterprise.
            Cases = [new("0001", Sample.EnterpriseCode), new("0002", CheckedLeague.Gas), new("0003", null), new("9999", null), new("0001", CheckedLeague.Water)],
        };

        var planned = await league.PlanAsync(draft);
        var unclear = await league.Campaigns.ReadUnclearCasesAsync(planned.Id, league.Bureau.Officer, Cancellation);
        var frozen = await league.FreezeAsync(planned);

        Assert.Equal([(3, 2), (4, 0), (5, 0)], unclear.Select(line => (line.Number, line.Found)));
        Assert.Equal(2, frozen.FrameCount);
        Assert.Equal(draft.Cases, await league.Campaigns.ReadListAsync(frozen.Id, league.Bureau.Officer, Cancellation));
    }

    [Theory, EngineData]
    public async Task InProportionToHouseholds_TheLargerIsDrawnForCertain(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var draft = DoubleRandom(count: 1);
        draft = draft with { Plan = draft.Plan with { Query = new() { Size = SizeMeasure.Households }, Sample = draft.Plan.Sample with { Method = DrawMethod.Proportional, Count = 2 } } };

        var tasks = await league.TasksAsync(await league.DrawnAsync(draft));

        Assert.Equal(2, tasks.Count);
        Assert.All(tasks, task => Assert.Equal(1, task.Weight));
    }

    [Theory, EngineData]
    public async Task AFrameWithoutObjects_IsNotFrozen(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var planned = await league.PlanAsync(CheckedLeague.Draft());

        Assert.Equal(CampaignFault.EmptyFrame, await league.Freezer.FreezeAsync(planned.Id, planned.Revision, league.Bureau.Officer, Cancellation));
        Assert.Equal(CampaignState.Planned, (await league.ReadAsync(planned.Id)).State);
    }

    [Theory, EngineData]
    public async Task AStoredFrameThatWasChanged_IsNotDrawnFrom(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        var seeded = await league.SeedAsync(await league.FreezeAsync(await league.PlanAsync(CheckedLeague.Draft())));
        await league.Bureau.ExecuteAsync("DELETE FROM FramePart");

        Assert.Equal(CampaignFault.FrameDamaged, await league.Draws.DrawAsync(seeded.Id, seeded.Revision, league.Bureau.Officer, Cancellation));
        Assert.Equal(CampaignState.Seeded, (await league.ReadAsync(seeded.Id)).State);
    }

    private static CampaignDraft DoubleRandom(int count) =>
        CheckedLeague.Draft(CampaignKind.DoubleRandom, new() { Sample = new() { Basis = SampleBasis.Count, Count = count } });
}
