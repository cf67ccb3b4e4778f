using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ExcelDataReader;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Demo;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Results;
using Portal.Ledgers;
using Portal.Shell;
using Portal.SpotChecks.Campaigns;
using Portal.SpotChecks.Findings;
using Portal.SpotChecks.Outcomes;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Outcomes;

/// <summary>Results of the demonstration: page, workbook and document say the same, and every number leads to exactly its rows.</summary>
[Trait("needs", "browser")]
public sealed partial class ResultWalkTests(PortalInBrowser portal) : IAsyncLifetime
{
    private const long Campaign = CampaignDemo.Callback;

    private const int MostFollowed = 130;

    private const string Address = "/spot-checks/1/results";

    /// <summary>Each table with its title: rows of cells, the head of each first.</summary>
    private const string Tables = """
        () => [...document.querySelectorAll('main section.card')].filter(section => section.querySelector('table .parts')).map(section => [
            [section.querySelector('h2').textContent],
            ...[...section.querySelectorAll('tr')].map(row => [...row.children].map(cell => cell.textContent.trim()))])
        """;

    /// <summary>Each number that is a link: where it stands, its text, and where it leads.</summary>
    private const string Links = """
        () => [
            ...[...document.querySelectorAll('main a.tile')].map(tile => ['tile', tile.querySelector('.tile-parts').textContent, tile.getAttribute('href')]),
            ...[...document.querySelectorAll('main .parts a')].map(link => [link.closest('section').getAttribute('aria-labelledby'), link.textContent, link.getAttribute('href')])]
        """;

    private RunningPortal? _demo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningPortal Demo => _demo!;

