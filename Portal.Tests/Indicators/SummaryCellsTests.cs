using System.Globalization;
using Bunit;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ExcelDataReader;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Storage;
using Portal.Indicators.Summary;
using Portal.Tests.House;
using Portal.Tests.Ledgers.Cases;

namespace Portal.Tests.Indicators;

/// <summary>汇总报表 on the page, in the workbook and in the API, compared cell by cell.</summary>
public sealed class SummaryCellsTests : BunitContext
{
    private static readonly SummaryTableQuery s_query = new(null, null, "2025-11", null, null, null, null);

    public SummaryCellsTests() => Services.AddLocalization().AddSingleton<SummaryCells>().AddSingleton<SummaryTableWorkbook>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, UseCulture("en")]
    [InlineData(40)]
    [InlineData(6)] // small samples
    public async Task Page_Workbook_AndApi_Agree(int rows)
    {
        var answer = await AnswerAsync(rows);
        var api = SummaryApi.Of(answer);
        var screen = Screen(answer);
        var sheet = Sheet(answer);

        var lines = api.Sections.SelectMany(section => section.Lines).Select(line => (Key: line.NameEn, line.Place, line.Values))
            .Append((Key: "All together", Place: null, Values: api.Total)).ToList();
        Assert.Equal(lines.Select(line => line.Key), screen.Select(line => line.Key));
        Assert.Equal(lines.Select(line => line.Key), sheet.Select(line => line.Key));
        Assert.Equal(22, api.Columns.Count);
        for (var at = 0; at < lines.Count; at++)
        {
            Assert.Equal(lines[at].Place, sheet[at].Place);
            Assert.Equal(lines[at].Place?.ToString(CultureInfo.InvariantCulture) ?? (at == lines.Count - 1 ? "" : "—"), screen[at].Place);
            foreach (var (index, column) in api.Columns.Index())
            {
                var cell = lines[at].Values[column.Id];
                Assert.Equal(Shown(cell, column.Unit), screen[at].Cells[index]);
                if (cell.SmallSample)
                {
                    Assert.Equal(screen[at].Cells[index], sheet[at].Cells[index]);
                }
                else
                {
                    Assert.Equal((column.Id, cell.Value), (column.Id, sheet[at].Cells[index] is { } value ? Math.Round(Convert.ToDecimal(value, CultureInfo.InvariantCulture), 4) : null));
                }
            }
        }

        // A published system lost these two on the way to its workbook.
        Assert.All(["feedbackRate", "handlingDays"], id => Assert.Contains(api.Columns, column => column.Id == id));
    }

    [Theory]
    [InlineData("zh-CN", "名次", "受理单位", "一般件", "交办量")]
    [InlineData("en", "Place", "Unit", "Ordinary cases", "assigned")]
    public async Task TheHeader_HasTwoLevels_OnThePageAndInTheWorkbook(string language, string place, string unit, string group, string head)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        var answer = await AnswerAsync(12);
        var page = Grid(answer);
        var upper = page.FindAll("thead tr:first-child th").Select(cell => cell.TextContent.Trim()).ToList();
        var lower = page.FindAll("thead tr:nth-child(2) th").Select(cell => cell.TextContent.Trim()).ToList();

        Assert.Equal([place, unit, group], upper.Take(3));
        Assert.Equal((20, 6, head), (upper.Count, lower.Count, lower[0]));
        Assert.Equal(["3", "3"], page.FindAll("thead th[colspan]").Select(cell => cell.GetAttribute("colspan")));

        using var file = File(answer);
        using var document = SpreadsheetDocument.Open(file, false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single(part => part.Worksheet.Descendants<MergeCell>().Any()).Worksheet;
        Assert.Equal(["A1:A2", "B1:B2", "C1:E1", "F1:H1", "I1:I2"], sheet.Descendants<MergeCell>().Take(5).Select(cell => cell.Reference!.Value));
        var rows = sheet.Descendants<Row>().Take(2).Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList()).ToList();
        Assert.Equal(upper, rows[0].Where(text => text.Length > 0));
        Assert.Equal(lower, rows[1].Where(text => text.Length > 0));
    }

    [Fact, UseCulture("en")]
    public async Task EveryNumber_OpensItsRowsOrItsDefinition()
    {
        var answer = await AnswerAsync(12);
        var links = Grid(answer).FindAll("tbody td a, tfoot td a").Select(link => link.GetAttribute("href")!).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Matches("^/(cases[?]|indicators#)", link));
        Assert.All(SummaryColumns.All, column => Assert.NotNull(IndicatorCatalogue.Find(column.Indicator.Id)));
    }

    private static async Task<SummaryAnswer> AnswerAsync(int rows)
    {
        await using var filed = await RandomLedger.FileAsync(Engine.Sqlite, 41, rows, Cancellation, SlowSummary.Adorn);
        var period = MonthSpan.Of(new(2025, 11, 1));
        var table = await new SummaryTableDesk(new SummaryTableStore(filed.Db)).AskAsync(
            new(period, EnterpriseScope.Everything, SummaryGroup.All, null, null), Cancellation);
        return new(table, new(SummarySpan.Month, period, null), period.To, null);
    }

    private static string Shown(SummaryCellAnswer cell, string unit) => cell switch
    {
        { SmallSample: true } => $"sample too small (n = {cell.D})",
        { Value: null } => "—",
        { Value: { } value } when unit == nameof(IndicatorUnit.Share) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%",
        { Value: { } value } when unit == nameof(IndicatorUnit.Cases) => value.ToString("N0", CultureInfo.InvariantCulture),
        { Value: { } value } => value.ToString("N1", CultureInfo.InvariantCulture),
    };

    private IRenderedComponent<SummaryGrid> Grid(SummaryAnswer answer) => Render<SummaryGrid>(parameters => parameters
        .Add(grid => grid.Answer, answer).Add(grid => grid.Links, new SummaryLinks(s_query, answer.Table.Question)));

    private List<(string Key, string Place, List<string> Cells)> Screen(SummaryAnswer answer) =>
    [
        .. Grid(answer).FindAll("tbody tr:not(.group), tfoot tr").Select(row => (
            row.QuerySelector("th")!.TextContent,
            row.QuerySelector("td.place")!.FirstChild?.TextContent.Trim() ?? "",
            row.QuerySelectorAll("td:not(.place)").Select(cell => cell.TextContent.Trim()).ToList())),
    ];

    private List<(string Key, int? Place, List<object?> Cells)> Sheet(SummaryAnswer answer)
    {
        using var file = File(answer);
        using var reader = ExcelReaderFactory.CreateReader(file);
        var lines = new List<(string, int?, List<object?>)>();
        for (var row = 0; reader.Read(); row++)
        {
            // The rows between name the peer group and hold no number.
            if (row >= SummaryTableWorkbook.HeaderRows && reader.FieldCount > 2 && reader.GetValue(2) is not null)
            {
                lines.Add((
                    reader.GetString(1),
                    reader.GetValue(0) is { } place ? Convert.ToInt32(place, CultureInfo.InvariantCulture) : null,
                    [.. Enumerable.Range(SummaryTableWorkbook.LeadingColumns, SummaryColumns.All.Count).Select(reader.GetValue)]));
            }
        }

        return lines;
    }

    private MemoryStream File(SummaryAnswer answer)
    {
        var file = new MemoryStream();
        Services.GetRequiredService<SummaryTableWorkbook>().Write(file, answer, new(2025, 12, 5));
        file.Position = 0;
        return file;
    }
}
