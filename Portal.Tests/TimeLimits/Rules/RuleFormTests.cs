using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.TimeLimits;
using Portal.Tests.House;
using Portal.TimeLimits;
using Portal.TimeLimits.Rules;
using Portal.TimeLimits.Rules.Versions;

namespace Portal.Tests.TimeLimits.Rules;

/// <summary>A form never drops what was typed: it takes it over, or says at the field why it cannot and keeps it.</summary>
public sealed class RuleFormTests : BunitContext
{
    public RuleFormTests() => Services.AddLocalization().AddSingleton<LimitTexts>().AddSingleton<RuleTexts>();

    public static TheoryData<string> ShippedRules => [.. RuleSets.Shipped.SelectMany(set => set.Rules).Select(rule => rule.Id).Distinct()];

    [Theory, MemberData(nameof(ShippedRules))]
    public void AShippedRule_OpenedAndTakenOver_StaysAsItIs(string id)
    {
        var rule = RuleSets.Shipped.SelectMany(set => set.Rules).First(rule => rule.Id == id);
        var draft = new RuleDraft(rule);

        Assert.Empty(draft.Faults);
        Assert.Equal(Text(rule), Text(draft.ToRule()));
    }

    [Theory, UseCulture("zh-CN")]
    [InlineData("#f-amount", "1.5", "请填写 0 至 10000 之间的整数。")]
    [InlineData("#f-amount", "99999999999", "请填写 0 至 10000 之间的整数。")]
    [InlineData("#f-amount", "", "请填写 0 至 10000 之间的整数。")]
    [InlineData("#f-dn-from", "abc", "请填写 0 至 9999 之间的整数。")]
    [InlineData("#f-id", "<script>", "由字母、数字、点和连字符组成，以字母或数字开头，最多 40 个字符。")]
    [InlineData("#f-sf", "99-99", "请填写 MM-dd 形式的日子，如 10-15。")]
    [InlineData("#f-st", "abcde", "请填写 MM-dd 形式的日子，如 10-15。")]
    public void WhatCannotBeTaken_IsSaidAtItsField_KeptAsTyped_AndTakesNothingOver(string field, string typed, string said)
    {
        var (form, taken) = Open();
        form.Find("#f-season").Change(nameof(SeasonChoice.Days));
        form.Find("#f-sf").Change("10-15");
        form.Find("#f-st").Change("04-15");

        form.Find(field).Change(typed);
        form.Find(".actions .button-main").Click();

        Assert.Equal(typed, form.Find(field).GetAttribute("value"));
        Assert.Equal(said, form.Find(field).ParentElement!.QuerySelector(".wrong")!.TextContent);
        Assert.Empty(taken);
    }

    [Fact]
    public void ASeasonOfDays_IsTakenOver()
    {
        var (form, taken) = Open();
        form.Find("#f-season").Change(nameof(SeasonChoice.Days));
        form.Find("#f-sf").Change("10-15");
        form.Find("#f-st").Change("04-15");

        form.Find(".actions .button-main").Click();

        Assert.Equal(new Season(10, 15, 4, 15), Assert.Single(taken).AppliesWhen.Season);
    }

    [Fact]
    public void LengthsByDiameter_TakeThePlaceOfOneLength()
    {
        var (form, taken) = Open();
        form.Find("#f-pipe-add").Click();
        form.Find("#f-pipe-to-0").Change("600");
        form.Find("#f-pipe-amount-0").Change("24");
        form.Find("#f-pipe-add").Click();
        form.Find("#f-pipe-amount-1").Change("48");
        form.Find("section > .actions .button-main").Click();
        Assert.Empty(taken); // the second row says for no pipe

        form.Find("#f-pipe-from-1").Change("600");
        form.FindAll(".pipe-limits input[type=checkbox]")[2].Change(true);
        form.Find("section > .actions .button-main").Click();

        Assert.Equal(
            [new(new(null, false, 600, false), new(24, LimitUnit.Hour)), new PipeLimit(new(600, true, null, false), new(48, LimitUnit.Hour))],
            Assert.Single(taken).ByPipe);
        Assert.Empty(form.FindAll("#f-amount"));
    }

    private (IRenderedComponent<RuleForm> Form, List<LimitRule> Taken) Open()
    {
        var taken = new List<LimitRule>();
        var rule = RuleSets.Shipped[0].Rules.First(rule => rule.Id == "S0-36");
        return (
            Render<RuleForm>(parameters => parameters
                .Add(form => form.Draft, new RuleDraft(rule))
                .Add(form => form.Done, EventCallback.Factory.Create<LimitRule>(this, taken.Add))),
            taken);
    }

    /// <summary>As a file says it; a scope without conditions may be written or left out.</summary>
    private static string Text(LimitRule rule) =>
        RuleSetText.Write(RuleSets.Shipped[0] with { Rules = [rule] }).Replace("      \"appliesWhen\": {},\n", "", StringComparison.Ordinal);
}
