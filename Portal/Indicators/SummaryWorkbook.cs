using Portal.Data.Indicators;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.Registry;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>
/// The ranking as a workbook (design §7): the lines of the screen in their order, every indicator with what stands
/// above and below the line, and a second sheet that says how each is made.
/// </summary>
public static class SummaryWorkbook
{
    /// <summary>Columns before the first indicator.</summary>
    public const int LeadingColumns = 5;

    /// <param name="target">Stays open.</param>
    /// <param name="report">In full depth.</param>
    /// <param name="ranking">Of the same report.</param>
    /// <param name="say">The words of pages of figures.</param>
    /// <param name="sectorName">The name of a sector in the reader's language.</param>
    public static void Write(
        Stream target, SummaryReport report, Ranking ranking, Func<string, object[], string> say, Func<Sector, string> sectorName)
    {
        using var workbook = new WorkbookWriter(target);
        workbook.BeginSheet(new(say("Ranking", [])) { Widths = [10, 8, 22, 32, 12, .. IndicatorRegistry.All.SelectMany(_ => new double[] { 16, 12, 12 })], HasFrozenHeader = true });
        var header = new List<object?> { say("Sector", []), say("Place", []), say("Code", []), say("Enterprise", []), say("Jurisdiction", []) };
        header.AddRange(IndicatorRegistry.All.SelectMany(indicator => new object?[] { Head(indicator, say), say("NumeratorShort", []), say("DenominatorShort", []) }));
        workbook.WriteRow([.. header], [.. header.Select(_ => CellLook.Header)]);
        foreach (var group in ranking.Groups)
        {
            foreach (var line in group.Lines)
            {
                var enterprise = line.Subject.Enterprise;
                workbook.WriteRow([
                    sectorName(group.Sector), line.Place, enterprise.Code, enterprise.Here(), enterprise.JurisdictionCode,
                    .. Cells(line.Subject.Figures, say)]);
            }
        }

        workbook.WriteRow([null, null, null, say("Total", []), null, .. Cells(report.Total, say)]);
        workbook.EndSheet();
        WriteNotes(workbook, report, ranking, say);
    }

    private static IEnumerable<object?> Cells(FigureSet figures, Func<string, object[], string> say) => IndicatorRegistry.All.SelectMany(indicator =>
    {
        var figure = figures[indicator];
        object? value = figure.IsSmallSample ? say("SmallSample", [figure.Denominator!]) : FigureText.Rounded(figure, indicator.Unit);
        return new[] { value, figure.Numerator, figure.Denominator };
    });

    private static string Head(Indicator indicator, Func<string, object[], string> say) => indicator.Unit switch
    {
        IndicatorUnit.Share => indicator.Name.Here() + " (%)",
        IndicatorUnit.Days => indicator.Name.Here() + say("InDays", []),
        _ => indicator.Name.Here(),
    };

    private static void WriteNotes(WorkbookWriter workbook, SummaryReport report, Ranking ranking, Func<string, object[], string> say)
    {
        workbook.BeginSheet(new(say("Notes", [])) { Widths = [28, 90, 20, 10] });
        workbook.WriteRow([say("Month", []), Show.Month(report.Period.To)]);
        workbook.WriteRow([say("RankingBy", [ranking.PlacedBy.Name.Here()])]);
        foreach (var indicator in IndicatorRegistry.All)
        {
            var isLeftOut = indicator == IndicatorRegistry.RepeatHouseholdRate && report.Total[indicator].Value is null && report.Total[IndicatorRegistry.ComplaintTotal].Numerator > 0;
            workbook.WriteRow([
                indicator.Name.Here(), isLeftOut ? $"{indicator.Formula.Here()} {indicator.Exclusions!.Here()}" : indicator.Formula.Here(),
                string.Join(", ", indicator.Sources), $"v{indicator.Version}"]);
        }

        workbook.EndSheet();
    }
}
