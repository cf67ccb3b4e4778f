using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.TimeLimits.Rules;

/// <summary>A rule on its way in the browser: written, tried, approved by somebody else, published, and found in the effective table.</summary>
[Trait("needs", "browser")]
public sealed class RuleStoryTests(PortalInBrowser portal)
{
    [Theory]
    [InlineData("zh-CN", "97", "97 分钟")]
    [InlineData("en", "98", "98 min")]
    public async Task ARule_IsEditedTriedApprovedByASecondPersonAndPublished_AndTheTableShowsIt(string language, string amount, string shown)
    {
        var address = "";
        await portal.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/rules/versions");
            await page.OpenAsync("/rules/versions");
            await page.Locator("#base").SelectOptionAsync("S0");
            await page.Locator("section[aria-labelledby=new] .button-main").ClickAsync();
            await page.Locator("tr[data-rule='S0-37'] .button").First.ClickAsync();
            await page.Locator("#f-amount").FillAsync(amount);
            await page.Locator("#f-unit").SelectOptionAsync("Minute");
            await page.Locator("section[aria-labelledby=rule-form] .button-main").ClickAsync();
            await page.Locator("section[aria-labelledby=state] .button").First.ClickAsync();
            await Assertions.Expect(page.Locator(".note-good[role=status]")).ToBeVisibleAsync();
            address = new Uri(page.Url).AbsolutePath;

            await page.OpenAsync($"/rules/what-if?version={address.Split('/')[^1]}&p=2025-08");
            await Assertions.Expect(page.Locator("#w-what")).ToHaveValueAsync("v" + address.Split('/')[^1]);
            await page.Locator("section[aria-labelledby=what] .button-main").ClickAsync();
            await Assertions.Expect(page.Locator("tr[data-rule='S0-37']")).ToBeVisibleAsync();

            await page.OpenAsync(address);
            await page.Locator("section[aria-labelledby=state] .button-main").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good[role=status]")).ToBeVisibleAsync();
        });

        await portal.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(DemoUsers.Leader, returnUrl: "/rules/versions");
            await page.OpenAsync(address);
            await page.Locator("section[aria-labelledby=state] .button-main").First.ClickAsync();
            await page.Locator(".confirm .button-danger").ClickAsync();
            await page.Locator("#publish-from").FillAsync("2030-01-01");
            await page.Locator("section[aria-labelledby=state] .button-main").ClickAsync();
            await page.Locator(".confirm .button-danger").ClickAsync();
            await Assertions.Expect(page.Locator(".tag-good")).ToBeVisibleAsync();

            await page.OpenAsync("/rules?on=2030-01-02&s=Heat");
            await Assertions.Expect(page.Locator("tr[data-rule='S0-37']")).ToContainTextAsync(shown);
            await page.OpenAsync("/rules?on=2029-12-31&s=Heat");
            await Assertions.Expect(page.Locator("tr[data-rule='S0-37']")).Not.ToContainTextAsync(shown);
        });
    }
}
