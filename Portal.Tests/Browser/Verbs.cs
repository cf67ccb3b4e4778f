using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.House;

namespace Portal.Tests.Browser;

/// <summary>What a person does with the portal, whatever the page.</summary>
internal static partial class Verbs
{
    private static readonly AxeRunOptions s_rules = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    };

    private static readonly AxeRunOptions s_colours = new() { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") };

    /// <summary>Signs in with a demonstration account and waits for where it leads.</summary>
    /// <param name="address">Another portal than the one of the window.</param>
    public static async Task SignInAsAsync(
        this IPage page, string user, string password = DemoUsers.Password, string? returnUrl = null, string address = "")
    {
        await page.GotoAsync(address + "/sign-in" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)));
        await page.FillSignInAsync(user, password);
        await Assertions.Expect(page).Not.ToHaveURLAsync(SignInAddress());
        await page.WaitUntilLiveAsync();
    }

    public static async Task FillSignInAsync(this IPage page, string user, string password)
    {
        await page.Locator("#name").FillAsync(user);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    /// <summary>Waits until the page answers clicks, nothing is being read any more and charts are drawn.</summary>
    public static async Task WaitUntilLiveAsync(this IPage page)
    {
        // States are polled, never waited for as events: one that fires between two lines would be missed.
        await Assertions.Expect(page.Locator("[data-render=live], [data-render=static]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".skeleton, .rz-chart:not(:has(svg))")).ToHaveCountAsync(0);
    }

    /// <summary>Waits until the address is this path, whatever its query.</summary>
    public static Task WaitForAddressAsync(this IPage page, string path) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex("^https?://[^/]+" + Regex.Escape(path) + @"([?#].*)?$"));

    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitUntilLiveAsync();
    }

    public static async Task SwitchLanguageAsync(this IPage page)
    {
        var before = await page.Locator("html").GetAttributeAsync("lang");
        await page.Locator("a.language").ClickAsync();
        await Assertions.Expect(page.Locator($"html:not([lang='{before}'])")).ToHaveCountAsync(1);
        await page.WaitUntilLiveAsync();
    }

    public static async Task SignOutAsync(this IPage page)
    {
        await page.Locator(".top details.who summary").ClickAsync();
        await page.Locator("form[action='/sign-out'] button").ClickAsync();
        await page.WaitForAddressAsync("/sign-in");
    }

    /// <summary>
    /// A picture of what is on the screen, on a desk and on a phone, beside those of <see cref="PictureTests"/>; for what can be
    /// seen on the way through a story only.
    /// </summary>
    public static async Task PictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("REGULATOR_PICTURES") is { Length: > 0 } folder)
        {
            var root = Directory.CreateDirectory(Path.Combine(Repository.Root, folder == "1" ? "pictures" : folder)).FullName;
            await page.ScreenshotAsync(new() { Path = Path.Combine(root, $"desk.{name}.png"), FullPage = true });
            await page.SetViewportSizeAsync(390, 844);
            await page.ScreenshotAsync(new() { Path = Path.Combine(root, $"phone.{name}.png"), FullPage = true });
            await page.SetViewportSizeAsync(1440, 900);
        }
    }

    /// <summary>Serious and critical issues of the accessibility rules a machine can check; empty is good.</summary>
    /// <param name="isOfColours">Only what another colour scheme can change, of a page whose rest was scanned.</param>
    public static async Task<IReadOnlyList<string>> ScanAsync(this IPage page, bool isOfColours = false)
    {
        var result = await page.RunAxe(isOfColours ? s_colours : s_rules);
        return
        [
            .. result.Violations
                .Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"),
        ];
    }

    [GeneratedRegex("^https?://[^/]+/sign-in([/?#].*)?$")]
    private static partial Regex SignInAddress();
}
