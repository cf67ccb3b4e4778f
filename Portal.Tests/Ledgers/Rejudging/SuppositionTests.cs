using System.Globalization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Ledgers.Rejudging;
using Portal.Tests.Ledgers.Cases;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Rejudging;

/// <summary>What can be tried on filed rows, and how its outcome compares.</summary>
public sealed class SuppositionTests
{
    private static readonly Actor s_officer = new("officer", "Officer", Role.RegulatorOfficer, RandomLedger.League);
    private static readonly Actor s_leader = new("leader", "Leader", Role.RegulatorLeader, RandomLedger.League);
    private static readonly WhatIfQuery s_nothing = new(null, null, null, null, null, null, "2025-11");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnOlderVersion_CanBeTriedOverTheOneInForce(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 6, 20, Cancellation);
        await PublishWithoutAsync(filed.Db, "S0-36");

        var shipped = RuleSets.Shipped.Single(set => set.Code == "S0").Version;
        WhatIfQuery Version(int number) => s_nothing with { Set = "S0", V = number.ToString(CultureInfo.InvariantCulture) };

        var newer = await TryAsync(filed.Db, Version(shipped + 1));
        var older = await TryAsync(filed.Db, Version(shipped));
        var newest = await TryAsync(filed.Db, s_nothing with { Set = "S0" });

        Assert.Equal(0, After(newer, "S0-36"));
        Assert.Equal(0, After(newest, "S0-36"));
        Assert.Equal(older!.Verdicts.Rows, After(older, "S0-36"));
        Assert.Equal(0, older.Verdicts.Changed); // the rows were filed under it
        Assert.Null(await TryAsync(filed.Db, Version(shipped + 2)));
        Assert.Null(await TryAsync(filed.Db, s_nothing with { Set = "S9" }));
        Assert.Null(await TryAsync(filed.Db, s_nothing with { Set = "S0", Rule = "S0-99", Change = "{\"off\":true}" }));
        Assert.Null(await TryAsync(filed.Db, s_nothing with { J = "110000" }));
    }

    [Theory, EngineData]
    public async Task OnlySoManyChangedRowsAreKept_AndAllAreCounted(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 6, 20, Cancellation);
        var supposition = await Suppositions(filed.Db).ReadAsync(s_nothing with { Set = "S0", Rule = "S0-36", Change = "{\"off\":true}" }, s_officer, Cancellation);

        var all = await WhatIf(filed.Db).TryAsync(EnterpriseScope.Of(s_officer), (new(2025, 11, 1), new(2025, 11, 1)), supposition!.Suppose, null, null, null, Cancellation);
        var few = await WhatIf(filed.Db).TryAsync(EnterpriseScope.Of(s_officer), (new(2025, 11, 1), new(2025, 11, 1)), supposition.Suppose, null, 5, null, Cancellation);

        Assert.True(all.Changed.Count > 5);
        Assert.Equal(all.Changed.Take(5), few.Changed);
        Assert.Equal(all.Verdicts.Changed, few.Verdicts.Changed);
    }

    [Fact]
    public void RulesOfOneTopic_AreSummed_WithoutWhatOneLeavesToAnother()
    {
        var topics = TopicComparison.Of(
            [
                new("S4-40", [0, 0, 0, 0, 0, 0], [3, 1, 0, 0, 16, 0]),
                new("S0-40", [15, 5, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]),
                new("S4-39", [0, 0, 0, 0, 0, 0], [14, 2, 0, 0, 4, 0]),
                new("X", [1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]),
            ],
            RuleDecisions.None.Topics());

        Assert.Equal([LimitTopic.Feedback, null], topics.Select(topic => topic.Topic));
        Assert.Equal(["S0-40", "S4-39", "S4-40"], topics[0].Rules.Select(rule => rule.RuleId));
        Assert.Equal([15, 5, 0, 0, 0, 0], topics[0].Sum.Before);
        Assert.Equal([17, 3, 0, 0, 0, 0], topics[0].Sum.After);
    }

    [Theory]
    [InlineData("what", "'what' is not known here")]
    [InlineData("version=x", "version:")]
    [InlineData("v=two", "v:")]
    [InlineData("p=2026-13", "p:")]
    [InlineData("set=S0&rule=S0-36&change=off", "change:")]
    [InlineData("set=S0&v=1&p=2025-11&j=159900", null)]
    public void AnAddressIsToldWhatIsWrongWithIt(string address, string? said)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery("?" + address);
        string? Value(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;

        var fault = WhatIfQuery.Fault(new(Value("version"), Value("set"), Value("v"), Value("rule"), Value("change"), Value("j"), Value("p")), query.Keys);

        Assert.StartsWith(said ?? "", fault ?? "", StringComparison.Ordinal);
        Assert.Equal(said is null, fault is null);
    }

    private static int After(WhatIfResult? result, string rule) =>
        result!.Verdicts.Lines.Where(line => line.RuleId == rule).Sum(line => line.After.Sum());

    private static async Task<WhatIfResult?> TryAsync(Db db, WhatIfQuery query) =>
        await Suppositions(db).ReadAsync(query, s_officer, Cancellation) is { } supposition
            ? await WhatIf(db).TryAsync(supposition.ScopeOf(s_officer), (supposition.Month, supposition.Month), supposition.Suppose, null, null, null, Cancellation)
            : null;

    private static async Task PublishWithoutAsync(Db db, string rule)
    {
        var versions = new RuleVersionStore(db, Sample.Audit(db), TimeProvider.System);
        var shipped = RuleSets.Shipped.Single(set => set.Code == "S0");
        var (_, id) = await versions.CreateAsync(shipped with { Rules = [.. shipped.Rules.Where(one => one.Id != rule)] }, "S0 v1", RandomLedger.League, s_officer, Cancellation);
        await versions.MoveAsync(id, 1, VersionStep.Submitted, null, null, s_officer, Cancellation);
        await versions.MoveAsync(id, 2, VersionStep.Approved, null, null, s_leader, Cancellation);
        Assert.Equal(VersionFault.None, await versions.MoveAsync(id, 3, VersionStep.Published, null, new DateOnly(2025, 1, 1), s_leader, Cancellation));
    }

    private static WhatIf WhatIf(Db db) => new(db, Sample.Rules(db), new EnterpriseStore(db), new JurisdictionStore(db));

    private static Suppositions Suppositions(Db db) => new(
        new RuleVersionStore(db, Sample.Audit(db), TimeProvider.System), Sample.Rules(db), new ScopeGate(new EnterpriseStore(db), new JurisdictionStore(db)), TimeProvider.System);
}
