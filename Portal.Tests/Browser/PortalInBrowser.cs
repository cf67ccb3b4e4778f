using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Localization;
using Microsoft.Playwright;
using Portal.Tests.Browser;
using Portal.Tests.House;

[assembly: AssemblyFixture(typeof(PortalInBrowser))]

namespace Portal.Tests.Browser;

/// <summary>One running portal and one browser for all browser tests; each story has a window of its own.</summary>
public sealed partial class PortalInBrowser : IAsyncDisposable
{
    private readonly Lazy<Task> _started;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningPortal? _portal;
    private string? _missing;

    // Started by the first test that needs it: a run of rule tests alone waits for neither host nor browser.
    public PortalInBrowser() => _started = new(StartAsync);

    public RunningPortal Portal => _portal ?? throw new InvalidOperationException("Visit a page first.");

    /// <summary>
    /// Tells a story in a private window in that language; skips the test where there is no browser. A story that
    /// fails leaves a trace and a picture in artifacts/browser. A page the browser complains about fails it too.
    /// </summary>
    public async Task VisitAsync(
        string language, Func<IPage, Task> story, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        await _started.Value;
        Assert.SkipWhen(_browser is null, _missing ?? "");
        await using var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Portal.Address,
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(30_000);
        await context.AddCookiesAsync([new()
        {
            Name = CookieRequestCultureProvider.DefaultCookieName,
            Value = Uri.EscapeDataString(CookieRequestCultureProvider.MakeCookieValue(new(language))),
            Url = Portal.Address,
        }]);
        await context.Tracing.StartAsync(new() { Snapshots = true });

        var page = await context.NewPageAsync();
        var complaints = Listen(page);
        try
        {
            await story(page);
            await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
            Assert.Empty(complaints);
        }
        catch
        {
            await KeepEvidenceAsync(context, page);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
    }

    private async Task StartAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        (_browser, _missing) = await BrowserFinder.LaunchAsync(_playwright);
        if (_browser is not null)
        {
            _portal = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        }
    }

    /// <summary>
    /// Script errors and content the security policy refused; a status of 401 or 404 may be what is tested, and a circuit
    /// that was still connecting when its page was left says so.
    /// </summary>
    private static List<string> Listen(IPage page)
    {
        var complaints = new List<string>();
        page.DOMContentLoaded += (_, _) => complaints.RemoveAll(complaint => Connection().IsMatch(complaint));
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        return complaints;
    }

    private static async Task KeepEvidenceAsync(IBrowserContext context, IPage page)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "browser")).FullName;
        var test = TestContext.Current.Test?.TestDisplayName ?? "story";
        var name = string.Concat(test.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        var path = Path.Combine(folder, name.Length > 150 ? name[..150] : name);
        await page.ScreenshotAsync(new() { Path = path + ".png" });
        await context.Tracing.StopAsync(new() { Path = path + ".zip" });
    }

    [GeneratedRegex("negotiation|connection|WebSocket", RegexOptions.IgnoreCase)]
    private static partial Regex Connection();
}
