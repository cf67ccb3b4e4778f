using Portal.Data.Access;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators.Desk;

/// <summary>Everything the desk shows of a period.</summary>
public sealed record DeskFigures(
    SummaryReport Report, LimitGrid Grid, Pareto<ComplaintType> Types, IReadOnlyList<HotCommunity> Hot, CaseCauses Causes);

/// <summary>Reads the desk of a period within a scope.</summary>
public sealed class DeskReader(SummaryDesk summary, DeskStore desk)
{
    public const int HotShown = 10;

    public async Task<DeskFigures> ReadAsync(MonthSpan period, EnterpriseScope scope, SummaryDepth depth, CancellationToken cancellation)
    {
        var report = await summary.ReportAsync(period, scope, depth, cancellation);
        var verdicts = await desk.ReadVerdictsAsync(period, scope, cancellation);
        var hot = await summary.CommunitiesAsync(period, scope, HotShown, cancellation);
        var households = hot.Count == 0
            ? new Dictionary<(string, string), long>()
            : await desk.ReadHouseholdsAsync(period, scope, hot, cancellation);
        var grid = LimitGridRules.Assemble([.. report.Enterprises.Select(item => item.Enterprise)], verdicts);
        var limits = report.Limits.ToDictionary(limit => limit.Counts.RuleId, limit => limit.Indicator, StringComparer.Ordinal);
        return new(
            report,
            grid with { Limits = [.. grid.Limits.Select(limit => limits.GetValueOrDefault(limit.RuleId) ?? limit)] },
            ParetoRules.Of(report.ByComplaintType.Select(slice => (slice.Key, slice.Figures[IndicatorRegistry.ComplaintTotal].Numerator))),
            [.. hot.Select(one => new HotCommunity(one, households.GetValueOrDefault((one.JurisdictionCode, one.Community))))],
            await desk.ReadCausesAsync(period, scope, cancellation));
    }
}
