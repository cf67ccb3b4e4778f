using Portal.Data.Access;

namespace Portal.Data.Indicators;

/// <summary>The one way to figures: dashboard, enterprise home, export and command line all ask here.</summary>
public sealed class SummaryDesk(IndicatorStore indicators)
{
    public const int TrendMonths = 12;

    public async Task<SummaryReport> ReportAsync(
        MonthSpan period, EnterpriseScope scope, SummaryDepth depth, CancellationToken cancellation)
    {
        var trend = MonthSpan.Ending(period.To, TrendMonths);
        return SummaryRules.Assemble(await indicators.ReadAsync(period, scope, trend, depth, cancellation), trend);
    }

    /// <summary>The communities with most cases (hot list), most first.</summary>
    public Task<IReadOnlyList<CommunityFigures>> CommunitiesAsync(MonthSpan period, EnterpriseScope scope, int take, CancellationToken cancellation) =>
        indicators.ReadCommunitiesAsync(period, scope, take, cancellation);
}
