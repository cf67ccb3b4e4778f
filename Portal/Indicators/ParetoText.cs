using Microsoft.Extensions.Localization;
using Portal.Data.Indicators.Desk;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>The complaint types of a period as chart and table, with the sentence they add up to.</summary>
public static class ParetoText
{
    public static string ParetoTitle(this DeskFigures figures, IStringLocalizer<DeskWords> desk, IStringLocalizer<FigureWords> say) => figures.Types switch
    {
        { Few: 0 } => desk["ParetoNone"],
        { Few: 1, Bars: [var most, ..], Total: var all } =>
            desk["ParetoOne", say["ComplaintType_" + most.Key].Value, Show.Rate(most.Cases, all), Show.Count(all)],
        var types => desk["ParetoTitle", types.Few, Show.Rate(types.Bars[types.Few - 1].Cumulative, types.Total), Show.Count(types.Total)],
    };

    public static IReadOnlyList<ParetoChart.Bar> ParetoBars(this DeskFigures figures, CaseLinks links, IStringLocalizer<FigureWords> say) =>
    [
        .. figures.Types.Bars.Select(bar => new ParetoChart.Bar(
            say["ComplaintType_" + bar.Key], bar.Cases, bar.CumulativeShareOf(figures.Types.Total), links.Of(bar.Key))),
    ];

    public static IReadOnlyList<Breakdown.Line> TypeLines(this DeskFigures figures, CaseLinks links, IStringLocalizer<FigureWords> say) =>
        [.. figures.Report.ByComplaintType.Select(slice => new Breakdown.Line(say["ComplaintType_" + slice.Key], slice.Figures, links.Of(slice.Key)))];
}
