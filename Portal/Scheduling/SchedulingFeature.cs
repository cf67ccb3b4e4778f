using Portal.Data.Scheduling;

namespace Portal.Scheduling;

/// <summary>Work at set times. It starts with the host and so runs while the portal serves, never in another verb.</summary>
public static class SchedulingFeature
{
    public static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton<JobRunStore>()
        .AddSingleton<JobRunListener>()
        .AddSingleton<ScopedJobs>()
        .AddSingleton<PortalScheduler>()
        .AddHostedService(provider => provider.GetRequiredService<PortalScheduler>());

    /// <summary>What runs because something was filed.</summary>
    public static IServiceCollection AddAfterFiling(this IServiceCollection services) => services.AddHostedService<AfterFiling>();
}
