using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

/// <summary>Every requirement of the kind LIMIT (requirements §3): the rules it is shipped as, or why it is none.</summary>
public sealed class LimitRequirementTests
{
    private static readonly Limit[] s_limits =
    [
        None("S0-17", "a line staffed round the clock is no span between two events; it is tried by telephone tests"),
        Shipped("S0-36", "S0-36"),
        Shipped("S0-37", "S0-37"),
        Shipped("S0-38", "S0-38"),
        Shipped("S0-39", "S0-39"),
        Shipped("S0-40", "S0-40"),
        Shipped("S0-44", "S0-44"),
        Shipped("S0-78", "S0-78"),
        None("S1-13", "visits begin with the first day of heating and have no end: a share of the list, not a clock"),
        Shipped("S1-14", "S1-14"),
        Shipped("S1-16", "S1-18"), // the 20 ℃ line is the condition under which a fix and its re-test are owed
        Shipped("S1-18", "S1-18"),
        None("S1-21", "a number of households in a season: a threshold of the warnings"),
        None("S1-29", "duty round the clock in the heating season is no span between two events"),
        Shipped("S1-31", "S1-31"),
        Shipped("S1-35", "S1-35"),
        Shipped("S1-36", "S1-36"),
        Shipped("S1-37", "S1-37"),
        Shipped("S1-38", "S1-38"),
        Shipped("S1-39", "S1-39"),
        Shipped("S1-45", "S1-45"),
        Shipped("S1-47", "S1-47"),
        Shipped("S1-51", "S1-51"),
        None("S2-03", "human service round the clock is no span between two events"),
        Shipped("S2-11", "S2-11"),
        Shipped("S2-12", "S2-12"),
        Shipped("S2-18", "S2-18"),
        Shipped("S2-23", "S2-23", "S2-23F"),
        Shipped("S2-24", "S2-23", "S2-23F"), // the extension of both, to 5 days at most
        Shipped("S2-25", "S2-25", "S2-25F"),
        Shipped("S2-27", "S2-27"),
        Shipped("S2-30", "S2-30"),
        Shipped("S2-31", "S2-31"),
        Shipped("S2-34", "S2-34"),
        Shipped("S3-04", "S3-04"),
        Shipped("S3-05", "S3-05"),
        Shipped("S3-06", "S3-06"),
        Shipped("S3-07", "S3-07"),
        Shipped("S3-08", "S3-08"),
        Shipped("S4-39", "S4-39"),
        Shipped("S4-40", "S4-40"),
    ];

    private static readonly Dictionary<string, LimitRule> s_rules =
        RuleSets.Shipped.SelectMany(set => set.Rules).ToDictionary(rule => rule.Id);

    [Fact]
    public void EveryRequiredLimit_IsShipped_OrSaysWhyNot() =>
        Assert.All(s_limits, limit =>
        {
            Assert.True(limit.Rules.Count > 0 ^ limit.WhyNone is not null, limit.Id);
            Assert.All(limit.Rules, id => Assert.Contains(id, s_rules));
        });

    [Fact]
    public void EveryShippedRule_StandsForARequiredLimit_AndCitesIt()
    {
        Assert.Equal(s_limits.SelectMany(limit => limit.Rules).Distinct().Order(), s_rules.Keys.Order());
        Assert.All(s_rules.Values, rule =>
        {
            Assert.Equal(rule.Id.TrimEnd('F'), rule.Citation.Clause);
            Assert.Equal((rule.SetCode, rule.Id[..2]), (rule.Citation.Source, rule.SetCode));
        });
    }

    [Fact]
    public void WhatNoClockMeasures_StandsInTheHandbookWithItsReason()
    {
        var handbook = File.ReadAllText(Path.Combine(House.Repository.Root, "docs", "time-limits.md"));

        Assert.All(s_limits.Where(limit => limit.WhyNone is not null), limit => Assert.Contains($"| {limit.Id} |", handbook, StringComparison.Ordinal));
        Assert.All(s_rules.Keys, id => Assert.Contains($"| {id} |", handbook, StringComparison.Ordinal));
    }

    private static Limit Shipped(string id, params string[] rules) => new(id, rules, null);

    private static Limit None(string id, string why) => new(id, [], why);

    private sealed record Limit(string Id, IReadOnlyList<string> Rules, string? WhyNone);
}
