using Microsoft.Playwright;

namespace Portal.Tests.Browser;

/// <summary>
/// Starts the browser this machine has: Debian's Chromium, else an installed Chrome or Edge, else the one
/// Playwright keeps. Without any, browser tests are skipped with the reason, or fail where one is required.
/// </summary>
internal static class BrowserFinder
{
    private const string DebianChromium = "/usr/bin/chromium";

    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    public static bool IsRequired => Environment.GetEnvironmentVariable("REGULATOR_REQUIRE_BROWSER") == "1";

    /// <returns>The browser, or null with the reason why there is none.</returns>
    public static async Task<(IBrowser? Browser, string? Reason)> LaunchAsync(IPlaywright playwright)
    {
        var reasons = new List<string>();
        foreach (var options in Candidates())
        {
            try
            {
                options.Args = s_flags;
                return (await playwright.Chromium.LaunchAsync(options), null);
            }
            catch (PlaywrightException exception)
            {
                reasons.Add($"{options.ExecutablePath ?? options.Channel ?? "Playwright's own"}: {exception.Message.Split('\n')[0]}");
            }
        }

        var reason = "No browser could be started. Install Chromium, Chrome or Edge. Tried: " + string.Join("; ", reasons);
        return IsRequired ? throw new InvalidOperationException(reason) : (null, reason);
    }

    private static IEnumerable<BrowserTypeLaunchOptions> Candidates()
    {
        if (File.Exists(DebianChromium))
        {
            yield return new() { ExecutablePath = DebianChromium };
        }

        yield return new() { Channel = "chrome" };
        yield return new() { Channel = "msedge" };
        yield return new();
    }
}
