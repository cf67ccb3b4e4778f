using Microsoft.Playwright;

namespace Portal.Tests.Browser;

/// <summary>No page has a serious or critical issue by the accessibility rules a machine can check, light or dark.</summary>
[Trait("needs", "browser")]
public sealed class AccessibilityTests(PortalInBrowser portal)
{
    [Theory, MemberData(nameof(Pages.InEveryLanguage), MemberType = typeof(Pages))]
    public Task Page_HasNoSeriousIssue(string path, string? user, string language) => portal.VisitAsync(language, async page =>
    {
        await ShowAsync(page, path, user);

        Assert.Empty(await page.ScanAsync());

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

        Assert.Empty(await page.ScanAsync());
    });

    [Theory, MemberData(nameof(Pages.InEveryLanguage), MemberType = typeof(Pages))]
    public Task Page_OnAPhone_DoesNotScrollSideways(string path, string? user, string language) => portal.VisitAsync(
        language,
        async page =>
        {
            await ShowAsync(page, path, user);

            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
        },
        width: 390,
        height: 844);

    private static async Task ShowAsync(IPage page, string path, string? user)
    {
        if (user is not null)
        {
            await page.SignInAsAsync(user, returnUrl: path);
        }

        await page.OpenAsync(path);
    }
}
