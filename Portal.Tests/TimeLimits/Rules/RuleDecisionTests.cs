using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Tests.Storage;

namespace Portal.Tests.TimeLimits.Rules;

/// <summary>Overrides, seasons and adoptions: who may decide them, how far they reach, and from when they are known.</summary>
public sealed class RuleDecisionTests
{
    private static readonly DateOnly s_march = new(2026, 3, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnOverride_HoldsBelowItsJurisdiction_FromItsDay_AndKeepsIdAndCitation(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);

        var answer = await world.Desk.OverrideAsync(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", new() { Limit = new(3, LimitUnit.Hour) }, s_march), Cancellation);

        Assert.Equal(RuleFault.None, answer.Fault);
        var rules = await world.Book.ReadRulesAsync("152501", Cancellation);
        var rule = rules.On(s_march, [Sector.Heat]).Rules.Single(rule => rule.Id == "S0-37");
        Assert.Equal(new LimitSpan(3, LimitUnit.Hour), rule.Limit);
        Assert.Equal(("leader", "地广人稀", "1525", s_march), (rule.Override!.DecidedBy, rule.Override.Reason, rule.Override.JurisdictionCode, rule.Override.EffectiveFrom));
        Assert.Equal("S0-37", rule.Citation.Clause);
        Assert.Equal(2, Limit(rules, s_march.AddDays(-1)));
        Assert.Equal(2, Limit(await world.Book.ReadRulesAsync("15", Cancellation), s_march));
    }

    [Theory, EngineData]
    public async Task NearestOverride_HasTheLastWord_AndWhatItLeavesOpenComesFromAbove(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        await world.Desk.OverrideAsync(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", new() { Limit = new(3, LimitUnit.Hour), Hardness = Hardness.Soft }, s_march), Cancellation);
        await world.Desk.OverrideAsync(RuleWorld.Leader, RuleWorld.Override("152501", "S0-37", new() { Limit = new(4, LimitUnit.Hour) }, s_march), Cancellation);

        var rule = (await world.Book.ReadRulesAsync("152501", Cancellation)).On(s_march, [Sector.Heat]).Rules.Single(rule => rule.Id == "S0-37");

        Assert.Equal((4, Hardness.Soft), (rule.Limit.Amount, rule.Hardness));
        Assert.Equal(3, Limit(await world.Book.ReadRulesAsync("152502", Cancellation), s_march));
    }

    [Theory, EngineData]
    public async Task AnOverride_CanGiveLengthsByDiameter_AndOneLengthForAllAgain(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        PipeLimit[] lengths = [new(new(null, false, 600, false), new(12, LimitUnit.Hour)), new(new(600, true, null, false), new(36, LimitUnit.Hour))];
        async Task<LimitRule> RuleAsync() => (await world.Book.ReadRulesAsync("1525", Cancellation)).On(s_march, [Sector.Heat]).Rules.Single(rule => rule.Id == "S0-37");

        Assert.Equal(RuleFault.None, (await world.Desk.OverrideAsync(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", new() { ByPipe = lengths }, s_march), Cancellation)).Fault);
        Assert.Equal(lengths, (await RuleAsync()).ByPipe);
        var twice = await world.Desk.OverrideAsync(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", new() { ByPipe = [lengths[0], lengths[0]] }, s_march), Cancellation);
        Assert.Equal((RuleFault.Faulty, "byPipe"), (twice.Fault, twice.Problems[0].Property));

        await world.Desk.OverrideAsync(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", new() { Limit = new(3, LimitUnit.Hour) }, s_march), Cancellation);
        Assert.Equal((0, 3), ((await RuleAsync()).ByPipe.Count, (await RuleAsync()).Limit.Amount));
    }

    [Theory, EngineData]
    public async Task EndingAnOverride_IsARecordOfItsOwn_AndTheRuleHoldsAgainFromTheNextDay(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        await world.Desk.OverrideAsync(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", new() { IsOff = true }, s_march), Cancellation);
        var before = world.Clock.Now.UtcDateTime;
        var decision = Assert.Single((await world.Book.ReadDecisionsAsync(Cancellation)).Overrides);
        world.Clock.Pass(TimeSpan.FromHours(1));

        Assert.Equal(RuleFault.None, await world.Desk.EndAsync(RuleWorld.Leader, decision, s_march.AddDays(9), "不再需要", Cancellation));
        Assert.Equal(RuleFault.Gone, await world.Desk.EndAsync(RuleWorld.Leader, decision, s_march.AddDays(5), "再来一次", Cancellation));

        var history = await world.Book.ReadHistoryAsync("1525", Cancellation);
        Assert.Null(LimitOrOff(history.Latest, s_march.AddDays(9)));
        Assert.Equal(2, LimitOrOff(history.Latest, s_march.AddDays(10)));
        Assert.Null(LimitOrOff(history.AsOf(before), s_march.AddDays(10)));
        var line = history.Latest.Table(s_march, [Sector.Heat]).Single(line => line.Source.Id == "S0-37");
        Assert.Null(line.Rule);
        Assert.Equal("不再需要", line.Overrides.Single().End!.Reason);
    }

    [Theory, EngineData]
    public async Task WhatMakesNoSense_OrIsNotTheirs_IsRefusedAndStoresNothing(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        var change = new RuleChange { Limit = new(3, LimitUnit.Hour) };
        Task<RuleAnswer> Decide(Actor actor, RuleOverride decision) => world.Desk.OverrideAsync(actor, decision, Cancellation);

        Assert.Equal(RuleFault.NotAllowed, (await Decide(RuleWorld.Officer, RuleWorld.Override("1525", "S0-37", change, s_march))).Fault);
        Assert.Equal(RuleFault.OutOfScope, (await Decide(RuleWorld.Leader, RuleWorld.Override("15", "S0-37", change, s_march))).Fault);
        Assert.Equal(RuleFault.Reason, (await Decide(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", change, s_march) with { Reason = "?" })).Fault);
        Assert.Equal(RuleFault.NoChange, (await Decide(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", new(), s_march))).Fault);
        Assert.Equal(RuleFault.UnknownRule, (await Decide(RuleWorld.Leader, RuleWorld.Override("1525", "S0-99", change, s_march))).Fault);
        Assert.Equal(RuleFault.FirstDay, (await Decide(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", change, DateOnly.MinValue))).Fault);
        Assert.Equal(RuleFault.Days, (await Decide(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", change, s_march, s_march.AddDays(-1)))).Fault);
        var faulty = await Decide(RuleWorld.Leader, RuleWorld.Override("1525", "S0-37", new() { DayBoundary = DayBoundary.EndOfDay }, s_march));
        Assert.Equal((RuleFault.Faulty, "S0-37"), (faulty.Fault, faulty.Problems[0].Entry));

        Assert.Empty((await world.Book.ReadDecisionsAsync(Cancellation)).Overrides);
    }

    [Theory, EngineData]
    public async Task HeatingSeason_NearestJurisdictionDecides_AndItsLatestEntry_UntilTakenBack(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        async Task<HeatingSeason> SeasonOf(string place) => (await world.Seasons.ReadAsync(place, Cancellation)).Starting(2025);

        Assert.Equal(HeatingSeasonFault.None, await world.Desk.SetSeasonAsync(RuleWorld.Officer, "1525", 2025, new(2025, 10, 1), new(2026, 4, 30), Cancellation));
        Assert.Equal(HeatingSeasonFault.None, await world.Desk.SetSeasonAsync(RuleWorld.Officer, "152501", 2025, new(2025, 9, 20), new(2026, 5, 10), Cancellation));
        Assert.Equal(HeatingSeasonFault.FromDay, await world.Desk.SetSeasonAsync(RuleWorld.Officer, "1525", 2025, new(2025, 4, 1), new(2026, 4, 30), Cancellation));
        Assert.Equal(HeatingSeasonFault.OutOfScope, await world.Desk.SetSeasonAsync(RuleWorld.Officer, "15", 2025, new(2025, 10, 1), new(2026, 4, 30), Cancellation));

        Assert.Equal((new DateOnly(2025, 9, 20), "152501"), ((await SeasonOf("152501")).From, (await SeasonOf("152501")).JurisdictionCode));
        Assert.Equal(new DateOnly(2025, 10, 1), (await SeasonOf("152502")).From);
        Assert.True((await SeasonOf("15")).IsLocalDefault);
        Task<HeatingSeasonFault> Set(int year, DateOnly from, DateOnly to) => world.Desk.SetSeasonAsync(RuleWorld.Officer, "1525", year, from, to, Cancellation);
        Assert.Equal(HeatingSeasonFault.Length, await Set(2026, new(2026, 12, 30), new(2027, 1, 2)));
        Assert.Equal(HeatingSeasonFault.Length, await Set(2026, new(2026, 7, 1), new(2027, 6, 30)));
        Assert.Equal(HeatingSeasonFault.StartYear, await Set(-5, new(2026, 10, 1), new(2027, 4, 30)));
        await world.Desk.SetSeasonAsync(RuleWorld.Officer, "152501", 2025, null, null, Cancellation);
        Assert.Equal("1525", (await SeasonOf("152501")).JurisdictionCode);
    }

    [Theory, EngineData]
    public async Task Calendars_AreLoadedByTheBureauThatHasAllEnterprises_OrOneAboveIt(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        Task<bool> May(string place) => world.Desk.MayLoadCalendarsAsync(new("officer", "Officer", Role.RegulatorOfficer, place), Cancellation);
        Enterprise Of(string code, string place) => new() { Code = code, Name = code, NameEn = code, JurisdictionCode = place, Sectors = [Sector.Heat] };

        Assert.Equal((true, false), (await May("15"), await May("1525"))); // no enterprise yet: the root
        await new EnterpriseStore(world.Db).AppendAsync([Of("10000000000000000Y", "152501")], Cancellation);
        Assert.Equal((true, true, true, false), (await May("15"), await May("1525"), await May("152501"), await May("152502")));
        await new EnterpriseStore(world.Db).AppendAsync([Of("01000000000000000W", "152502")], Cancellation);
        Assert.Equal((true, true, false, false), (await May("15"), await May("1525"), await May("152501"), await May("152502")));
        Assert.False(await world.Desk.MayLoadCalendarsAsync(RuleWorld.Officer with { Role = Role.Auditor }, Cancellation));
    }

    [Theory, EngineData]
    public async Task ASetPublishedElsewhere_CannotBeAdopted(Engine engine)
    {
        await using var world = await RuleWorld.CreateAsync(engine, Cancellation);
        var own = RuleSets.Shipped[0] with { Code = "LOCAL", Version = 1 };
        var (_, id) = await world.Versions.CreateAsync(own, null, "152501", RuleWorld.Officer, Cancellation);
        await world.Versions.MoveAsync(id, 1, VersionStep.Submitted, null, null, RuleWorld.Officer, Cancellation);
        await world.Versions.MoveAsync(id, 2, VersionStep.Approved, null, null, RuleWorld.Leader, Cancellation);
        Assert.Equal(VersionFault.None, await world.Versions.MoveAsync(id, 3, VersionStep.Published, null, s_march, RuleWorld.Leader, Cancellation));

        Assert.Equal(RuleFault.UnknownSet, await world.Desk.AdoptAsync(RuleWorld.Leader, "LOCAL", "152502", s_march, Cancellation));
        Assert.Equal(RuleFault.None, await world.Desk.AdoptAsync(RuleWorld.Leader, "LOCAL", "152501", s_march, Cancellation));
    }

    [Theory]
    [InlineData("2025-09-30", Verdict.NotApplicable)]
    [InlineData("2025-10-01", Verdict.OpenOverdue)] // the league's own season has begun, the default one has not
    [InlineData("2026-04-30", Verdict.OpenOverdue)]
    [InlineData("2026-05-01", Verdict.NotApplicable)]
    public void ARuleForTheHeatingSeason_HoldsInTheJurisdictionsOwn(string received, Verdict expected)
    {
        var shipped = RuleSets.Shipped[0];
        var set = shipped with { Rules = [shipped.Rules[0] with { AppliesWhen = new() { HeatingOnly = true } }] };
        var entry = new HeatingSeasonEntry { Id = 1, JurisdictionCode = "1525", StartYear = 2025, FromDay = new(2025, 10, 1), ToDay = new(2026, 4, 30), SetBy = "", SetAtUtc = default };
        var rules = new EffectiveRules([set], [], ["1525"], [], new HeatingSeasons([entry], ["1525"]));
        var at = DateTime.Parse(received, System.Globalization.CultureInfo.InvariantCulture).AddHours(9);
        var facts = new CaseFacts
        {
            Sectors = [Sector.Heat],
            Channel = Channel.Call,
            RequestClass = RequestClass.Repair,
            ComplaintType = ComplaintType.FaultRepair,
            Urgency = Urgency.Routine,
            [CaseEvent.Received] = at,
        };

        var receipt = Assert.Single(TimeLimitRules.Judge(rules.On(DateOnly.FromDateTime(at), [Sector.Heat]).Rules, facts, CalendarFile.Shipped, at.AddDays(1)));

        Assert.Equal(expected, receipt.Verdict);
    }

    private static int Limit(EffectiveRules rules, DateOnly day) => rules.On(day, [Sector.Heat]).Rules.Single(rule => rule.Id == "S0-37").Limit.Amount;

    private static int? LimitOrOff(EffectiveRules rules, DateOnly day) => rules.On(day, [Sector.Heat]).Rules.SingleOrDefault(rule => rule.Id == "S0-37")?.Limit.Amount;
}
