using Microsoft.Extensions.Localization;
using Portal.Data.Indicators;
using Portal.Data.Ledgers.Reading;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Indicators.Summary;

/// <summary>汇总报表 as a workbook: the header of two levels, the lines of the screen in their order, and a sheet of definitions.</summary>
public sealed class SummaryTableWorkbook(SummaryCells cells, IStringLocalizer<FigureWords> say)
{
    /// <summary>名次 and 受理单位.</summary>
    public const int LeadingColumns = 2;

    public const int HeaderRows = 2;

    /// <param name="target">Stays open.</param>
    /// <param name="answer">What the page shows.</param>
    /// <param name="today">The day of the query.</param>
    public void Write(Stream target, SummaryAnswer answer, DateOnly today)
    {
        using var workbook = new WorkbookWriter(target);
        workbook.BeginSheet(new(say["SummaryHead"])
        {
            Widths = [8, 36, .. SummaryColumns.All.Select(_ => 12.0)],
            HasFrozenHeader = true,
            HeaderRows = HeaderRows,
        });
        var merged = WriteHeader(workbook);
        foreach (var section in answer.Table.Sections)
        {
            workbook.WriteRow([null, cells.Name(section)], [CellLook.General, CellLook.Wrapped]);
            foreach (var line in section.Lines)
            {
                WriteLine(workbook, line.Place, cells.Name(line.Subject), line.Figures);
            }
        }

        WriteLine(workbook, null, say["Total"], answer.Table.Total);
        workbook.EndSheet(merged: merged);
        WriteNotes(workbook, answer, today);
    }

    private static CellLook LookOf(Indicator indicator) => indicator.Unit switch
    {
        IndicatorUnit.Cases => CellLook.Whole,
        IndicatorUnit.Share => CellLook.Percent,
        _ => CellLook.OneDecimal,
    };

    /// <returns>The cells of the header that are one.</returns>
    private List<string> WriteHeader(WorkbookWriter workbook)
    {
        var merged = new List<string> { "A1:A2", "B1:B2" };
        var upper = new List<object?> { say["Place"].Value, say["SummaryUnit"].Value };
        var lower = new List<object?> { null, null };
        foreach (var group in Groups())
        {
            var (from, to) = (CellAddress.Letters(upper.Count), CellAddress.Letters(upper.Count + group.Count - 1));
            merged.Add(group[0].Group is null ? $"{from}1:{to}2" : $"{from}1:{to}1");
            upper.Add((group[0].Group ?? group[0].Head).Here());
            upper.AddRange(group.Skip(1).Select(_ => (object?)null));
            lower.AddRange(group.Select(column => column.Group is null ? null : (object?)column.Head.Here()));
        }

        foreach (var row in new[] { upper, lower })
        {
            workbook.WriteRow([.. row], [.. row.Select(_ => CellLook.Header)]);
        }

        return merged;
    }

    /// <summary>The columns as the upper level of the header takes them together.</summary>
    public static IReadOnlyList<IReadOnlyList<SummaryColumn>> Groups()
    {
        var groups = new List<List<SummaryColumn>>();
        foreach (var column in SummaryColumns.All)
        {
            if (column.Group is not null && groups is [.., var last] && last[0].Group == column.Group)
            {
                last.Add(column);
            }
            else
            {
                groups.Add([column]);
            }
        }

        return groups;
    }

    private void WriteLine(WorkbookWriter workbook, int? place, string name, FigureSet figures) => workbook.WriteRow(
        [place, name, .. SummaryColumns.All.Select(column => cells.Cell(figures[column.Indicator], column.Indicator.Unit))],
        [CellLook.General, CellLook.General, .. SummaryColumns.All.Select(column => LookOf(column.Indicator))]);

    private void WriteNotes(WorkbookWriter workbook, SummaryAnswer answer, DateOnly today)
    {
        workbook.BeginSheet(new(say["Notes"]) { Widths = [28, 100, 20, 10] });
        workbook.WriteRow([say["Period"].Value, cells.Name(answer.Period)]);
        workbook.WriteRow([say["Jurisdiction"].Value, answer.Jurisdiction is { } place ? new LimitText(place.Name, place.NameEn).Here() : null]);
        workbook.WriteRow([say["QueryDate"].Value, Show.Day(today)]);
        workbook.WriteRow([say["RankNote"].Value]);
        workbook.WriteRow([say["GradeNote"].Value]);
        foreach (var column in SummaryColumns.All)
        {
            var indicator = column.Indicator;
            workbook.WriteRow([indicator.Name.Here(), indicator.Formula.Here(), string.Join(", ", indicator.Sources), $"v{indicator.Version}"]);
        }

        workbook.EndSheet();
    }
}
