using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Tests.Storage;
using Portal.TimeLimits.Rules.Versions;

namespace Portal.Tests.TimeLimits.Rules;

/// <summary>Versions written in the portal: their way, who takes which step, and that nothing typed is overwritten.</summary>
public sealed class RuleVersionTests
{
    private static readonly RuleSet s_newest = RuleSets.Shipped.Where(set => set.Code == RuleSets.DefaultCode).MaxBy(set => set.Version)!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void WhatIsWritten_OrGoesThroughTheForm_ComesBackTheSame()
    {
        foreach (var set in RuleSets.Shipped)
        {
            var read = RuleSetFile.Read(RuleSetText.Write(set));

            Assert.Empty(read.Problems);
            Assert.Equal(JsonSerializer.Serialize(set), JsonSerializer.Serialize(read.Set));
            Assert.Equal(JsonSerializer.Serialize(set.Rules), JsonSerializer.Serialize(set.Rules.Select(rule => new RuleDraft(rule).ToRule())));
        }
    }

    [Theory, EngineData]
    public async Task ADraft_IsSubmittedApprovedByASecondPersonAndPublished_ThenHoldsBelowItsJurisdiction(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        var id = await DraftAsync(world, RuleWorld.Officer);
        var draft = await ReadAsync(world, id);
        var changed = RuleSetFile.ReadDraft(draft.Version.Json).Set!;
        changed = changed with { Rules = [.. changed.Rules.Select(rule => rule.Id == "S0-37" ? rule with { Limit = new(90, LimitUnit.Minute) } : rule)] };

        Assert.Equal(VersionFault.None, await world.Versions.SaveAsync(id, 1, changed, RuleWorld.Officer, Cancellation));
        Assert.Equal(VersionFault.None, await MoveAsync(world, id, 2, VersionStep.Submitted, RuleWorld.Officer));
        Assert.Equal(VersionFault.None, await MoveAsync(world, id, 3, VersionStep.Approved, RuleWorld.Leader));
        Assert.Equal(VersionFault.EffectiveFrom, await MoveAsync(world, id, 4, VersionStep.Published, RuleWorld.Leader));
        Assert.Equal(VersionFault.None, await world.Versions.MoveAsync(id, 4, VersionStep.Published, null, new(2026, 4, 1), RuleWorld.Leader, Cancellation));

        var rules = await world.Book.ReadRulesAsync("152501", Cancellation);
        Assert.Equal(s_newest.Version + 1, rules.On(new(2026, 4, 1), [Sector.Heat]).Version);
        Assert.Equal(new LimitSpan(90, LimitUnit.Minute), rules.On(new(2026, 4, 1), [Sector.Heat]).Rules.Single(rule => rule.Id == "S0-37").Limit);
        Assert.Equal(s_newest.Version, rules.On(new(2026, 3, 31), [Sector.Heat]).Version);
        Assert.Equal(s_newest.Version, (await world.Book.ReadRulesAsync("15", Cancellation)).On(new(2026, 4, 1), [Sector.Heat]).Version);
        Assert.Equal(
            [VersionStep.Created, VersionStep.Edited, VersionStep.Submitted, VersionStep.Approved, VersionStep.Published],
            (await ReadAsync(world, id)).History.Select(line => line.Step));
    }

    [Theory, EngineData]
    public async Task WhoHasWrittenInAVersion_DoesNotApproveIt(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        var id = await DraftAsync(world, RuleWorld.Officer);
        var set = RuleSetFile.ReadDraft((await ReadAsync(world, id)).Version.Json).Set!;
        await world.Versions.SaveAsync(id, 1, set, RuleWorld.Leader, Cancellation);
        await MoveAsync(world, id, 2, VersionStep.Submitted, RuleWorld.Officer);

        Assert.Equal(VersionFault.OwnWork, await MoveAsync(world, id, 3, VersionStep.Approved, RuleWorld.Leader));
        Assert.Equal(VersionFault.NotAllowed, await MoveAsync(world, id, 3, VersionStep.Approved, RuleWorld.Officer));
        var other = RuleWorld.Leader with { Name = "second-leader" };
        Assert.Equal(VersionFault.None, await MoveAsync(world, id, 3, VersionStep.Approved, other));
    }

    [Theory, EngineData]
    public async Task TwoEditorsOfOneDraft_TheSecondIsTold_AndOverwritesNothing(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        var id = await DraftAsync(world, RuleWorld.Officer);
        var set = RuleSetFile.ReadDraft((await ReadAsync(world, id)).Version.Json).Set!;

        Assert.Equal(VersionFault.None, await world.Versions.SaveAsync(id, 1, set with { Name = new("甲", "First") }, RuleWorld.Officer, Cancellation));
        Assert.Equal(VersionFault.Changed, await world.Versions.SaveAsync(id, 1, set with { Name = new("乙", "Second") }, RuleWorld.Leader, Cancellation));

        Assert.Equal("甲", RuleSetFile.ReadDraft((await ReadAsync(world, id)).Version.Json).Set!.Name.Zh);
    }

