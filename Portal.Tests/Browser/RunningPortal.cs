using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Data.Storage;
using Portal.Shell;
using Portal.Tests.House;

namespace Portal.Tests.Browser;

/// <summary>The real portal on a free port of this machine, over a fresh SQLite file in a folder of its own.</summary>
public sealed class RunningPortal : IAsyncDisposable
{
    private readonly string _folder;
    private readonly WebApplication _app;

    private RunningPortal(string folder, WebApplication app) => (_folder, _app) = (folder, app);

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    public IServiceProvider Services => _app.Services;

    /// <param name="seed">Fills the migrated database before the first request.</param>
    /// <param name="configure">Last changes to settings and services.</param>
    /// <param name="folder">The data directory, deleted with the portal; a fresh one when left out.</param>
    public static async Task<RunningPortal> StartAsync(
        Func<IServiceProvider, CancellationToken, Task> seed, Action<WebApplicationBuilder>? configure = null, string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("regulator-portal-").FullName;
        var app = PortalHost.Build(
            ["--contentRoot", Path.Combine(Repository.Root, "Portal"), "--urls", "http://127.0.0.1:0"],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Database:Provider"] = "Sqlite",
                    ["Portal:DataDirectory"] = folder,
                    ["Portal:Demo"] = "true",
                    ["Portal:SignInsPerMinute"] = "100000",
                    ["Portal:UploadsPerMinute"] = "100000",
                    ["Portal:DownloadsPerMinute"] = "100000",
                });
                builder.Logging.ClearProviders();
                configure?.Invoke(builder);
            });
        var portal = new RunningPortal(folder, app);
        try
        {
            await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
            await seed(app.Services, CancellationToken.None);
            await app.StartAsync(CancellationToken.None);
            portal.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await _app.StopAsync(patience.Token);
        var db = _app.Services.GetRequiredService<Db>();
        await _app.DisposeAsync();
        db.ClosePool();
        Directory.Delete(_folder, recursive: true);
    }
}
