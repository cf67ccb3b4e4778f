using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

public sealed class EffectiveRulesTests
{
    // Province 15, league 1525, two banners. S1 speaks of heat only, as its source does.
    private static readonly Dictionary<string, string[]> s_chains = new()
    {
        ["15"] = ["15"],
        ["1525"] = ["1525", "15"],
        ["152501"] = ["152501", "1525", "15"],
        ["152502"] = ["152502", "1525", "15"],
    };

    private static readonly RuleSet[] s_sets =
    [
        Set("S0", 1, to: new(2025, 6, 30)), Set("S0", 2, from: new(2025, 7, 1)),
        Set("S1", 1) with { Sectors = [Sector.Heat] },
        Set("S4", 1, from: new(2025, 1, 1)),
    ];

    [Theory]
    [InlineData("152501", "2024-05-01", "S0")] // nobody has adopted anything yet
    [InlineData("152501", "2024-11-01", "S1")] // the league's adoption is inherited, from its first day
    [InlineData("1525", "2024-11-01", "S1")]
    [InlineData("15", "2024-11-01", "S0")] // it does not reach upwards
    [InlineData("152502", "2025-02-28", "S1")]
    [InlineData("152502", "2025-03-01", "S4")] // the banner's own adoption is nearer
    [InlineData("152501", "2025-03-01", "S1")] // and binds no neighbour
    public void NearestAdoptionInForce_Holds(string jurisdiction, string receivedOn, string expected)
    {
        var rules = Rules(jurisdiction, Adopt("1525", "S1", "2024-11-01"), Adopt("152502", "S4", "2025-03-01"));

        Assert.Equal(expected, rules.On(Day(receivedOn), [Sector.Heat]).Code);
    }

    [Fact]
    public void LaterAdoptionOfTheSameJurisdiction_TakesOver_AndOfTheSameDay_TheLaterDecision()
    {
        var rules = Rules(
            "1525",
            Adopt("1525", "S4", "2025-03-01", id: 3),
            Adopt("1525", "S1", "2024-11-01", id: 1),
            Adopt("1525", "S0", "2025-03-01", id: 2));

        Assert.Equal("S1", rules.On(new(2025, 2, 28), [Sector.Heat]).Code);
        Assert.Equal("S4", rules.On(new(2025, 3, 1), [Sector.Heat]).Code);
    }

    [Fact]
    public void SetThatIsSilentOnATrade_LeavesItTheLimitsItHad()
    {
        var rules = Rules("152501", Adopt("152501", "S1", "2024-01-01"));

        Assert.Equal("S1", rules.On(new(2024, 11, 1), [Sector.Heat]).Code);
        Assert.Equal("S0", rules.On(new(2024, 11, 1), [Sector.Water]).Code);
    }

    [Fact]
    public void AdoptedSetNotYetInForce_IsPassedOver()
    {
        var rules = Rules("152501", Adopt("152501", "S4", "2024-01-01"));

        Assert.Equal("S0", rules.On(new(2024, 12, 31), [Sector.Gas]).Code);
        Assert.Equal("S4", rules.On(new(2025, 1, 1), [Sector.Gas]).Code);
    }

    [Theory]
    [InlineData("2025-06-30", 1)]
    [InlineData("2025-07-01", 2)]
    public void VersionInForceOnTheDayOfReceipt_Holds(string receivedOn, int version) =>
        Assert.Equal(version, Rules("15").On(Day(receivedOn), [Sector.Gas]).Version);

    [Fact]
    public void AdoptionOfASetThatIsGone_IsNotPassedOverInSilence() =>
        Assert.Contains("S9", Assert.Throws<InvalidDataException>(() => Rules("15", Adopt("15", "S9", "2024-01-01"))).Message, StringComparison.Ordinal);

    private static EffectiveRules Rules(string jurisdiction, params RuleSetAdoption[] adoptions) =>
        new(s_sets, adoptions, s_chains[jurisdiction]);

    private static RuleSetAdoption Adopt(string jurisdiction, string set, string from, int id = 1) => new()
    {
        Id = id,
        JurisdictionCode = jurisdiction,
        SetCode = set,
        EffectiveFrom = Day(from),
        AdoptedAtUtc = default,
        AdoptedBy = "test",
    };

    private static RuleSet Set(string code, int version, DateOnly? from = null, DateOnly? to = null) => new()
    {
        Code = code,
        Version = version,
        Name = new(code, code),
        Source = new(code, code),
        EffectiveFrom = from,
        EffectiveTo = to,
        Rules = [],
    };

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