    public async ValueTask InitializeAsync() => _demo = await RunningPortal.StartAsync(
        (services, cancellation) => services.GetRequiredService<DemoData>().LoadAsync(new(), null, cancellation));

    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }
    }

    [Fact]
    public async Task PageWorkbookAndDocument_SayTheSame_CellByCell()
    {
        foreach (var language in Pages.Languages)
        {
            await CompareAsync(language);
        }
    }

    [Fact]
    public Task EveryNumber_LeadsToExactlyItsRows() => VisitAsync("zh-CN", async page =>
    {
        var links = await page.EvaluateAsync<string[][]>(Links);
        var counted = new List<string>();
        var followed = new HashSet<string>();
        foreach (var link in links)
        {
            var (place, text, href) = (link[0], link[1], link[2]);
            if (Number(place, text) is { } expected)
            {
                counted.Add(place);
                var found = await CountAsync(href);
                Assert.True(expected == found, $"{place}: '{text}' leads to {href}, which lists {found}.");

                // One of each kind, and not the longest, is walked in the browser, page by page.
                if (expected is > 0 and <= MostFollowed && followed.Add(KindOf(href)))
                {
                    Assert.Equal(expected, await RowsAsync(page, href));
                }
            }
        }

        Assert.Equal(["claims", "enterprises", "estimates", "facts", "findings", "response", "tile"], counted.Distinct().Order());
        Assert.InRange(followed.Count, 10, 30);
        Assert.InRange(counted.Count, 100, 1000);
    });

    private Task CompareAsync(string language) => VisitAsync(language, async page =>
    {
        var tables = (await page.EvaluateAsync<string[][][]>(Tables)).Select(table => (Title: table[0][0], Rows: table[1..])).ToList();
        var document = Document(await FileAsync(page, "docx"));
        var workbook = Workbook(await FileAsync(page, "xlsx"));

        Assert.Equal(6, tables.Count);
        Assert.All(tables, table =>
        {
            Assert.Equal(table.Rows.Select(row => row.Select(Plain)), document[table.Title].Select(row => row.Select(Plain)));

            // The workbook has a column for each figure of a cell: read on, they are the figures of the line.
            var sheet = workbook[table.Title];
            Assert.Equal(table.Rows.Length, sheet.Count);
            Assert.All(table.Rows.Zip(sheet).Skip(1), row =>
            {
                Assert.Equal(row.First[0], row.Second[0]);
                var left = string.Join('\n', row.First.Skip(1).Select(Plain));
                foreach (var figure in row.Second.Skip(1).Where(figure => figure.Length > 0))
                {
                    var at = left.IndexOf(figure, StringComparison.Ordinal);
                    Assert.True(at >= 0, $"{table.Title}, {row.First[0]}: the page has no {figure} where the workbook has it.");
                    left = left[(at + figure.Length)..];
                }

                Assert.DoesNotMatch(Digits(), left);
            });
        });

        // What only the files hold is the same in both, line by line.
        Assert.Equal(document.Keys.Order(), workbook.Keys.Except([language == "en" ? "Tasks" : "任务"]).Order());
        foreach (var title in document.Keys.Except(tables.Select(table => table.Title)))
        {
            Assert.Equal(document[title].Select(row => row.Select(Plain)), workbook[title].Skip(1).Select(row => row.Select(Plain)));
        }
    });

    private Task VisitAsync(string language, Func<IPage, Task> story) => portal.VisitAsync(language, async page =>
    {
        await page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = Demo.Address }]);
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: Address, address: Demo.Address);
        await page.GotoAsync(Demo.Address + Address);
        await page.WaitUntilLiveAsync();
        await story(page);
    });

    private async Task<byte[]> FileAsync(IPage page, string ending)
    {
        var answer = await page.APIRequest.GetAsync($"{Demo.Address}{Address}.{ending}");
        Assert.True(answer.Ok);
        return await answer.BodyAsync();
    }

    private static Dictionary<string, List<string[]>> Document(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        var tables = new Dictionary<string, List<string[]>>();
        var title = "";
        foreach (var part in document.MainDocumentPart!.Document.Body!.ChildElements)
        {
            if (part is Paragraph line && line.ParagraphProperties?.ParagraphStyleId?.Val == ReportStyles.Heading)
            {
                title = ReportDocumentTests.TextOf(line).Split("  ", 2)[1];
            }
            else if (part is Table table)
            {
                tables.Add(title, [.. table.Elements<TableRow>().Select(row => row.Elements<TableCell>().Select(cell => ReportDocumentTests.TextOf(cell.Elements<Paragraph>().Single())).ToArray())]);
            }
        }

        return tables;
    }

    /// <summary>Every cell as a reader sees it: by the look that it has.</summary>
    private static Dictionary<string, List<string[]>> Workbook(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file));
        var sheets = new Dictionary<string, List<string[]>>();
        do
        {
            var rows = new List<string[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) switch
                {
                    null => "",
                    double number when reader.GetNumberFormatString(column) == "0.0%" => Show.Rate((decimal)number),
                    double number when reader.GetNumberFormatString(column) == "#,##0.0" => Show.Number((decimal)number),
                    double number => Show.Count((long)number),
                    var text => text.ToString()!,
                })]);
            }

            sheets.Add(reader.Name, rows);
        }
        while (reader.NextResult());
        return sheets;
    }

    private static string Plain(string text) => text.Replace("\u2060", "", StringComparison.Ordinal).Trim();

    /// <summary>How many rows a number stands for: of two, the first; null for a name.</summary>
    private static int? Number(string place, string text) => (place == "tile" && text.Contains('=', StringComparison.Ordinal) ? Answers() : Digits()).Match(text) is { Success: true } found && (place == "tile" || found.Length == text.Length)
        ? int.Parse(found.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        : null;

    private static string KindOf(string href) => Values().Replace(href.Split('#')[0], "$1");

    /// <summary>The rows that the address asks for.</summary>
    private async Task<int> CountAsync(string href)
    {
        var (services, query) = (Demo.Services, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(href[href.IndexOf('?', StringComparison.Ordinal)..].Split('#')[0]));
        var officer = new Actor(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, DemoRegistry.LeagueCode);
        if (href.StartsWith("/findings", StringComparison.Ordinal))
        {
            var filter = FindingExport.Filter(officer, query.GetValueOrDefault("type"), query.GetValueOrDefault("state"), query.GetValueOrDefault("campaign"), query.GetValueOrDefault("enterprise"), null, default);
            return (await services.GetRequiredService<FindingStore>().ReadPageAsync(officer, filter, new(0, 1), Cancellation)).Total;
        }

        if (href.Contains("/claims", StringComparison.Ordinal))
        {
            var rows = await services.GetRequiredService<FrameRowStore>().ReadAsync(
                officer, Campaign, Enum.Parse<ClaimKind>(query["of"]!), query.GetValueOrDefault("enterprise"), (0, int.MaxValue), Cancellation);
            Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
            return rows.Count;
        }

        var results = await services.GetRequiredService<ResultStore>().ReadAsync(officer, Campaign, Cancellation);
        var selection = ResultSelection.Read(href);
        return selection.HasFacts ? selection.Facts(results).Count : selection.Tasks(results).Count;
    }

    /// <summary>Rows listed in the browser, on all pages together.</summary>
    private async Task<int> RowsAsync(IPage page, string href)
    {
        var list = href.StartsWith("/findings", StringComparison.Ordinal) ? "main table.grid tbody tr" : href.Contains("/claims", StringComparison.Ordinal) ? "#rows tbody tr" : "#tasks tbody tr";
        await page.GotoAsync(Demo.Address + href);
        await page.WaitUntilLiveAsync();
        var rows = new HashSet<string>();
        for (var pages = 1; ; pages++)
        {
            var shown = await page.Locator(list).AllInnerTextsAsync();
            Assert.All(shown, row => Assert.True(rows.Add(row)));
            if (await page.Locator(".pager a[rel=next]").CountAsync() == 0)
            {
                return rows.Count;
            }

            await page.GotoAsync(new Uri(new Uri(page.Url), await page.Locator(".pager a[rel=next]").GetAttributeAsync("href")).ToString());
            await page.WaitUntilLiveAsync();
        }
    }

    [GeneratedRegex(@"\d[\d,]*")]
    private static partial Regex Digits();

    [GeneratedRegex(@"(?<==\D*)\d[\d,]*")]
    private static partial Regex Answers();

    [GeneratedRegex("([a-z]+)=[^&]*")]
    private static partial Regex Values();
}
