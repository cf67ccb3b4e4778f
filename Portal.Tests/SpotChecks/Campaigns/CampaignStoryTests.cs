using System.Security.Cryptography;
using System.Text;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Campaigns;

/// <summary>From the plan to the draw, on both engines.</summary>
public sealed class CampaignStoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ACampaign_IsPlanned_Frozen_Seeded_AndDrawn_EachStepRecorded(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);

        var planned = await league.PlanAsync(CheckedLeague.Draft());
        var frozen = await league.FreezeAsync(planned);
        var seeded = await league.SeedAsync(frozen);
        var drawn = await league.DrawAsync(seeded);

        Assert.Equal((CampaignState.Frozen, 80, 10), (frozen.State, frozen.FrameCount, frozen.SampleSize));
        Assert.Equal((CampaignState.Seeded, SeedSource.System, 64), (seeded.State, seeded.SeedSource, seeded.Seed!.Length));
        Assert.Equal((CampaignState.Drawn, "regulator-draw", 1), (drawn.State, drawn.Algorithm, drawn.AlgorithmVersion));
        var tasks = await league.TasksAsync(drawn);
        Assert.Equal(Enumerable.Range(1, 10), tasks.Select(task => task.DrawOrder));
        Assert.Equal(10, tasks.Select(task => task.RowId).Distinct().Count());
        Assert.All(tasks, task => Assert.Equal((SpotTaskState.Open, 8.0, "all"), (task.State, task.Weight, task.Stratum)));
        Assert.Equal(new DateOnly(2025, 12, 19), tasks[0].DueOn);
        Assert.Equal(["CampaignPlanned", "FrameFrozen", "SeedRecorded", "CampaignDrawn"], await league.Bureau.AuditAsync());
        Assert.Equal(
            [CampaignState.Planned, CampaignState.Frozen, CampaignState.Seeded, CampaignState.Drawn],
            (await league.Campaigns.ReadStepsAsync(drawn.Id, league.Bureau.Leader, Cancellation)).Select(step => step.State));
    }

    [Theory, EngineData]
    public async Task TheFrozenFile_IsWhatItsHashSays_AndNamesNobody(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);

        var frozen = await league.FreezeAsync(await league.PlanAsync(CheckedLeague.Draft(plan: CheckedLeague.Plan(
            new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 12 }, StratumKey.Channel, StratumKey.Rating))));
        var bytes = await league.FrameAsync(frozen);

        Assert.Equal(frozen.FrameSha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(frozen.FrameBytes, bytes.Length);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.Equal(FrameReading.Header, lines[0]);
        Assert.Equal(82, lines.Length);
        Assert.Matches(@"^1,channel=\d+ rating=(satisfied|dissatisfied|none),row,\d+,\w{18},1$", lines[1]);
        Assert.DoesNotContain("用户", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        var strata = await league.Campaigns.ReadStrataAsync(frozen.Id, league.Bureau.Officer, Cancellation);
        Assert.Equal((80, 12), (strata.Sum(stratum => stratum.Objects), strata.Sum(stratum => stratum.ToDraw)));
    }

    [Theory, EngineData]
    public async Task AStratifiedDraw_KeepsEveryQuota_AndWeighsEachObjectByItsStratum(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);

        var drawn = await league.DrawnAsync(CheckedLeague.Draft(plan: CheckedLeague.Plan(
            new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 20, MinimumPerStratum = 2 }, StratumKey.Enterprise, StratumKey.Rating)));

        var tasks = await league.TasksAsync(drawn);
        var strata = await league.Campaigns.ReadStrataAsync(drawn.Id, league.Bureau.Officer, Cancellation);
        Assert.Equal(6, strata.Count);
        Assert.All(strata, stratum => Assert.Equal(stratum.ToDraw, tasks.Count(task => task.Stratum == stratum.Stratum)));
        Assert.All(tasks, task => Assert.Equal((double)task.StratumSize / task.StratumDrawn, task.Weight));
        Assert.Equal(80, tasks.Sum(task => task.Weight), 6);
    }

    [Theory, EngineData]
    public async Task WhatIsDrawn_IsNeverDrawnAgain_AndWhatIsFrozenStays(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        var officer = league.Bureau.Officer;
        var drawn = await league.DrawnAsync(CheckedLeague.Draft());

        Assert.Equal(CampaignFault.WrongState, await league.Draws.DrawAsync(drawn.Id, drawn.Revision, officer, Cancellation));
        Assert.Equal(CampaignFault.WrongState, await league.Desk.RecordSeedAsync(drawn.Id, drawn.Revision, officer, Cancellation));
        Assert.Equal(CampaignFault.WrongState, await league.Freezer.FreezeAsync(drawn.Id, drawn.Revision, officer, Cancellation));
        Assert.Equal(CampaignFault.WrongState, await league.Desk.ChangeAsync(drawn.Id, drawn.Revision, CheckedLeague.Draft(), officer, Cancellation));
        Assert.Equal(CampaignFault.WrongState, await league.Desk.CancelAsync(drawn.Id, drawn.Revision, "不要了", officer, Cancellation));
        Assert.Equal(10, (await league.TasksAsync(drawn)).Count);
    }

    [Theory, EngineData]
    public async Task OfTwoDrawsAtOnce_OneDraws(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        var seeded = await league.SeedAsync(await league.FreezeAsync(await league.PlanAsync(CheckedLeague.Draft())));

        var faults = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => league.Draws.DrawAsync(seeded.Id, seeded.Revision, league.Bureau.Officer, Cancellation), Cancellation)));

        Assert.Single(faults, CampaignFault.None);
        Assert.Equal(10, (await league.TasksAsync(seeded)).Count);
    }

    [Theory, EngineData]
    public async Task ARevisionThatIsOld_AndSomebodyWithoutTheRight_ChangeNothing(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        var bureau = league.Bureau;
        var planned = await league.PlanAsync(CheckedLeague.Draft());
        Assert.Equal(CampaignFault.None, await league.Desk.ChangeAsync(planned.Id, planned.Revision, CheckedLeague.Draft() with { Name = "改名" }, bureau.Leader, Cancellation));

        Assert.Equal(CampaignFault.Changed, await league.Freezer.FreezeAsync(planned.Id, planned.Revision, bureau.Officer, Cancellation));
        Assert.Equal(CampaignFault.NotAllowed, await league.Freezer.FreezeAsync(planned.Id, planned.Revision + 1, bureau.Inspector, Cancellation));
        Assert.Equal(CampaignFault.NotFound, await league.Freezer.FreezeAsync(planned.Id, planned.Revision + 1, bureau.Stranger, Cancellation));
        Assert.Equal((CampaignFault.NotAllowed, 0), await league.Desk.PlanAsync(CheckedLeague.Draft(), bureau.Inspector, Cancellation));
        Assert.Equal((CampaignFault.NotFound, 0), await league.Desk.PlanAsync(CheckedLeague.Draft(), bureau.Stranger, Cancellation));
        Assert.Equal((CampaignFault.NotAllowed, 0), await league.Desk.PlanAsync(CheckedLeague.Draft(), bureau.Handler, Cancellation));
    }

    [Theory, EngineData]
    public async Task AnEnterprise_AndAnotherBureau_FindNoCampaign(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        var drawn = await league.DrawnAsync(CheckedLeague.Draft());

        foreach (var actor in new[] { league.Bureau.Handler, league.Bureau.Stranger, Actor.Nobody })
        {
            Assert.Null(await league.Campaigns.ReadAsync(drawn.Id, actor, Cancellation));
            Assert.Equal(0, (await league.Campaigns.ReadPageAsync(new(), actor, new(0, 10), Cancellation)).Total);
            Assert.Empty(await league.Campaigns.ReadTasksAsync(drawn.Id, actor, Cancellation));
            Assert.Empty(await league.Campaigns.ReadStrataAsync(drawn.Id, actor, Cancellation));
            Assert.Empty(await league.Campaigns.ReadStepsAsync(drawn.Id, actor, Cancellation));
            Assert.Null(await league.Campaigns.ReadSheetAsync(drawn.Id, actor, Cancellation));
            using var file = new MemoryStream();
            await league.Campaigns.CopyFrameAsync(drawn.Id, actor, file, Cancellation);
            Assert.Equal(0, file.Length);
        }

        Assert.Equal(1, (await league.Campaigns.ReadPageAsync(new(CampaignKind.LedgerCallback, CampaignState.Drawn, "十二月"), league.Bureau.Inspector, new(0, 10), Cancellation)).Total);
    }

    [Theory, EngineData]
    public async Task TheFrame_HoldsTheCampaignsJurisdictionOnly(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);

        var county = await league.FreezeAsync(await league.PlanAsync(CheckedLeague.Draft() with { JurisdictionCode = Bureau.County }));

        Assert.Equal(40, county.FrameCount);
        Assert.DoesNotContain(Sample.EnterpriseCode, Encoding.UTF8.GetString(await league.FrameAsync(county)), StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task ATypedSeed_NamesItsWitness(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        var frozen = await league.FreezeAsync(await league.PlanAsync(CheckedLeague.Draft()));
        Task<CampaignFault> TypeAsync(string seed, string witness) =>
            league.Desk.RecordSeedAsync(frozen.Id, frozen.Revision, seed, witness, league.Bureau.Officer, Cancellation);

        Assert.Equal(CampaignFault.Seed, await TypeAsync("", "王见证"));
        Assert.Equal(CampaignFault.Seed, await TypeAsync("12\n34", "王见证"));
        Assert.Equal(CampaignFault.Witness, await TypeAsync("03 14 15 92 65", " "));
        Assert.Equal(CampaignFault.None, await TypeAsync(" 03 14 15 92 65 ", "王见证"));

        var seeded = await league.ReadAsync(frozen.Id);
        Assert.Equal(("03 14 15 92 65", SeedSource.Witness, "王见证"), (seeded.Seed, seeded.SeedSource, seeded.Witness));
    }
}
