using Portal.Data.Access;

namespace Portal.Data.Indicators;

/// <summary>The one way to figures: dashboard, enterprise home, export and command line all ask here.</summary>
public sealed class SummaryDesk(IndicatorStore indicators)
{
    public const int TrendMonths = 12;

    public async Task<SummaryReport> ReportAsync(MonthSpan period, EnterpriseScope scope, CancellationToken cancellation)
    {
        var reading = await indicators.ReadAsync(period, scope, TrendMonths, cancellation);
        return SummaryRules.Assemble(reading, MonthSpan.Ending(period.To, TrendMonths));
    }
}
