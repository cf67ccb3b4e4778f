using Microsoft.Playwright;

namespace Portal.Tests.Browser;

/// <summary>No page has a serious or critical issue by the accessibility rules a machine can check, light or dark, and none is wider than a telephone.</summary>
[Trait("needs", "browser")]
public abstract class AccessibilityTests(PortalInBrowser portal, string language)
{
    /// <summary>What is wider than the window and neither scrolls nor is cut off within something that does.</summary>
    private const string SticksOut = """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')].filter(one => {
          if (one.getBoundingClientRect().right <= innerWidth + 1) return false;
          for (let over = one.parentElement; over && over !== document.body; over = over.parentElement) {
            if (getComputedStyle(over).overflowX !== 'visible') return false;
          }
          return true;
        }).map(one => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 60)}`).concat(`${document.documentElement.scrollWidth} wide`)
        """;

    [Theory, MemberData(nameof(Pages.ForEverybody), MemberType = typeof(Pages))]
    public Task Page_HasNoSeriousIssue_AndDoesNotScrollSidewaysOnAPhone(string path, string? user) => portal.VisitAsync(language, async page =>
    {
        await ShowAsync(page, path, user);

        Assert.Empty(await page.ScanAsync());

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

        Assert.Empty(await page.ScanAsync(isOfColours: true));

        await page.SetViewportSizeAsync(390, 844);

        Assert.Empty(await page.EvaluateAsync<string[]>(SticksOut));
    });

    private static async Task ShowAsync(IPage page, string path, string? user)
    {
        if (user is not null)
        {
            await page.SignInAsAsync(user, returnUrl: path);
        }

        await page.OpenAsync(path);
    }
}

// A class each: classes run side by side.
public sealed class ChineseAccessibilityTests(PortalInBrowser portal) : AccessibilityTests(portal, "zh-CN");

public sealed class EnglishAccessibilityTests(PortalInBrowser portal) : AccessibilityTests(portal, "en");
