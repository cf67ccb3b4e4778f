using System.Globalization;
using System.Text.Json;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Reading;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Ledgers;

/// <summary>What came of a filing, as the command line prints it.</summary>
internal static class FilingText
{
    /// <summary>The contract of <c>import --json</c>: see docs/operations.md.</summary>
    /// <param name="after">What was done after it was filed, in words.</param>
    public static Task WriteJsonAsync(FilingReport report, IReadOnlyList<string> after, IssueTexts texts, TextWriter output)
    {
        var filing = report.Filing;
        return output.WriteLineAsync(JsonSerializer.Serialize(
            new
            {
                Filing = filing.Id == 0 ? (long?)null : filing.Id,
                filing.Version,
                Status = filing.Status.ToString(),
                Repeat = report.IsRepeat,
                Refusal = filing.Refusal,
                RefusalDetail = filing.RefusalDetail?.Split('\n'),
                RefusalMessage = filing.Refusal is null ? null : Refusal(filing, texts),
                Rows = filing.RowsRead,
                Valid = filing.RowsValid,
                Warnings = filing.RowsWarned,
                Rejected = filing.RowsRejected,
                Complete = filing.RowsComplete,
                FilledFields = filing.FilledFields?.Split('\n'),
                Limits = report.Limits.ToDictionary(
                    limit => limit.Key,
                    limit => Enum.GetValues<Verdict>().ToDictionary(verdict => verdict.ToString(), verdict => limit.Value[(int)verdict])),
                Issues = report.Issues.Select(issue => new
                {
                    Severity = SeverityOf(issue),
                    Class = issue.Class.ToString(),
                    issue.Code,
                    issue.Sheet,
                    Row = issue.SheetRow == 0 ? (int?)null : issue.SheetRow,
                    Column = issue.Field is null ? null : IssueTexts.Column(issue.Field),
                    issue.Cell,
                    Field = issue.Field?.ToString(),
                    issue.Value,
                    Message = $"{texts.Reason(issue)} {texts.Fix(issue)}",
                }),
                After = after,
            },
            s_json));
    }

    // Rule ids and verdicts keep their case as keys.
    private static readonly JsonSerializerOptions s_json = new(Verb.Json) { DictionaryKeyPolicy = null };

    public static async Task WriteAsync(FilingReport report, IReadOnlyList<string> after, IssueTexts texts, TextWriter output)
    {
        var filing = report.Filing;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{filing.EnterpriseCode} {filing.Period} {(filing.Id == 0 ? "checked only" : $"version {filing.Version}")}: {filing.Status}{(report.IsRepeat ? " earlier (the same file; nothing was written)" : "")}"));
        if (filing.Refusal is not null)
        {
            await output.WriteLineAsync($"{filing.Refusal}: {Refusal(filing, texts)}");
            return;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"rows {filing.RowsRead}, valid {filing.RowsValid}, warnings {filing.RowsWarned}, rejected {filing.RowsRejected}"));
        foreach (var (ruleId, counts) in report.Limits)
        {
            await output.WriteLineAsync($"{ruleId}  " + string.Join("  ", Enum.GetValues<Verdict>().Select(verdict => $"{verdict} {counts[(int)verdict]}")));
        }

        foreach (var issue in report.Issues)
        {
            await output.WriteLineAsync(
                $"{SeverityOf(issue)}: {(issue.Sheet.Length > 0 ? issue.Sheet : filing.FileName)}{(issue.Cell.Length > 0 ? " " + issue.Cell : "")}: {texts.Reason(issue)} {texts.Fix(issue)}");
        }

        foreach (var line in after)
        {
            await output.WriteLineAsync(line);
        }
    }

    /// <summary>An error keeps the filing from being accepted, a warning does not.</summary>
    private static string SeverityOf(LedgerIssue issue) => issue.IsError ? "error" : "warning";

    private static string Refusal(Filing filing, IssueTexts texts) => $"{texts.Refusal(filing)}{Lacking(filing)} {texts.RefusalFix(filing)}";

    /// <summary>The columns that are missing; the sentence names their sheet.</summary>
    private static string Lacking(Filing filing) =>
        filing is { Refusal: nameof(RefusalCode.MissingColumns), RefusalDetail: { } detail } ? " " + string.Join(", ", detail.Split('\n')[1..]) : "";
}
