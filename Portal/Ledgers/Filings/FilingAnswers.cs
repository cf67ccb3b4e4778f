using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers;
using Portal.Shell;

namespace Portal.Ledgers.Filings;

/// <summary>The result of a filing in the reader's language, ready to be laid out by the upload page (S0-45…47).</summary>
internal sealed class FilingAnswers(IStringLocalizer<FileLedgerPage> text, IssueTexts issueTexts, FilingStore filings)
{
    private const int IssuesShown = 50;

    public string Refusal(string key) => text[key];

    public async Task<object> OfAsync(FilingReport report, bool isCheck, CancellationToken cancellation)
    {
        var filing = report.Filing;
        var counts = filing.Id != 0
            ? (await filings.CountIssuesAsync(filing, cancellation)).GroupBy(count => count.Class).Select(group => (group.Key, group.Sum(count => count.Issues)))
            : report.Issues.GroupBy(issue => issue.Class).Select(group => (group.Key, group.Count()));
        return new
        {
            stage = "result",
            id = filing.Id == 0 ? (long?)null : filing.Id,
            status = filing.Status.ToString(),
            filing.Version,
            rows = filing.RowsRead,
            valid = filing.RowsValid,
            warnings = filing.RowsWarned,
            rejected = filing.RowsRejected,
            complete = filing.RowsComplete,
            repeat = report.IsRepeat,
            check = isCheck,
            tone = filing.Status is FilingStatus.Accepted ? (filing.RowsWarned > 0 ? "warn" : "good") : "bad",
            headline = Headline(report, isCheck),
            advice = Advice(report, isCheck),
            facts = filing.Status is FilingStatus.Refused ? [] : Facts(filing),
            classes = counts.Select(count => new { name = issueTexts.Class(count.Item1), count = Show.Count(count.Item2) }),
            links = Links(filing),
            issues = filing.Id == 0 ? report.Issues.Take(IssuesShown).Select(Issue) : [],
        };
    }

    private string Headline(FilingReport report, bool isCheck) => report switch
    {
        { IsRepeat: true } => text["HeadRepeat", report.Filing.Version],
        { Filing.Status: FilingStatus.Refused } => text["HeadRefused"],
        { Filing.Status: FilingStatus.Rejected } when isCheck => text["HeadCheckRejected", Show.Count(report.Filing.RowsRejected)],
        { Filing.Status: FilingStatus.Rejected } => text["HeadRejected", Show.Count(report.Filing.RowsRejected)],
        _ when isCheck => text["HeadCheckAccepted"],
        _ => text["HeadAccepted", report.Filing.Period, report.Filing.Version],
    };

    private string Advice(FilingReport report, bool isCheck) => report switch
    {
        { IsRepeat: true } => text["AdviceRepeat"],
        { Filing.Status: FilingStatus.Refused } => issueTexts.Refusal(report.Filing) + " " + issueTexts.RefusalFix(report.Filing),
        { Filing.Status: FilingStatus.Rejected } when isCheck => text["AdviceCheckRejected"],
        { Filing.Status: FilingStatus.Rejected } => text["AdviceRejected"],
        _ when isCheck => text["AdviceCheckAccepted"],
        { Filing.RowsWarned: > 0 } => text["AdviceWarned"],
        _ => text["AdviceAccepted"],
    };

    private IEnumerable<object> Facts(Filing filing) =>
    [
        new { name = text["Rows"].Value, value = Show.Count(filing.RowsRead) },
        new { name = text["Valid"].Value, value = Show.Count(filing.RowsValid) },
        new { name = text["Warnings"].Value, value = Show.Count(filing.RowsWarned) },
        new { name = text["Rejected"].Value, value = Show.Count(filing.RowsRejected) },
        .. filing.Status is FilingStatus.Accepted
            ? [new { name = text["Complete"].Value, value = $"{Show.Rate(filing.RowsComplete, filing.RowsRead)} ({Show.Count(filing.RowsComplete)} / {Show.Count(filing.RowsRead)})" }]
            : Array.Empty<object>(),
    ];

    private IEnumerable<object> Links(Filing filing)
    {
        if (filing.Id == 0)
        {
            return [];
        }

        object page = new { text = text[filing.Status is FilingStatus.Accepted ? "ToFiling" : "ToIssues"].Value, href = $"/filings/{filing.Id}" };
        return filing.Status switch
        {
            FilingStatus.Accepted => [page, new { text = text["ToRows"].Value, href = $"/cases?filing={filing.Id}" }],
            FilingStatus.Rejected => [page, new { text = text["ToMarked"].Value, href = $"/filings/{filing.Id}/marked", download = true }],
            _ when FilingWords.CanBeMapped(filing) => [page, new { text = text["ToMapping"].Value, href = $"/filings/{filing.Id}/columns" }],
            _ => [page],
        };
    }

    private object Issue(LedgerIssue issue) => new
    {
        kind = issueTexts.Class(issue.Class),
        tone = issue.Class.ToString().ToLowerInvariant(),
        cell = FilingWords.Place(issue),
        column = IssueTexts.Column(issue.Field),
        issue.Value,
        reason = issueTexts.Reason(issue),
        fix = issueTexts.Fix(issue),
    };
}
