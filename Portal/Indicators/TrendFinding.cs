using Microsoft.Extensions.Localization;
using Portal.Data.Indicators;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>An indicator over the months of a report: the points of the chart and the sentence they add up to.</summary>
public sealed record TrendFinding(string Title, IReadOnlyList<TrendPoint> Points)
{
    private const int FewestMonths = 6;

    /// <summary>What a trend can be drawn of: those made of the counts of a month.</summary>
    public static IReadOnlyList<Indicator> Choices { get; } =
    [
        IndicatorRegistry.OnTimeFeedbackRate, IndicatorRegistry.SatisfactionRate, IndicatorRegistry.LedgerCompletenessRate,
        IndicatorRegistry.ComplaintTotal,
    ];

    public static TrendFinding Of(IReadOnlyList<MonthFigures> trend, Indicator indicator, CaseLinks links, IStringLocalizer<FigureWords> say)
    {
        // Months before the first ledger say nothing; a few are kept so that a new portal does not show one lonely dot.
        var first = Math.Min(
            Math.Max(0, trend.Count - FewestMonths),
            trend.TakeWhile(month => month.Figures[IndicatorRegistry.ComplaintTotal].Numerator == 0).Count());
        var points = trend.Skip(first).Select(month => Point(month, indicator, links, say)).ToList();
        return new(Sentence(points, indicator, say), points);
    }

    private static TrendPoint Point(MonthFigures month, Indicator indicator, CaseLinks links, IStringLocalizer<FigureWords> say)
    {
        var figure = month.Figures[indicator];
        var there = links with { Month = month.Month, From = null };
        var isMissing = figure.Value is null || figure.IsSmallSample || month.Figures[IndicatorRegistry.ComplaintTotal].Numerator == 0;
        return new(
            month.Month,
            isMissing ? null : (double?)FigureText.Rounded(figure, indicator.Unit),
            figure.IsSmallSample ? say["SmallSample", figure.Denominator ?? 0] : isMissing ? Show.Missing : FigureText.Value(figure, indicator.Unit),
            figure.Denominator is { } all ? $"{Show.Count(figure.Numerator)} / {Show.Count(all)}" : null,
            there.Of(indicator) ?? there.All,
            figure.IsSmallSample);
    }

    private static string Sentence(IReadOnlyList<TrendPoint> points, Indicator indicator, IStringLocalizer<FigureWords> say)
    {
        var known = points.Where(point => point.Value is not null).ToList();
        if (known.Count < 2)
        {
            return say["TrendUnknown", indicator.Name.Here()];
        }

        var (from, to) = (known[0], known[^1]);
        var change = to.Value!.Value - from.Value!.Value;
        var isFlat = indicator.Unit is IndicatorUnit.Share ? Math.Abs(change) < 0.5 : Math.Abs(change) < from.Value.Value * 0.02;
        return isFlat
            ? say["TrendFlat", indicator.Name.Here(), Show.Month(from.Month), to.Text, Show.Month(to.Month)]
            : say[change > 0 ? "TrendUp" : "TrendDown", indicator.Name.Here(), Show.Month(from.Month), from.Text, Show.Month(to.Month), to.Text];
    }
}
