namespace Portal.Data.Ledgers;

/// <summary>One finding of the checks, located so that a clerk can go to the cell and mend it.</summary>
/// <param name="Code">Names the reason and its remedy in the texts of <c>IssueTexts</c>.</param>
/// <param name="Sheet">Name of the sheet; empty for a CSV file, which has none.</param>
/// <param name="SheetRow">1-based row of the sheet; 0 when the issue is about the file.</param>
/// <param name="Cell">Address such as <c>AB12</c>; empty when the source has no such column.</param>
/// <param name="Field">The template field, if one.</param>
/// <param name="Value">What stands there, shortened to 400 characters; personal data masked.</param>
/// <param name="Args">Blanks of the text, in order.</param>
public sealed record LedgerIssue(
    IssueClass Class,
    string Code,
    string Sheet,
    int SheetRow,
    string Cell,
    Mapping.LedgerField? Field,
    string? Value,
    IReadOnlyList<string> Args)
{
    /// <summary>It keeps the filing from being accepted; other issues are warnings.</summary>
    public bool IsError => Class is IssueClass.Format or IssueClass.Validity;
}
