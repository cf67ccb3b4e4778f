using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Reading;

namespace Portal.Ledgers.Filings;

/// <summary>Small facts about filings that several pages and files say alike.</summary>
internal static class FilingWords
{
    /// <summary>Whether saying what the columns mean may help: the file is a table, only its headers are not ours.</summary>
    public static bool CanBeMapped(Filing filing) =>
        filing.Refusal is nameof(RefusalCode.MissingColumns) or nameof(RefusalCode.NoHeader);

    /// <summary>Whether the file can be opened, and so be sent back with its cells marked.</summary>
    public static bool CanBeMarked(Filing filing) => filing.Status is not FilingStatus.Refused;

    /// <summary>Sheet and cell as Excel writes them; the sheet of a .csv has no name.</summary>
    public static string Place(LedgerIssue issue) => (issue.Sheet, issue.Cell) switch
    {
        ("", var cell) => cell,
        (var sheet, "") => sheet,
        var (sheet, cell) => $"{sheet}!{cell}",
    };

    /// <summary>A stamp of the system on the clock of the ledger.</summary>
    public static DateTime OnLedgerClock(DateTime utc) => utc.AddHours(8);
}
