using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Ledgers.Disclosures;

/// <summary>The record of disclosures as a file: the query of the page, inside what the actor may see.</summary>
internal sealed class DisclosureExport(DisclosureStore store, DisclosureTexts texts, ScopeGate gate, IStringLocalizer<DisclosuresPage> text)
{
    /// <summary>More than these are asked for in parts, by time.</summary>
    private const int MostRows = 50_000;

    public async Task<IResult> WorkbookAsync(HttpContext http)
    {
        var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file))
        {
            workbook.BeginSheet(new(text["Title"]) { Widths = [18, 18, 16, 10, 22, 18, 40, 28], HasFrozenHeader = true });
            foreach (var row in await RowsAsync(http))
            {
                workbook.WriteRow([.. row]);
            }

            workbook.EndSheet();
        }

        return Results.Bytes(file.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", text["Title"] + ".xlsx");
    }

    public async Task<IResult> CsvAsync(HttpContext http)
    {
        var file = new MemoryStream();
        await using (var csv = new CsvFile(file))
        {
            foreach (var row in await RowsAsync(http))
            {
                await csv.WriteRowAsync(row);
            }
        }

        return Results.Bytes(file.ToArray(), CsvFile.ContentType, text["Title"] + ".csv");
    }

    private async Task<IReadOnlyList<string[]>> RowsAsync(HttpContext http)
    {
        var actor = http.User.ToActor();
        string? Asked(string key) => http.Request.Query[key].ToString() is { Length: > 0 } value ? value : null;
        var jurisdiction = Asked(ScopeAddress.Jurisdiction) is { } wished && await gate.MaySeeJurisdictionAsync(actor, wished, http.RequestAborted) ? wished : null;
        var filter = new DisclosureQuery(Asked("user"), Asked("case"), Asked("from"), Asked("to"))
            .ToFilter(EnterpriseScope.Of(actor) with { JurisdictionCode = jurisdiction });
        var rows = new List<string[]> { new[] { "At", "User", "Account", "Kind", "Case", "What", "Why", "Enterprise" }.Select(key => text[key].Value).ToArray() };
        for (var skip = 0; skip < MostRows; skip += PageRequest.Largest)
        {
            var page = await store.ReadPageAsync(filter, new(skip, PageRequest.Largest), http.RequestAborted);
            rows.AddRange(page.Items.Select(Cells));
            if (page.Items.Count < PageRequest.Largest)
            {
                break;
            }
        }

        return rows;
    }

    private string[] Cells(Disclosure item) =>
    [
        Show.MomentOf(item.AtUtc),
        item.DisplayName,
        item.UserName,
        texts.Of(item.Kind),
        item.CaseNo ?? "",
        texts.What(item),
        texts.Why(item),
        Show.Name(item.EnterpriseName, item.EnterpriseNameEn),
    ];
}
