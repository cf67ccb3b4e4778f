using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;

namespace Portal.Indicators.Checks;

/// <summary>Lines of spot checks as page and workbook show them, in the reader's language.</summary>
public sealed class CheckedTable(IStringLocalizer<CheckedPage> say)
{
    public static long Connected(CheckCount count) => count.Tests.Sum(test => test.Connected);

    public static long Tests(CheckCount count) => count.Tests.Sum(test => test.Tests);

    /// <summary>Such as <c>00–06: 2 / 3; 18–24: 4 / 4</c>.</summary>
    public string ByHours(CheckCount count) => count.Tests.Count == 0
        ? Show.Missing
        : string.Join(say["Between"], count.Tests.Select(test => string.Create(CultureInfo.InvariantCulture, $"{test.FromHour:00}–{test.FromHour + 6:00}: {test.Connected} / {test.Tests}")));

    public void Write(Stream file, IReadOnlyList<CheckCount> counts)
    {
        object?[] header =
        [
            say["Campaign"].Value, say["Enterprise"].Value, say["Code"].Value, say["LastDay"].Value, say["FactsConfirmed"].Value, say["FactsCompared"].Value,
            say["Connected"].Value, say["Tests"].Value, say["ByHours"].Value,
        ];
        using var workbook = new WorkbookWriter(file);
        workbook.BeginSheet(new(say["Title"]) { Widths = [34, 30, 22, 14, 12, 12, 12, 12, 40], HasFrozenHeader = true });
        workbook.WriteRow(header, [.. header.Select(_ => CellLook.Header)]);
        foreach (var count in counts)
        {
            workbook.WriteRow([
                count.CampaignName, Show.Name(count.EnterpriseName, count.EnterpriseNameEn), count.EnterpriseCode, Show.Day(count.LastDay), count.FactsConfirmed, count.FactsCompared,
                Connected(count), Tests(count), count.Tests.Count == 0 ? null : ByHours(count)]);
        }

        workbook.EndSheet();
    }
}
