using Portal.Access;
using Portal.Indicators;
using Portal.Ledgers;
using Portal.Registry;
using Portal.Scheduling;
using Portal.TimeLimits;

namespace Portal;

/// <summary>Every feature of the portal in the order a ledger row meets them: one line to register, one for its endpoints.</summary>
internal static class Features
{
    public static IServiceCollection AddFeatures(this IServiceCollection services, IConfiguration configuration) => services
        .AddRegistry()
        .AddAccess(configuration)
        .AddTimeLimits()
        .AddLedgers()
        .AddIndicators()
        .AddScheduling();

    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        routes.MapAccess();
        routes.MapLedgers();
        routes.MapIndicators();
    }
}
