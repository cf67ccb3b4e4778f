using System.Globalization;
using System.Text.Json;
using Bunit;
using ExcelDataReader;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Data.Indicators;
using Portal.Indicators;
using Portal.Tests.House;

namespace Portal.Tests.Indicators;

/// <summary>The same query gives the same figures on screen, in the workbook, as JSON and as text.</summary>
public sealed class SummaryWorkbookTests : BunitContext
{
    private static readonly SummaryReport s_report = SampleReport.April2026;

    public SummaryWorkbookTests() => Services.AddLocalization();

    [Fact, UseCulture("en")]
    public void Screen_Workbook_Json_AndText_Agree()
    {
        var ranking = Ranking.Of(s_report, null, null, false);
        var screen = Screen(ranking);
        var sheet = Sheet(ranking);
        using var json = Json();
        var text = IndicatorCommands.Table(s_report);

        Assert.Equal(screen.Keys.ToHashSet(), sheet.Keys.ToHashSet());
        Assert.Equal(4 * IndicatorRegistry.All.Count, sheet.Count);
        foreach (var ((subject, indicator), cell) in sheet)
        {
            var figure = subject == "Total"
                ? json.RootElement.GetProperty("total").GetProperty(indicator.Id)
                : json.RootElement.GetProperty("enterprises").EnumerateArray()
                    .Single(item => item.GetProperty("code").GetString() == subject).GetProperty("figures").GetProperty(indicator.Id);
            Assert.Equal(figure.GetProperty("n").GetInt64(), cell.Numerator);
            Assert.Equal(figure.TryGetProperty("d", out var all) ? all.GetInt64() : null, cell.Denominator);
            Assert.Equal(cell.Shown(indicator), screen[(subject, indicator)]);
            if (cell.Value is null)
            {
                Assert.Equal(JsonValueKind.Null, figure.GetProperty("value").ValueKind);
            }
            else if (!figure.TryGetProperty("smallSample", out _))
            {
                var value = figure.GetProperty("value").GetDouble() * (indicator.Unit is IndicatorUnit.Share ? 100 : 1);
                Assert.Equal(value, double.Parse(cell.Value, CultureInfo.InvariantCulture), 0.0501);
            }

            var parts = cell.Denominator is null ? $"{cell.Numerator}" : $"{cell.Numerator} / {cell.Denominator}";
            Assert.Contains(Block(text, subject), line => line.StartsWith("  " + indicator.Id + " ", StringComparison.Ordinal) && line.Contains("  " + parts, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Block(string text, string subject) =>
        text.Split('\n').Select(line => line.TrimEnd('\r')).SkipWhile(line => !line.StartsWith(subject + " ", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith(' '));

    private static JsonDocument Json()
    {
        using var stream = new MemoryStream();
        SummaryJson.Write(stream, s_report);
        return JsonDocument.Parse(stream.ToArray());
    }

    private Dictionary<(string Subject, Indicator Indicator), string> Screen(Ranking ranking)
    {
        var table = Render<RankingTable>(parameters => parameters
            .Add(part => part.Report, s_report).Add(part => part.Ranking, ranking)
            .Add(part => part.Columns, IndicatorRegistry.All).Add(part => part.Links, new CaseLinks(SampleReport.April)));
        var cells = new Dictionary<(string, Indicator), string>();
        foreach (var row in table.FindAll("tbody tr:not(.group), tfoot tr"))
        {
            var name = row.QuerySelector("th")!.TextContent;
            var subject = s_report.Enterprises.FirstOrDefault(item => item.Enterprise.NameEn == name)?.Enterprise.Code ?? "Total";
            var figures = row.QuerySelectorAll(".cell").Select(cell => cell.Children[0].TextContent).ToList();
            foreach (var (indicator, shown) in IndicatorRegistry.All.Zip(figures))
            {
                cells.Add((subject, indicator), shown);
            }
        }

        return cells;
    }

    private Dictionary<(string Subject, Indicator Indicator), Cell> Sheet(Ranking ranking)
    {
        var say = Services.GetRequiredService<IStringLocalizer<FigureWords>>();
        using var stream = new MemoryStream();
        SummaryWorkbook.Write(stream, s_report, ranking, (key, values) => say[key, values], sector => sector.ToString());
        stream.Position = 0;
        using var reader = ExcelReaderFactory.CreateReader(stream);
        var cells = new Dictionary<(string, Indicator), Cell>();
        for (reader.Read(); reader.Read();)
        {
            var subject = reader.GetValue(2) as string ?? "Total";
            foreach (var (index, indicator) in IndicatorRegistry.All.Index())
            {
                var at = SummaryWorkbook.LeadingColumns + (index * 3);
                cells.Add((subject, indicator), new(
                    reader.GetValue(at) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null,
                    Convert.ToInt64(reader.GetValue(at + 1), CultureInfo.InvariantCulture),
                    reader.GetValue(at + 2) is { } all ? Convert.ToInt64(all, CultureInfo.InvariantCulture) : null));
            }
        }

        return cells;
    }

    private sealed record Cell(string? Value, long Numerator, long? Denominator)
    {
        /// <summary>As the screen writes what the workbook holds.</summary>
        public string Shown(Indicator indicator) =>
            !double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Value ?? "—"
            : indicator.Unit switch
            {
                IndicatorUnit.Share => number.ToString("0.0", CultureInfo.InvariantCulture) + "%",
                IndicatorUnit.Cases => number.ToString("N0", CultureInfo.InvariantCulture),
                _ => number.ToString("N1", CultureInfo.InvariantCulture),
            };
    }
}
