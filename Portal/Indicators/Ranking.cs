using Portal.Data.Indicators;
using Portal.Data.Registry;

namespace Portal.Indicators;

/// <param name="Place">Null when the sample is too small or there is no value.</param>
public sealed record RankingLine(int? Place, EnterpriseFigures Subject);

/// <summary>The enterprises of one sector: only like is placed beside like (requirements §6).</summary>
public sealed record RankingGroup(Sector Sector, IReadOnlyList<RankingLine> Lines);

/// <summary>The ranking as the screen and its export show it. An enterprise of two sectors stands in both groups.</summary>
/// <param name="SortedBy">What the lines are sorted by.</param>
/// <param name="PlacedBy">What the places are of; a mere count of cases places nobody.</param>
public sealed record Ranking(Indicator SortedBy, Indicator PlacedBy, bool IsReversed, IReadOnlyList<RankingGroup> Groups)
{
    /// <summary>Shown at once.</summary>
    public static IReadOnlyList<Indicator> Columns { get; } =
    [
        IndicatorRegistry.ComplaintTotal, IndicatorRegistry.OnTimeFeedbackRate, IndicatorRegistry.ClosingRate,
        IndicatorRegistry.HandlingDaysMean, IndicatorRegistry.SatisfactionRate, IndicatorRegistry.LedgerCompletenessRate,
    ];

    /// <summary>Shown when asked for: of each enterprise they cost a second look at its cases, see <see cref="SummaryDepth"/>.</summary>
    public static IReadOnlyList<Indicator> MoreColumns { get; } =
    [
        IndicatorRegistry.ComplaintTotal, IndicatorRegistry.FeedbackRate, IndicatorRegistry.OnTimeFeedbackRate, IndicatorRegistry.ClosingRate,
        IndicatorRegistry.HandlingDaysMean, IndicatorRegistry.HandlingDaysMedian, IndicatorRegistry.HandlingDaysP90,
        IndicatorRegistry.SatisfactionRate, IndicatorRegistry.LedgerCompletenessRate, IndicatorRegistry.SpotCheckAgreementRate, IndicatorRegistry.ConnectionRate,
        IndicatorRegistry.ComplaintsPer10kHouseholds,
    ];

    /// <param name="report">In full depth if <paramref name="sortId"/> may be one of <see cref="MoreColumns"/>.</param>
    /// <param name="sector">One group only.</param>
    /// <param name="sortId">Id of an indicator; what is unknown or absent from the report sorts by 按时反馈率.</param>
    public static Ranking Of(SummaryReport report, Sector? sector, string? sortId, bool isReversed)
    {
        var sorted = sortId is not null && IndicatorRegistry.Find(sortId) is { } wanted && report.Enterprises.All(item => item.Figures.TryGet(wanted.Id, out _))
            ? wanted
            : IndicatorRegistry.OnTimeFeedbackRate;
        var placed = sorted.Direction is Direction.None ? IndicatorRegistry.OnTimeFeedbackRate : sorted;
        var groups = new List<RankingGroup>();
        foreach (var one in sector is { } chosen ? [chosen] : Enum.GetValues<Sector>())
        {
            var lines = SummaryRanking.By(placed, SummaryRanking.Peers(report, one)).Select(item => new RankingLine(item.Place, item.Subject));
            if (sorted != placed)
            {
                lines = lines.OrderByDescending(line => line.Subject.Figures[sorted].Numerator);
            }

            // Those without a place stay at the end whichever way the rest is read.
            var ordered = isReversed ? lines.Reverse().OrderBy(line => sorted == placed && line.Place is null) : lines;
            if (ordered.ToList() is { Count: > 0 } list)
            {
                groups.Add(new(one, list));
            }
        }

        return new(sorted, placed, isReversed, groups);
    }
}
