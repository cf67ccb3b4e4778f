using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Data.Storage;

namespace Portal.Shell;

/// <summary>
/// Composes the portal, so that the command line and the tests start the very same one. Reads like a table of
/// contents: one line per feature.
/// </summary>
public static class PortalHost
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <param name="args">Configuration from the command line, e.g. <c>--urls http://localhost:5081</c>.</param>
    /// <param name="configure">Last changes before the portal is built; for tests and for verbs that need other settings.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(PortalHost).Assembly.GetName().Name,
            // Started from any folder, the settings beside the binary still count.
            ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
        });
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        configure?.Invoke(builder);
        AddServices(builder);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    /// <summary>Where the database, the keys and the filed originals are kept; created when absent.</summary>
    public static string DataDirectory(IConfiguration configuration, IHostEnvironment environment)
    {
        var path = Path.Combine(environment.ContentRootPath, configuration["Portal:DataDirectory"] is { Length: > 0 } set ? set : "data");
        return OwnerOnly.CreateDirectory(path).FullName;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        builder.WebHost.UseStaticWebAssets().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var data = DataDirectory(builder.Configuration, builder.Environment);
        builder.Services.AddDataProtection()
            .SetApplicationName("Regulator Portal")
            .PersistKeysToFileSystem(OwnerOnly.CreateDirectory(Path.Combine(data, "keys")));

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddSingleton(OpenDb(builder, data))
            .AddSingleton<Migrator>()
            .AddProxyHeaders(builder.Configuration)
            .AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365))
            .AddShell(showErrors: builder.Environment.IsDevelopment())
            .AddFeatures(builder.Configuration);
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseHsts();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/not-found").Use(ForPagesOnly);
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseOutputCache();
        app.UseFeatures();
        app.UseAntiforgery();
        app.MapShell();
        app.MapFeatures();
    }

    /// <summary>That there is nothing is told to a person on a page; to a program by the status alone, as any other refusal.</summary>
    private static async Task ForPagesOnly(HttpContext http, RequestDelegate next)
    {
        await next(http);
        var isPage = HttpMethods.IsGet(http.Request.Method)
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages && !(isPage && http.Response.StatusCode == StatusCodes.Status404NotFound))
        {
            pages.Enabled = false;
        }
    }

    private static Db OpenFile(string path)
    {
        // SQLite gives its companion files the rights of the database.
        OwnerOnly.CreateFile(path);
        return Db.ForSqlite(path);
    }

    private static Db OpenDb(WebApplicationBuilder builder, string dataDirectory)
    {
        var configuration = builder.Configuration;
        var provider = configuration["Database:Provider"] is { Length: > 0 } set ? set : nameof(Engine.Sqlite);
        return provider.ToUpperInvariant() switch
        {
            "SQLITE" => OpenFile(Path.Combine(dataDirectory, "portal.db")),
            "SQLSERVER" => Db.ForSqlServer(configuration.GetConnectionString("Portal") is { Length: > 0 } text
                ? text
                : throw new InvalidOperationException("ConnectionStrings:Portal is empty. It says which SQL Server database to use.")),
            _ => throw new InvalidOperationException($"Database:Provider is '{provider}'. Use Sqlite or SqlServer."),
        };
    }
}
