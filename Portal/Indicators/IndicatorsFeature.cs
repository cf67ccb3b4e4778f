using Portal.Data.Indicators;

namespace Portal.Indicators;

/// <summary>The figures of requirements §6, from one place for screen, export and command line.</summary>
public static class IndicatorsFeature
{
    public static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddSingleton<IndicatorStore>()
        .AddSingleton<SummaryDesk>();
}
