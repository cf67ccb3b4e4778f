using Portal.Access;
using Portal.Access.FirstRun;
using Portal.Indicators;
using Portal.Ledgers;
using Portal.Registry;
using Portal.Scheduling;
using Portal.SpotChecks;
using Portal.TimeLimits;
using Portal.Warnings;

namespace Portal;

/// <summary>Every feature of the portal in the order a ledger row meets them: one line to register, one for its endpoints.</summary>
internal static class Features
{
    public static IServiceCollection AddFeatures(this IServiceCollection services, IConfiguration configuration) => services
        .AddRegistry()
        .AddAccess(configuration)
        .AddTimeLimits()
        .AddLedgers()
        .AddSpotChecks()
        .AddIndicators()
        .AddWarnings(configuration)
        .AddScheduling()
        .AddAfterFiling();

    /// <summary>What features do with every request once it is known who asks.</summary>
    public static void UseFeatures(this IApplicationBuilder app) => app.UseFirstRun().UseObjectGuards();

    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        routes.MapAccess();
        routes.MapLedgers();
        routes.MapSpotChecks();
        routes.MapIndicators();
        routes.MapWarnings();
    }
}
