using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers;

namespace Portal.Tests.Indicators.Desk;

/// <summary>A regulator starts the day at the desk, goes from a cell to its rows, keeps the view and sends its address on. In a month no other story uses.</summary>
[Trait("needs", "browser")]
public sealed class DeskWorkStoryTests(PortalInBrowser portal)
{
    private const string Address = "/desk?p=2023-03&s=Heat";

    [Theory]
    [InlineData("zh-CN", "逾期未报送")]
    [InlineData("en", "Filings overdue")]
    public Task ARegulator_ReadsTodaysList_AndGoesFromACellToItsRows(string language, string overdue) => portal.VisitAsync(language, async page =>
    {
        await FileAsync();
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: Address);

        await page.Locator(".today-items a", new() { HasText = overdue }).ClickAsync();
        await Assertions.Expect(page.Locator(".today tbody tr")).ToHaveCountAsync(1);
        Assert.Contains("today=overdue", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("figure.pareto .pareto-bar")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("a.tile .tile-value").First).ToHaveTextAsync("20");
        Assert.Empty(await page.ScanAsync());
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await page.ScanAsync());

        var missed = page.Locator("td.heat-missed a.heat-value").First;
        await Assertions.Expect(missed).ToContainTextAsync("75.0%");
        await missed.PressAsync("Enter");
        await page.WaitForURLAsync("**/cases?*missed=S0-36*");
        await Assertions.Expect(page.Locator("tr.case")).ToHaveCountAsync(5);
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task AView_IsKept_OpenedAgain_MadeTheStart_AndDeleted(string language) => portal.VisitAsync(language, async page =>
    {
        await FileAsync();
        var name = "March " + language;
        await page.SignInAsAsync(DemoUsers.Leader, returnUrl: Address);
        var menu = page.Locator("details.views");
        var kept = menu.Locator(".views-list li", new() { HasText = name });

        await menu.Locator("summary").ClickAsync();
        await menu.Locator("form input").Last.FillAsync(name);
        await menu.Locator("form button").Last.ClickAsync();
        await Assertions.Expect(kept).ToHaveCountAsync(1);
        Assert.Empty(await page.ScanAsync());
        await kept.Locator("button").First.ClickAsync();
        await Assertions.Expect(kept.Locator(".tag-current")).ToHaveCountAsync(1);

        await page.OpenAsync("/");
        Assert.EndsWith(Address, page.Url, StringComparison.Ordinal);
        await page.OpenAsync("/desk");
        await menu.Locator("summary").ClickAsync();
        await kept.Locator("a").ClickAsync();
        await page.WaitForURLAsync("**" + Address);
        await Assertions.Expect(page.Locator("a.tile .tile-value").First).ToHaveTextAsync("20");

        await menu.Locator("summary").ClickAsync();
        await kept.Locator("button").Last.ClickAsync();
        await Assertions.Expect(kept).ToHaveCountAsync(0);
    });

    [Fact]
    public Task AnAddressSentOn_ShowsEachRoleItsOwn() => portal.VisitAsync("en", async page =>
    {
        await FileAsync();
        await page.SignInAsAsync(DemoUsers.Inspector, returnUrl: Address + "&j=999999");

        // The inspector sees the same league; a jurisdiction nobody may see is answered with one's own.
        await Assertions.Expect(page.Locator("a.tile .tile-value").First).ToHaveTextAsync("20");
        await Assertions.Expect(page.Locator(".bar .note")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task OnPaper_TheDeskHasAHeadAndNoNavigation() => portal.VisitAsync("en", async page =>
    {
        await FileAsync();
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: Address);
        await Assertions.Expect(page.Locator("a.tile .tile-value").First).ToHaveTextAsync("20");

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(page.Locator(".print-head")).ToContainTextAsync("2023-03");
        await Assertions.Expect(page.Locator(".rail")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".bar")).ToBeHiddenAsync();
    });

    /// <summary>Twenty cases of two types, every fourth answered late; the portal recognises the file when it comes again.</summary>
    private async Task FileAsync()
    {
        var rows = Enumerable.Range(1, 20).Select(number => Sample.RowOf(
            "2023-03",
            $"20230{number:00}",
            (LedgerField.ComplaintType, number % 4 == 0 ? "服务投诉" : "质量投诉"),
            (LedgerField.RespondedAt, number % 4 == 0 ? "2023-03-03 08:50:00" : "2023-03-03 08:20:00")));
        using var file = Sample.Csv([.. rows]);
        var report = await portal.Portal.Services.GetRequiredService<LedgerIntake>().ReceiveAsync(
            Sample.Request(file, new(2023, 3, 1), new(2023, 4, 5, 9, 0, 0)) with { EnterpriseCode = DemoPortal.EnterpriseCode },
            null,
            TestContext.Current.CancellationToken);
        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
    }
}
