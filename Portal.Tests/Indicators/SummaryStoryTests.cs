using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Ledgers.Mapping;
using Portal.Tests.Browser;

namespace Portal.Tests.Indicators;

/// <summary>A regulator reads 汇总报表, sends a view of it on and takes it away; a visitor reads what its columns mean.</summary>
[Trait("needs", "browser")]
public sealed class SummaryStoryTests(PortalInBrowser portal)
{
    private static readonly DateOnly s_february = new(2023, 2, 1);

    [Theory]
    [InlineData("zh-CN", "汇总报表", "一般件")]
    [InlineData("en", "Summary report", "Ordinary cases")]
    public Task ARegulator_ChoosesSpanAndGroup_OpensTheRows_AndTakesTheWorkbook(string language, string title, string group) => portal.VisitAsync(language, async page =>
    {
        await FileAsync();
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/summary?p=2023-02&s=Heat");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await Assertions.Expect(page.Locator(".summary .group-head").First).ToHaveTextAsync(group);
        var total = page.Locator(".summary tfoot td:nth-of-type(9)");
        await Assertions.Expect(total).ToHaveTextAsync("12");
        Assert.Empty(await page.ScanAsync());

        await page.Locator("select:has(option[value='Year'])").SelectOptionAsync("Year");
        await Assertions.Expect(total).ToHaveTextAsync("27");
        await page.Locator("select:has(option[value='Authority'])").SelectOptionAsync("Enterprise");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("group=Enterprise"));

        // The address alone is the view.
        await page.GotoAsync(page.Url);
        await Assertions.Expect(total).ToHaveTextAsync("27");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href*='/api/v1/summary.xlsx']").ClickAsync());
        Assert.Equal("summary-2023-01-2023-12.xlsx", download.SuggestedFilename);

        await total.Locator("a").ClickAsync();
        await page.WaitForURLAsync("**/cases?*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("27");
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task OnAPhone_AUnitIsACardOfThreeFacts(string language) => portal.VisitAsync(
        language,
        async page =>
        {
            await FileAsync();
            await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/summary?p=2023-02&s=Heat&group=Enterprise");
            var card = page.Locator(".summary tbody tr:not(.group)").First;

            await Assertions.Expect(card.Locator("td.number:visible")).ToHaveCountAsync(4); // its place, and three facts
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
            Assert.Empty(await page.ScanAsync());
        },
        390);

    [Theory]
    [InlineData("zh-CN", "一次解决率", "需要复议裁定")]
    [InlineData("en", "Solved at once", "needs arbitration")]
    public Task AVisitor_ReadsWhatAnIndicatorMeans(string language, string name, string notCollected) => portal.VisitAsync(language, async page =>
    {
        await page.GotoAsync("/indicators#first-time-solved-rate");

        await Assertions.Expect(page.Locator("#first-time-solved-rate h3")).ToContainTextAsync(name);
        await Assertions.Expect(page.Locator("#adjusted-satisfaction-rate")).ToContainTextAsync(notCollected);
        Assert.Equal(0, await page.Locator("script[src*='blazor']").CountAsync());
        Assert.Empty(await page.ScanAsync());
    });

    private Task FileAsync() => StoryMonths.FileAsync(portal.Portal, s_february, number => [(LedgerField.Grade, number % 5 == 0 ? "重点件" : "一般件")]);
}
