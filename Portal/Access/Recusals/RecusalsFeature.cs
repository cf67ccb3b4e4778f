using Portal.Data.Access.Permits;
using Portal.Data.Access.Recusals;

namespace Portal.Access.Recusals;

/// <summary>Interests, recusals, supervisors and permits: who may be trusted with whose case.</summary>
internal static class RecusalsFeature
{
    public static IServiceCollection AddRecusals(this IServiceCollection services) => services
        .AddSingleton<RecusalStore>()
        .AddSingleton<RecusalGate>()
        .AddSingleton<SupervisorStore>()
        .AddSingleton<Supervision>()
        .AddSingleton<Interests>()
        .AddSingleton<RecusalTexts>()
        .AddSingleton<PermitStore>()
        .AddSingleton<PermitDesk>();
}
