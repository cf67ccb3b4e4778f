using Portal.Access;

namespace Portal.Tests.Browser;

/// <summary>Somebody in a hurry: the page is left before its circuit stands.</summary>
[Trait("needs", "browser")]
public sealed class LeavingTests(PortalInBrowser browser)
{
    [Fact]
    public async Task APageLeftWhileItConnects_IsNoFaultOfThePage() => await browser.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator);
        for (var time = 0; time < 20; time++)
        {
            await page.GotoAsync("/desk");
            await page.GotoAsync("/filings");
        }

        await page.WaitUntilLiveAsync();
    });
}
