using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers;

namespace Portal.Ledgers.Filings;

/// <summary>One page of the findings of a filing (S0-46, S0-47).</summary>
public sealed partial class IssueGrid
{
    [Inject]
    public required IStringLocalizer<IssueGrid> Text { get; init; }

    [Inject]
    public required IssueTexts Texts { get; init; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<LedgerIssue> Issues { get; set; }
}
