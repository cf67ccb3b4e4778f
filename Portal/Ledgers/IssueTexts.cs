using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;

namespace Portal.Ledgers;

/// <summary>Says in the reader's language what is wrong with a cell and how to mend it. One text pair per issue code.</summary>
public sealed class IssueTexts(IStringLocalizer<IssueTexts> text)
{
    public string Reason(LedgerIssue issue) => text[issue.Code, [.. issue.Args]];

    public string Fix(LedgerIssue issue) => text[issue.Code + ".fix", [.. issue.Args]];

    /// <summary>The Chinese header, which is what stands in the user's file.</summary>
    public static string Column(LedgerField? field) => field is { } known ? LedgerTemplate.Column(known).Header : "";

    public string Class(IssueClass kind) => text["class." + kind];

    public string Refusal(Filing filing) => text["refused." + filing.Refusal, [.. filing.RefusalDetail?.Split('\n') ?? []]];

    public string RefusalFix(Filing filing) => text["refused." + filing.Refusal + ".fix"];
}
