using Portal.Data.SpotChecks.Schedules;

namespace Portal.SpotChecks.Schedules;

/// <summary>Campaigns that come again.</summary>
internal static class SchedulesFeature
{
    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton<ScheduleStore>()
        .AddSingleton<ScheduleRunner>()
        .AddSingleton<ScheduleTexts>()
        .AddScoped<CampaignScheduleJob>();
}
