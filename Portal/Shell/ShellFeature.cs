using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Localization;
using Radzen;

namespace Portal.Shell;

/// <summary>What every page stands on: components, languages, health.</summary>
public static class ShellFeature
{
    /// <summary>The first one is the default.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    public static IServiceCollection AddShell(this IServiceCollection services, bool showErrors)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DetailedErrors = showErrors;
            // Long enough for a lift, a tunnel or a laptop lid: the work on screen is still there.
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10);
        });
        services.AddRadzenComponents();
        services.AddLocalization();
        services.AddRequestLocalization(options =>
        {
            var languages = Languages.ToArray();
            options.SetDefaultCulture(languages[0]).AddSupportedCultures(languages).AddSupportedUICultures(languages);
            // The address or the user's choice decides; a browser set to English is no reason to leave the default.
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        services.AddAntiforgery(token =>
        {
            token.Cookie.Name = "portal.form";
            token.Cookie.SameSite = SameSiteMode.Lax;
            token.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddOutputCache(options => options.AddPolicy(PublicPages.Policy, policy => policy.AddPolicy<PublicPages>(), excludeDefaultPolicy: true));
        services.AddApiDocument();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return services;
    }

    public static void MapShell(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/healthz/ready").AllowAnonymous();
        routes.MapGet("/culture", SetCulture).AllowAnonymous();
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapApiDocument();
        // Who may frame a page is said once, in SecurityHeaders.
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    /// <summary>Remembers the language and goes back to the page; an address elsewhere or an unknown language is ignored.</summary>
    private static IResult SetCulture(HttpContext http, TimeProvider clock, string? c, string? returnUrl)
    {
        if (c is not null && Languages.Contains(c))
        {
            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new(c)),
                new() { Expires = clock.GetUtcNow().AddYears(1), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        }

        return Results.LocalRedirect(LocalAddress.Or(returnUrl, "/"));
    }
}
