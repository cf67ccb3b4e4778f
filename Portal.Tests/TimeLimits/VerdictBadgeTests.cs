using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.TimeLimits;
using Portal.Tests.House;
using Portal.TimeLimits;

namespace Portal.Tests.TimeLimits;

/// <summary>A verdict is never told by colour alone.</summary>
public sealed class VerdictBadgeTests : BunitContext
{
    public VerdictBadgeTests() => Services.AddLocalization();

    [Fact, UseCulture("zh-CN")]
    public void EveryVerdict_HasAnIconAWordAndAColourOfItsOwn()
    {
        var badges = Enum.GetValues<Verdict>()
            .Select(verdict => Render<VerdictBadge>(parameters => parameters.Add(badge => badge.Verdict, verdict)).Find(".verdict"))
            .ToList();

        Assert.Equal(6, badges.Count);
        Assert.Equal(badges.Count, badges.Select(badge => badge.ClassName).Distinct().Count());
        Assert.Equal(badges.Count, badges.Select(badge => badge.QuerySelector("path")!.GetAttribute("d")).Distinct().Count());
        Assert.Equal(["按时", "超时", "未到期", "逾期未办", "不适用", "无法判定"], badges.Select(badge => badge.TextContent));
    }
}
