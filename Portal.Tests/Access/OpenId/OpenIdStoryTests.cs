using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.OpenId;

/// <summary>The provider's button, as people press it: in and out again, and what is said when the provider is away.</summary>
[Trait("needs", "browser")]
public sealed class OpenIdStoryTests(PortalInBrowser browser)
{
    [Theory]
    [InlineData("zh-CN", "统一身份认证")]
    [InlineData("en", "single sign-on")]
    public async Task APersonSignsInThroughTheProvider_AndSigningOut_EndsItsSessionToo(string language, string provider)
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        await browser.VisitAsync(language, async page =>
        {
            await PressAsync(page, visitor, "/filings?p=2025-09", provider);
            await page.WaitForAddressAsync("/filings");
            await page.WaitUntilLiveAsync();
            Assert.Equal("/filings?p=2025-09", new Uri(page.Url).PathAndQuery);
            await Assertions.Expect(page.Locator(".top details.who summary")).ToContainTextAsync("人员一");

            await page.SignOutAsync();
            Assert.StartsWith(visitor.Portal.Address, page.Url, StringComparison.Ordinal);
            Assert.Equal(2, Assert.Single(visitor.Provider.Ended).Count(letter => letter == '.'));
            await page.GotoAsync(visitor.Portal.Address + "/desk");
            await page.WaitForAddressAsync("/sign-in");
        });
    }

    [Theory]
    [InlineData("zh-CN", "统一身份认证", "无响应")]
    [InlineData("en", "single sign-on", "does not answer")]
    public async Task AProviderThatIsAway_IsNamed_AndTheWayBackStaysOpen(string language, string provider, string sentence)
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        visitor.Provider.IsDown = true;
        await browser.VisitAsync(language, async page =>
        {
            await PressAsync(page, visitor, "/desk", provider);
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);
            Assert.Empty(await page.ScanAsync());

            visitor.Provider.IsDown = false;
            await page.Locator("a.button-main").ClickAsync();
            await page.Locator("a.provider").ClickAsync();
            await page.WaitForAddressAsync("/desk");
        });
    }

    [Fact]
    public async Task AProviderThatIsAwayAtSignOut_KeepsNobodySignedInHere()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        await browser.VisitAsync("en", async page =>
        {
            await PressAsync(page, visitor, "/desk", "single sign-on");
            await page.WaitForAddressAsync("/desk");
            await page.WaitUntilLiveAsync();

            visitor.Provider.IsDown = true;
            await page.Locator(".top details.who summary").ClickAsync();
            await page.Locator("form[action='/sign-out'] button").ClickAsync();
            await Assertions.Expect(page.Locator(".top details.who")).ToHaveCountAsync(0);
            await page.GotoAsync(visitor.Portal.Address + "/desk");
            await page.WaitForAddressAsync("/sign-in");
        });
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task TheAdministrator_SeesWhatIsConfigured_AndWhoCameThatWay(string language)
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        await visitor.SignInAsync(TestContext.Current.CancellationToken);
        await browser.VisitAsync(language, async page =>
        {
            await page.GotoAsync($"{visitor.Portal.Address}/culture?c={language}&returnUrl=%2Fsign-in");
            await page.SignInAsAsync(DemoUsers.Administrator, address: visitor.Portal.Address, returnUrl: "/admin/provider");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(visitor.Provider.Address);
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("officers");
            await Assertions.Expect(page.Locator("main tbody tr").Last).ToBeVisibleAsync();
            Assert.Empty(await page.ScanAsync());
            await page.PictureAsync($"{language}.on-the-way-provider");
        });
    }

    private static async Task PressAsync(IPage page, ProviderVisitor visitor, string wanted, string provider)
    {
        await page.GotoAsync(visitor.Portal.Address + wanted);
        await Assertions.Expect(page.Locator("a.provider")).ToContainTextAsync(provider);
        Assert.Empty(await page.ScanAsync());
        await page.Locator("a.provider").ClickAsync();
    }
}
