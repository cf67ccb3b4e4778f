using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Access;

/// <summary>Signing in, as each role and in both languages.</summary>
[Trait("needs", "browser")]
public sealed class SignInTests(PortalInBrowser portal)
{
    [Theory]
    [InlineData(DemoUsers.Regulator, "zh-CN", "/desk", "工作台")]
    [InlineData(DemoUsers.Regulator, "en", "/desk", "Desk")]
    [InlineData(DemoUsers.Inspector, "zh-CN", "/desk", "工作台")]
    [InlineData(DemoUsers.Inspector, "en", "/desk", "Desk")]
    [InlineData(DemoUsers.Enterprise, "zh-CN", "/home", "首页")]
    [InlineData(DemoUsers.Enterprise, "en", "/home", "Home")]
    public Task SignIn_LeadsEachRoleToItsOwnStart(string user, string language, string start, string entry) => portal.VisitAsync(language, async page =>
    {
        await page.SignInAsAsync(user);

        Assert.Equal(start, new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.Locator("#rail a[aria-current=page]")).ToHaveTextAsync(entry);
        await Assertions.Expect(page.Locator(".top details.who summary")).ToContainTextAsync(user, new() { IgnoreCase = true });
    });

    [Theory]
    [InlineData(DemoUsers.Regulator, "Demo-2027", "zh-CN", "用户名或密码不正确")]
    [InlineData("nobody", DemoUsers.Password, "en", "User name and password do not belong together")]
    public Task SignIn_WrongNameOrPassword_SaysSoAndKeepsTheName(string user, string password, string language, string sentence) =>
        portal.VisitAsync(language, async page =>
        {
            await page.GotoAsync("/sign-in");
            await page.FillSignInAsync(user, password);

            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);
            await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync(user);
            await page.OpenAsync("/desk");
            Assert.EndsWith("/sign-in?returnUrl=%2Fdesk", page.Url, StringComparison.Ordinal);
        });

    [Fact]
    public Task SignIn_ComesBackToThePageAskedFor() => portal.VisitAsync("en", async page =>
    {
        await page.GotoAsync("/cases?q=TS-1&p=2026-03");
        await page.FillSignInAsync(DemoUsers.Regulator, DemoUsers.Password);
        await page.WaitForAddressAsync("/cases");

        Assert.Equal("/cases?q=TS-1&p=2026-03", new Uri(page.Url).PathAndQuery);
    });

    [Fact]
    public Task SwitchingLanguage_KeepsThePageWithItsScope() => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/filings?p=2026-03&s=Heat");
        await page.SwitchLanguageAsync();

        Assert.Equal("/filings?p=2026-03&s=Heat", new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(page.Locator("#rail a[aria-current=page]")).ToHaveTextAsync("Filings");
    });

    [Fact]
    public Task SignOut_EndsTheSession() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Inspector);
        await page.SignOutAsync();
        await page.GotoAsync("/desk");

        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    });

    [Fact]
    public Task Slash_LeadsToTheSearchBox() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/no-such-page?p=2026-03");
        await page.WaitForLoadStateAsync(LoadState.Load); // the key is heard by a script of the page
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("TS-17");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForAddressAsync("/cases");

        Assert.Equal("/cases?p=2026-03&q=TS-17", new Uri(page.Url).PathAndQuery);
    });
}
