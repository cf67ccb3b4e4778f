using Microsoft.Extensions.DependencyInjection;
using Portal.Data.TimeLimits;
using Portal.Tests.House;
using Portal.TimeLimits;
using Portal.TimeLimits.Rules;

namespace Portal.Tests.TimeLimits.Rules;

public sealed class RuleTextsTests
{
    /// <summary>A limit that rests on an event most cases never have is not for every case.</summary>
    [Theory, UseCulture("zh-CN")]
    [InlineData("S0-36", "全部诉求")]
    [InlineData("S0-44", "有“异议提出”的诉求")]
    [InlineData("S1-45", "有“调解完成”的诉求")]
    [InlineData("S2-18", "有“退回”的诉求")]
    public void Scope_NamesTheEventARuleRestsOn(string id, string expected)
    {
        var texts = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<LimitTexts>().AddSingleton<RuleTexts>()
            .BuildServiceProvider().GetRequiredService<RuleTexts>();

        Assert.Equal(expected, string.Join("; ", texts.Scope(RuleSets.Shipped.SelectMany(set => set.Rules).First(rule => rule.Id == id))));
    }
}
