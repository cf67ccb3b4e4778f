using Portal.Data.Access;
using Portal.Data.Access.Audit;

namespace Portal.Access.Audit;

/// <summary>The audit log: appending, reading, checking, anchoring.</summary>
public static class AuditFeature
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditLog>()
        .AddSingleton<AuditStore>()
        .AddSingleton<ChainStore>()
        .AddSingleton<AuditVerification>()
        .AddSingleton<PlaceNameStore>()
        .AddSingleton<AuditTexts>()
        .AddScoped<AuditAnchorJob>();

    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapAuditExport();
}
