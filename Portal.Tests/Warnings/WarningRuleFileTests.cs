using System.Xml.Linq;
using Portal.Data.Warnings;
using Portal.Tests.House;

namespace Portal.Tests.Warnings;

/// <summary>The shipped rules: cited, within their own limits, and said in both languages.</summary>
public sealed class WarningRuleFileTests
{
    [Fact]
    public void EveryCode_HasOneRule_WithACitation()
    {
        Assert.Equal(Enum.GetValues<WarningRuleCode>(), WarningRuleFile.Shipped.Select(rule => rule.Code));
        Assert.All(WarningRuleFile.Shipped, rule => Assert.NotEmpty(rule.Citations));
        Assert.All(WarningRuleFile.Shipped.SelectMany(rule => rule.Citations), citation => Assert.Matches("^S[0-4]-[0-9]{2}$", citation.Clause));
    }

    [Theory]
    [InlineData(WarningRuleCode.ManyHouseholds, "households", 10, "S1-21")]
    [InlineData(WarningRuleCode.RepeatedComplaint, "moreThan", 2, "S2-51")]
    [InlineData(WarningRuleCode.ReturnedOften, "moreThan", 2, "S2-50")]
    public void WhatASourceGives_IsTheSourcesNumber_AndNoLocalDefault(WarningRuleCode code, string key, int value, string clause)
    {
        var rule = WarningRuleFile.Of(code);
        var number = rule.Numbers.Single(number => number.Key == key);

        Assert.Equal((value, false), (number.Value, number.IsLocalDefault));
        Assert.Contains(clause, rule.Citations.Select(citation => citation.Clause));
    }

    [Fact]
    public void WhatNoSourceGives_IsMarked()
    {
        string[] given = ["households ManyHouseholds", "moreThan RepeatedComplaint", "moreThan ReturnedOften"];

        Assert.All(
            WarningRuleFile.Shipped.SelectMany(rule => rule.Numbers, (rule, number) => (Name: $"{number.Key} {rule.Code}", number.IsLocalDefault)),
            number => Assert.NotEqual(number.IsLocalDefault, given.Contains(number.Name)));
        Assert.All(WarningRuleFile.Shipped.SelectMany(rule => rule.Lists), list => Assert.True(list.IsLocalDefault));
    }

    [Fact]
    public void ShippedParameters_AreSound_AndSurviveBeingStored()
    {
        foreach (var rule in WarningRuleFile.Shipped)
        {
            Assert.Null(WarningRuleCheckRules.Check(rule, rule.Defaults));
            var stored = WarningSettings.FromJson(rule.Defaults.ToJson());
            Assert.Equal(rule.Defaults.Numbers, stored.Numbers);
            Assert.Equal(rule.Defaults.Lists.Select(list => list.Key), stored.Lists.Select(list => list.Key));
            Assert.All(rule.Lists, list => Assert.Equal(list.Values, stored.Lists[list.Key]));
        }
    }

    [Fact]
    public void ANumberOutsideItsLimits_AMissingOne_AndAStrangeWord_AreFaults()
    {
        var rule = WarningRuleFile.Of(WarningRuleCode.ManyHouseholds);

        Assert.Equal((WarningRuleFault.Number, "households"), WarningRuleCheckRules.Check(rule, Facts.Shipped(rule.Code, ("households", 1))));
        Assert.Equal((WarningRuleFault.Number, "households"), WarningRuleCheckRules.Check(rule, rule.Defaults with { Numbers = new Dictionary<string, int>() }));
        Assert.Equal((WarningRuleFault.Number, ""), WarningRuleCheckRules.Check(rule, Facts.Shipped(rule.Code, ("unheard-of", 1))));
        Assert.Equal(
            (WarningRuleFault.List, "sectors"),
            WarningRuleCheckRules.Check(rule, rule.Defaults with { Lists = new Dictionary<string, IReadOnlyList<string>>(rule.Defaults.Lists) { ["sectors"] = ["Steam"] } }));
    }

    [Fact]
    public void EveryCodeAndParameter_HasItsWords()
    {
        var words = XDocument.Load(Path.Combine(Repository.Root, "Portal", "Warnings", "WarningWords.resx")).Root!
            .Elements("data").Select(data => data.Attribute("name")!.Value).ToHashSet();
        IEnumerable<string> needed =
        [
            .. Enum.GetNames<WarningRuleCode>().SelectMany(code => new[] { $"WarningRuleCode_{code}", $"Rule_{code}", $"Seen_{code}", $"Known_{code}", $"Parameter_amount_{code}" }),
            .. Enum.GetNames<WarningSeverity>().Select(code => $"WarningSeverity_{code}"),
            .. Enum.GetNames<WarningState>().Select(code => $"WarningState_{code}"),
            .. Enum.GetNames<WarningAct>().SelectMany(code => new[] { $"WarningAct_{code}", $"Done_{code}" }),
            .. new[] { "Acknowledge", "Close", "CallFalse", "Dispute", "Uphold" }.Select(code => $"Answered_{code}"),
            .. Enum.GetNames<WarningFault>().Where(code => code != "None").Select(code => $"Fault_{code}"),
            .. Enum.GetNames<WarningRuleFault>().Where(code => code != "None").Select(code => $"RuleFault_{code}"),
            .. WarningRuleFile.Shipped.SelectMany(rule => rule.Numbers.Select(number => number.Key).Concat(rule.Lists.Select(list => list.Key))).Select(key => $"Parameter_{key}"),
        ];

        Assert.Empty(needed.Except(words));
    }
}
