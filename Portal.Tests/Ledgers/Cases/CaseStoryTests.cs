using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Ledgers.Mapping;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers.Reading;

namespace Portal.Tests.Ledgers.Cases;

/// <summary>From the list to the receipt, as those who may see the cases and as those who may not.</summary>
[Trait("needs", "browser")]
public sealed class CaseStoryTests(PortalInBrowser portal)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "比到期时间晚 15 min。")]
    [InlineData("en", "Done 15 min after it was due.")]
    public Task TheRegulator_FindsTheLateCase_AndReadsWhy(string language, string why) => portal.VisitAsync(language, async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/cases?p=2025-08");
        await page.Locator("select[name=limit]").SelectOptionAsync("S0-36");

        await Assertions.Expect(page.Locator("tr.case")).ToHaveCountAsync(1);
        Assert.Equal("/cases?p=2025-08&limit=S0-36&verdict=Late", new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(page.Locator(".chip")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Link, new() { Name = DemoCases.LateNo }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-rule='S0-36'] .receipt-why")).ToHaveTextAsync(why);
        await Assertions.Expect(page.Locator("[data-rule='S0-36']")).ToHaveClassAsync("receipt receipt-late");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("19900000");
        Assert.Equal("?p=2025-08", new Uri(page.Url).Query);
    });

    [Fact]
    public Task TheSearchBox_FindsACaseByItsNumber_InWhateverMonth() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Enterprise, returnUrl: "/cases?p=2025-01");
        await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(DemoCases.MetNo);
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("tr.case a")).ToHaveTextAsync(DemoCases.MetNo);
    });

    [Fact]
    public Task TheList_IsScrolledByKeyboardToItsEnd() => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/cases?p=2025-08&sort=CaseNo");
        await Assertions.Expect(page.Locator("tr.case a").First).ToHaveTextAsync(DemoCases.MetNo);

        await page.Locator(".case-grid").FocusAsync();
        await page.Keyboard.PressAsync("End");

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "TS-2025-0060" })).ToBeInViewportAsync();
        Assert.Equal(38, await page.Locator("tr.case").Last.EvaluateAsync<double>("row => row.getBoundingClientRect().height"), 0.5);
    });

    [Fact]
    public Task WordsInEveryFilter_AreDataAndNothingElse() => portal.VisitAsync("en", async page =>
    {
        const string words = "'; DROP TABLE LedgerRow; --<img src=x onerror=alert(1)>%_[";
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/cases");
        foreach (var key in new[] { "j", "s", "p", "e", "class", "type", "channel", "urgency", "grade", "outcome", "rating", "limit", "verdict", "feedback", "closing", "complete", "handled", "filing", "q", "sort", "desc" })
        {
            await page.OpenAsync($"/cases?{key}={Uri.EscapeDataString(words)}");

            await Assertions.Expect(page.Locator(key is "e" or "q" ? ".empty" : "tr.case").First).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("main img")).ToHaveCountAsync(0);
        }
    });

    [Fact]
    public Task ACaseOfSomebodyElse_IsNotFound_LikeOneThatDoesNotExist() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Enterprise, returnUrl: $"/cases/{DemoCases.LateId}");
        await Assertions.Expect(page.Locator(".receipt")).Not.ToHaveCountAsync(0);
        await page.SignOutAsync();

        await portal.Portal.Services.GetRequiredService<Passwords>().SetAsync(
            "stranger", "Stranger", Data.Access.Role.EnterpriseHandler, "91152501MA0XXXXXXX", DemoUsers.Password, Cancellation);
        await page.SignInAsAsync("stranger", returnUrl: "/cases");
        await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();

        foreach (var id in new[] { DemoCases.LateId, 1, long.MaxValue })
        {
            await page.OpenAsync(FormattableString.Invariant($"/cases/{id}"));
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("There is nothing at this address");
        }
    });

    [Fact]
    public Task TheExport_HoldsTheSameCases_WithTheComplainantMasked() => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/cases?p=2025-08&limit=S0-36&verdict=Late");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());
        await using var file = await download.CreateReadStreamAsync();
        using var content = new MemoryStream();
        await file.CopyToAsync(content, Cancellation);

        using var ledger = TestFile.Opened(content);

        var row = Assert.Single(ledger.Rows().ToList());
        Assert.Equal(DemoCases.LateNo, row.Text(LedgerField.CaseNo));
        Assert.Equal("用**", row.Text(LedgerField.ComplainantName));
        Assert.Equal("199****0002", row.Text(LedgerField.ComplainantPhone));
    });
}
