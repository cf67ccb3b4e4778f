using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Shell;
using Portal.Tests.House;

namespace Portal.Tests.Shell;

/// <summary>A mistyped link must not show other figures unannounced, nor print its own text as the portal's.</summary>
public sealed class NotUnderstoodTests : BunitContext
{
    public NotUnderstoodTests() => Services.AddLocalization();

    [Fact, UseCulture("zh-CN")]
    public void WhatWasNoValue_IsNamedWithWhatIsShownInstead()
    {
        var shown = Render<NotUnderstood>(parameters => parameters.Add(
            component => component.Values, [Misread.Of("9999-99", false, "月份", "2026-10"), Misread.Of("Heat", true, "行业", "供热")]));

        Assert.Equal("网址中的“月份”无法识别，现显示：2026-10。", shown.Find("p").TextContent);
        Assert.Single(shown.FindAll("p"));
    }

    [Fact]
    public void NothingIsSaid_WhenAllWasUnderstoodOrNothingAsked()
    {
        var shown = Render<NotUnderstood>(parameters => parameters.Add(
            component => component.Values, [Misread.Of(null, false, "月份", "2026-10"), Misread.Of("", false, "月份", "2026-10")]));

        Assert.Empty(shown.Markup.Trim());
    }

    [Theory]
    [InlineData("rules?day=9999-99-99", true)]
    [InlineData("rules?on=2026-01-01&j=110000&s=Heat&p=2026-01", false)]
    [InlineData("rules?ON=2026-01-01", false)]
    [InlineData("rules", false)]
    public void AParameterThePageDoesNotKnow_IsSaidToBeLeftAside(string address, bool isSaid)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        var shown = Render<NotUnderstood>(parameters => parameters.Add(component => component.Values, []).Add(component => component.Known, ["on"]));

        Assert.Equal(isSaid, shown.FindAll("p").Count == 1);
    }
}
