using Portal.Access;

namespace Portal;

/// <summary>Every feature of the portal in the order of the docs: one line to register it, one for its endpoints.</summary>
internal static class Features
{
    public static IServiceCollection AddFeatures(this IServiceCollection services, IConfiguration configuration) => services
        .AddAccess(configuration);

    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        routes.MapAccess();
    }
}
