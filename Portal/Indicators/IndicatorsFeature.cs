using System.Security.Claims;
using Portal.Data.Indicators;

namespace Portal.Indicators;

/// <summary>The figures of requirements §6, from one place for screen, export and command line.</summary>
public static class IndicatorsFeature
{
    public static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddSingleton<IndicatorStore>()
        .AddSingleton<FiledMonthStore>()
        .AddSingleton<SummaryDesk>()
        .AddSingleton<SummaryExport>();

    public static void MapIndicators(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/api/summary.xlsx",
        (ClaimsPrincipal user, [AsParameters] SummaryQuery query, SummaryExport export, CancellationToken cancellation) =>
            export.AnswerAsync(user, query, cancellation));
}
