using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Ledgers;

namespace Portal.SpotChecks.Campaigns;

/// <summary>Planning, freezing, drawing and repeating draws.</summary>
internal static class CampaignsFeature
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddSingleton<QuestionnaireStore>()
        .AddSingleton<CampaignStore>()
        .AddSingleton<CampaignDesk>()
        .AddSingleton<FrameStore>()
        .AddSingleton<FrameFreezer>()
        .AddSingleton<DrawDesk>()
        .AddSingleton<CampaignGuard>()
        .AddSingleton<CampaignTexts>()
        .AddSingleton<CampaignReader>()
        .AddSingleton<SampleWords>()
        .AddSingleton<DemoSequel, CampaignDemo>();

    public static void MapCampaigns(this IEndpointRouteBuilder routes) => routes.MapCampaignFiles();
}
