using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Ledgers.Disclosures;

/// <summary>Looking at a field for a purpose, stepping aside, and what the enterprise then sees.</summary>
[Trait("needs", "browser")]
public sealed class PersonalDataStoryTests(PortalInBrowser portal)
{
    private static string CasePath(int row) => FormattableString.Invariant($"/cases/{Data.Ledgers.LedgerStore.RowId(DemoPortal.CasesFiling, row)}");

    [Theory]
    [InlineData("zh-CN", "电话回访")]
    [InlineData("en", "Callback")]
    public Task AField_IsShownForAPurpose_AndTheEnterpriseSeesWhoLooked(string language, string purpose) => portal.VisitAsync(language, async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: CasePath(10));
        var phone = page.Locator("[data-field=Phone]");
        await Assertions.Expect(phone.Locator("span")).ToHaveTextAsync("199****0010");

        await phone.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("#purpose").SelectOptionAsync("Callback");
        await page.Locator(".reveal-form button[type=submit]").ClickAsync();

        await Assertions.Expect(phone.Locator("span")).ToHaveTextAsync("19900000010");
        await Assertions.Expect(page.Locator("[data-field=Name] span")).ToHaveTextAsync("用**");
        await page.SignOutAsync();
        await page.SignInAsAsync(DemoUsers.Enterprise, returnUrl: "/disclosures?case=TS-2025-0010");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync(purpose);
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("19900000010");
    });

    [Fact]
    public Task AnInterest_KeepsTheAssignmentAway_AndSaysWhy() => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Inspector, returnUrl: "/interests");
        await page.Locator("#phone").FillAsync("199 0000 0020");
        await page.Locator("#person-note").FillAsync("亲属");
        await page.Locator("section[aria-labelledby=declare-person] button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=declared]")).ToContainTextAsync("亲属");
        await Assertions.Expect(page.Locator("#phone")).ToHaveValueAsync("");
        await page.SignOutAsync();

        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: CasePath(20));
        await page.Locator("[data-item=Case] button").First.ClickAsync();

        var candidate = page.Locator(".candidate").Filter(new() { HasText = "Inspector" });
        await Assertions.Expect(candidate).ToContainTextAsync("不能指定:与反映人有利害关系");
        await Assertions.Expect(candidate.GetByRole(AriaRole.Button)).ToBeDisabledAsync();
        await page.Locator(".candidate button:not([disabled])").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-item=Case] strong")).ToBeVisibleAsync();
    });

    [Fact]
    public Task WhoStepsAside_SeesNoPersonalDataOfTheCase() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: CasePath(30));
        await page.GetByRole(AriaRole.Button, new() { Name = "Step aside from this case" }).ClickAsync();
        await page.Locator("#recusal-reason").FillAsync("A relative");
        await page.GetByRole(AriaRole.Button, new() { Name = "Step aside", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".supervision")).ToContainTextAsync("You step aside from this case");

        await page.Locator("[data-field=Name]").GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("#purpose").SelectOptionAsync("SiteVisit");
        await page.Locator(".reveal-form button[type=submit]").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("you must step aside");
        await Assertions.Expect(page.Locator("[data-field=Name] span")).ToHaveTextAsync("用**");
    });
}