    [Theory, EngineData]
    public async Task AFaultyDraft_IsKept_AndNotSubmitted_AndOneOfElsewhereIsNotFound(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        var id = await DraftAsync(world, RuleWorld.Officer);
        var set = RuleSetFile.ReadDraft((await ReadAsync(world, id)).Version.Json).Set!;
        await world.Versions.SaveAsync(id, 1, set with { Rules = [set.Rules[0] with { Id = "" }] }, RuleWorld.Officer, Cancellation);

        Assert.Equal(VersionFault.Faulty, await MoveAsync(world, id, 2, VersionStep.Submitted, RuleWorld.Officer));
        Assert.Single(RuleSetFile.ReadDraft((await ReadAsync(world, id)).Version.Json).Set!.Rules);
        var elsewhere = RuleWorld.Officer with { Scope = "152502" };
        Assert.Equal(VersionFault.NotFound, await MoveAsync(world, id, 2, VersionStep.Withdrawn, elsewhere));
        Assert.Null(await world.Versions.ReadAsync(id, elsewhere, Cancellation));
    }

    /// <summary>Whatever steps are tried in whatever order: published means submitted and then approved by a leader who wrote nothing.</summary>
    [Fact]
    public void AnyOrderOfSteps_PublishesOnlyWhatASecondPersonHasApproved() => Prop
        .ForAll(Gen.Choose(0, 23).ArrayOf(14).ToArbitrary(), Tried)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static void Tried(int[] tries)
    {
        Actor[] actors = [RuleWorld.Officer, RuleWorld.Leader, RuleWorld.Leader with { Name = "second-leader" }, new("inspector", "", Role.Inspector, "1525")];
        var version = new RuleSetVersion { Id = 1, JurisdictionCode = "1525", SetCode = "S0", Version = 2, State = VersionState.Draft, Revision = 1, Json = "" };
        var history = new List<VersionEvent> { Event(VersionStep.Created, actors[tries[0] % 3]) };
        foreach (var number in tries)
        {
            var step = (VersionStep)((number % 6) + 2);
            var actor = actors[number / 6];
            if (RuleVersionRules.Check(version, history, step, actor) is not VersionFault.None)
            {
                continue;
            }

            Assert.False(version.State is VersionState.Published or VersionState.Withdrawn);
            version = version with { State = RuleVersionRules.Next(version.State, step)!.Value };
            history.Add(Event(step, actor));
        }

        if (version.State is VersionState.Published)
        {
            var approval = history.FindLastIndex(line => line.Step is VersionStep.Approved);
            Assert.True(history.FindLastIndex(line => line.Step is VersionStep.Submitted) < approval);
            Assert.DoesNotContain(history[approval].ByName, RuleVersionRules.Authors(history.Take(approval)));
            Assert.DoesNotContain(history.Skip(approval), line => line.Step is VersionStep.Edited);
        }

        static VersionEvent Event(VersionStep step, Actor by) => new() { VersionId = 1, Step = step, ByName = by.Name, AtUtc = default };
    }

    [Fact]
    public void Findings_NameGapsAndRulesThatNeverHold()
    {
        var shipped = RuleSets.Shipped[0];
        var set = shipped with
        {
            Sectors = [Sector.Heat, Sector.Water],
            Rules =
            [
                shipped.Rules[0] with { AppliesWhen = new() { Sectors = [Sector.Heat] } },
                shipped.Rules[1] with { AppliesWhen = new() { Sectors = [Sector.Gas] } },
                shipped.Rules[2] with { AppliesWhen = new() { Channels = [Channel.Call], ExceptChannels = [Channel.Call] } },
            ],
        };

        var findings = RuleFindings.Of(set, []);

        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Gap, Code: "sector" } && finding.Args.Contains(Sector.Water) && finding.Args.Contains(LimitTopic.Respond));
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Unreachable, Code: "no-sector", Entry: "S0-37" });
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Unreachable, Code: "no-channel", Entry: "S0-38" });
    }

    private static async Task<long> DraftAsync(RuleWorld world, Actor by)
    {
        var (fault, id) = await world.Versions.CreateAsync(s_newest, s_newest.Code, "1525", by, Cancellation);
        Assert.Equal(VersionFault.None, fault);
        return id;
    }

    private static async Task<VersionWithHistory> ReadAsync(RuleWorld world, long id) => (await world.Versions.ReadAsync(id, RuleWorld.Officer, Cancellation))!;

    private static Task<VersionFault> MoveAsync(RuleWorld world, long id, int revision, VersionStep step, Actor by) =>
        world.Versions.MoveAsync(id, revision, step, "理由", null, by, Cancellation);
}
