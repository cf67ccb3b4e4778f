using Portal.SpotChecks.Campaigns;
using Portal.SpotChecks.Findings;
using Portal.SpotChecks.Schedules;
using Portal.SpotChecks.Tasks;

namespace Portal.SpotChecks;

/// <summary>Spot checks: campaigns, frames and draws, tasks, findings and results. Each part registers itself on a line of its own.</summary>
public static class SpotChecksFeature
{
    public static IServiceCollection AddSpotChecks(this IServiceCollection services) => services
        .AddCampaigns()
        .AddSchedules()
        .AddTasks()
        .AddFindings();

    public static void MapSpotChecks(this IEndpointRouteBuilder routes)
    {
        routes.MapCampaigns();
        routes.MapTasks();
        routes.MapFindings();
    }
}
