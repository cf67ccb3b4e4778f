using Microsoft.Extensions.Localization;
using Portal.Data.Indicators;
using Portal.Shell;

namespace Portal.Indicators.Summary;

/// <summary>What stands in the cells of 汇总报表 and beside them, the same on screen, in the workbook and in the API.</summary>
public sealed class SummaryCells(IStringLocalizer<FigureWords> say, IStringLocalizer<Words> words)
{
    /// <summary>The number as published, a share as a fraction; null where there is none and where the sample is too small.</summary>
    public static decimal? Number(Figure figure, IndicatorUnit unit) => figure.IsSmallSample ? null
        : unit is IndicatorUnit.Share ? FigureText.Rounded(figure, unit) / 100
        : FigureText.Rounded(figure, unit);

    /// <summary>As it reads on screen.</summary>
    public string Text(Figure figure, IndicatorUnit unit) => figure.IsSmallSample
        ? say["SmallSample", figure.Denominator ?? 0]
        : FigureText.Value(figure, unit);

    /// <summary>As a cell of a workbook: a number where there is one.</summary>
    public object? Cell(Figure figure, IndicatorUnit unit) => figure.IsSmallSample ? Text(figure, unit) : Number(figure, unit);

    public string Name(SummarySubject subject) => System.Globalization.CultureInfo.CurrentUICulture.Name == "en" ? subject.NameEn : subject.Name;

    /// <summary>Who is ranked against each other, in words.</summary>
    public string Name(SummarySection section)
    {
        var parts = new List<string> { say["Section_" + section.Kind] };
        if (section.Peers.SectorList is { Count: > 0 } sectors)
        {
            parts.Add(string.Join(say["ListMark"], sectors.Select(sector => words["Sector_" + sector].Value)));
        }

        if (section.Peers.Size is { } size)
        {
            parts.Add(say["Size_" + size]);
        }

        parts.Add(say["Level_" + section.Peers.Level]);
        return string.Join(" · ", parts);
    }

    public string Name(SummaryPeriod period) => period switch
    {
        { Season: { } season } => say["Season", season.Name, Show.Month(period.Months.From), Show.Month(period.Months.To)],
        { Span: SummarySpan.Year } => say["Year", period.Months.To.Year],
        { Span: SummarySpan.Range } => say["Range", Show.Month(period.Months.From), Show.Month(period.Months.To)],
        _ => Show.Month(period.Months.To),
    };
}
