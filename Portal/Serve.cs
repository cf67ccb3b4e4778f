using System.CommandLine;
using Portal.Access;
using Portal.Access.FirstRun;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Ledgers;
using Portal.Shell;

namespace Portal;

/// <summary>Runs the portal until it is told to stop.</summary>
internal static class Serve
{
    public static Func<ParseResult, CancellationToken, Task<int>> RunAsync(Verb verb, Option<string?> urls) => (parsed, cancellation) =>
    {
        string[] settings = parsed.GetValue(urls) is { Length: > 0 } text ? [.. verb.Settings, "--urls", text] : [.. verb.Settings];
        return Verb.GuardAsync(() => RunAsync(settings, cancellation), cancellation);
    };

    private static async Task<int> RunAsync(string[] settings, CancellationToken cancellation)
    {
        await using var app = PortalHost.Build(settings);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancellation);
        await Rollups.KeepAsync(app.Services, Console.Out, cancellation);
        await app.Services.GetRequiredService<DemoGuard>().CheckAsync(cancellation);
        var isDemo = await LoadDemoAsync(app, cancellation);
        await app.StartAsync(cancellation);
        foreach (var url in app.Urls)
        {
            await Console.Out.WriteLineAsync($"Regulator Portal: {url}");
        }

        if (isDemo)
        {
            await Console.Out.WriteLineAsync(
                $"Demonstration data. Sign in as {DemoUsers.Regulator}, {DemoUsers.Inspector} or {DemoUsers.Enterprise}; password {DemoUsers.Password}");
        }

        if (app.Services.GetRequiredService<FirstAdministrator>() is var first && await first.IsWantedAsync(cancellation))
        {
            await Console.Out.WriteLineAsync(
                $"Nobody has an account yet. Create the administrator: {app.Urls.First()}{FirstRunFeature.Address}?code={first.SetupCode}");
        }

        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    /// <summary>Loads the demonstration data into an empty database where it is asked for.</summary>
    /// <returns>Whether the demonstration accounts may be used to sign in.</returns>
    private static async Task<bool> LoadDemoAsync(WebApplication app, CancellationToken cancellation)
    {
        if (!app.Configuration.GetValue("Portal:Demo", false))
        {
            return false;
        }

        if (await app.Services.GetRequiredService<RegistryStore>().IsEmptyAsync(cancellation))
        {
            await Console.Out.WriteLineAsync("Loading demonstration data…");
            await app.Services.GetRequiredService<DemoData>().LoadAsync(new(), null, cancellation);
        }

        return true;
    }
}
