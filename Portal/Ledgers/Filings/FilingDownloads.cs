using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Ledgers.Workbooks;
using Portal.Shell;

namespace Portal.Ledgers.Filings;

/// <summary>
/// Files to take away: the template, the original of a filing, the same with its faulty cells marked, its issues.
/// What the reader may not see is answered as if it did not exist. An original holds names and telephone numbers,
/// so the enterprise takes its own, whoever supervises it needs a permit for that enterprise and month, and who took it is recorded.
/// </summary>
internal sealed class FilingDownloads(
    FilingStore filings, IssueTexts texts, IStringLocalizer<FilingPage> text, IncomingFiles incoming, PersonalExport export)
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static IResult Template()
    {
        var file = new MemoryStream();
        TemplateWorkbook.Write(file);
        return Results.Bytes(file.ToArray(), Workbook, "投诉清单台账模板.xlsx");
    }

    public async Task<IResult> OriginalAsync(long id, HttpContext http)
    {
        if (await FindAsync(id, http) is not { } filing)
        {
            return Results.NotFound();
        }

        if (await RefuseAsync(filing, http) is { } refusal)
        {
            return refusal;
        }

        await export.RecordFileAsync(http.User.ToActor(), filing, "original", http.RequestAborted);
        return Results.Stream(
            output => filings.CopyFileAsync(filing, output, http.RequestAborted), "application/octet-stream", filing.FileName);
    }

    public async Task<IResult> MarkedAsync(long id, HttpContext http)
    {
        if (await FindAsync(id, http) is not { } filing || !FilingWords.CanBeMarked(filing))
        {
            return Results.NotFound();
        }

        if (await RefuseAsync(filing, http) is { } refusal)
        {
            return refusal;
        }

        await export.RecordFileAsync(http.User.ToActor(), filing, "marked", http.RequestAborted);
        var issues = await filings.ReadAllIssuesAsync(filing, http.RequestAborted);
        await using var original = incoming.Create();
        await filings.CopyFileAsync(filing, original, http.RequestAborted);
        var marked = incoming.Create();
        MarkedWorkbook.Write(original, [.. issues.Select(issue => new CellIssue(issue.Sheet, issue.Cell, $"{texts.Reason(issue)} {texts.Fix(issue)}"))], marked);
        marked.Position = 0;
        return Results.File(marked, Workbook, Path.GetFileNameWithoutExtension(filing.FileName) + text["MarkedSuffix"] + ".xlsx");
    }

    public async Task<IResult> IssuesAsync(long id, HttpContext http)
    {
        if (await FindAsync(id, http) is not { } filing)
        {
            return Results.NotFound();
        }

        await export.RecordFileAsync(http.User.ToActor(), filing, "issues", http.RequestAborted);
        var issues = await filings.ReadAllIssuesAsync(filing, http.RequestAborted);
        return Results.Stream(
            output => WriteCsvAsync(issues, output),
            CsvFile.ContentType,
            Path.GetFileNameWithoutExtension(filing.FileName) + text["IssuesSuffix"] + ".csv");
    }

    private async Task WriteCsvAsync(IReadOnlyList<LedgerIssue> issues, Stream output)
    {
        await using var csv = new CsvFile(output);
        await csv.WriteRowAsync([text["Class"], text["Sheet"], text["Cell"], text["Column"], text["Value"], text["Reason"], text["Fix"]]);
        foreach (var issue in issues)
        {
            await csv.WriteRowAsync(
                [texts.Class(issue.Class), issue.Sheet, issue.Cell, IssueTexts.Column(issue.Field), issue.Value, texts.Reason(issue), texts.Fix(issue)]);
        }
    }

    private Task<Filing?> FindAsync(long id, HttpContext http) =>
        filings.ReadAsync(id, EnterpriseScope.Of(http.User.ToActor()), http.RequestAborted);

    /// <summary>Why the file is not given out; null when it is.</summary>
    private async Task<IResult?> RefuseAsync(Filing filing, HttpContext http)
    {
        if (filing.AnonymisedAtUtc is not null)
        {
            return Results.Text(text["FileGone"], "text/plain; charset=utf-8", statusCode: StatusCodes.Status410Gone);
        }

        return await export.MayTakeAsync(http.User.ToActor(), filing, http.RequestAborted) is var answer and not FileTaking.Allowed
            ? Results.Text(text["File" + answer, filing.Period], "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden)
            : null;
    }
}
