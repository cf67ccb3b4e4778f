using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Ledgers.Mapping;
using Portal.Tests.Browser;

namespace Portal.Tests.Indicators;

/// <summary>A regulator reads a month and opens what is behind it; an enterprise sees its own. In months no other story uses.</summary>
[Trait("needs", "browser")]
public sealed class DeskStoryTests(PortalInBrowser portal)
{
    private static readonly DateOnly s_june = new(2024, 6, 1);

    [Theory]
    [InlineData("zh-CN", "投诉总量", "逾期报送")]
    [InlineData("en", "Complaints in all", "Filed late")]
    public Task ARegulator_ChangesTheMonth_AndOpensTheRowsBehindATile(string language, string total, string filed) => portal.VisitAsync(language, async page =>
    {
        await FileAsync();
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/desk?p=2024-06");
        var tile = page.Locator("a.tile", new() { HasText = total });
        await Assertions.Expect(tile.Locator(".tile-value")).ToHaveTextAsync("12");

        await page.Locator(".bar .step a[href*='2024-07']").ClickAsync();
        await Assertions.Expect(tile.Locator(".tile-value")).ToHaveTextAsync("15");
        Assert.Contains("p=2024-07", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".standing-list")).ToContainTextAsync(filed);
        Assert.Empty(await page.ScanAsync());

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await page.ScanAsync());

        await tile.ClickAsync();
        await page.WaitForURLAsync("**/cases?*");
        Assert.Contains("p=2024-07", page.Url, StringComparison.Ordinal);
    });

    [Fact]
    public Task TheExport_IsAWorkbookNamedByItsMonth() => portal.VisitAsync("en", async page =>
    {
        await FileAsync();
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/desk?p=2024-06");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href*='summary.xlsx']").ClickAsync());

        Assert.Equal("Ranking-2024-06.xlsx", download.SuggestedFilename);
    });

    [Theory]
    [InlineData("zh-CN", 390)]
    [InlineData("en", 1440)]
    public Task AnEnterprise_SeesItsFilingsAndFigures(string language, int width) => portal.VisitAsync(
        language,
        async page =>
        {
            await FileAsync();
            await page.SignInAsAsync(DemoUsers.Enterprise, returnUrl: "/home?p=2024-06");

            await Assertions.Expect(page.Locator("a.tile .tile-value").First).ToHaveTextAsync("12");
            await Assertions.Expect(page.Locator(".due .actions a[href^='/filings/new']")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".limits > li").First).ToBeVisibleAsync();
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
            Assert.Empty(await page.ScanAsync());
        },
        width);

    [Fact]
    public Task AnEnterprise_IsNotShownTheDesk() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Enterprise);
        var answer = await page.APIRequest.GetAsync("/desk");

        Assert.Equal(404, answer.Status);
    });

    private Task FileAsync() => StoryMonths.FileAsync(portal.Portal, s_june, number => number % 4 == 0 ? [(LedgerField.RespondedAt, "{month}-03 08:50:00")] : []);
}
