using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>
/// Ledger rows as an .xlsx in the layout of the template (S0-45): demonstration files, exports, benchmark files.
/// A row is one array in the order of <see cref="LedgerField"/>; it may be reused by the caller for the next row.
/// </summary>
public static class LedgerWorkbook
{
    public const string SheetName = "投诉清单台账";

    private static readonly CellLook[] s_looks = [.. LedgerTemplate.Columns.Select(Look)];

    /// <param name="output">Stays open.</param>
    /// <param name="rows">Strings, numbers, dates, or null.</param>
    /// <param name="storage">Inline keeps memory constant; Shared is what Excel writes.</param>
    public static void Write(Stream output, IEnumerable<object?[]> rows, TextStorage storage = TextStorage.Inline)
    {
        using var workbook = new WorkbookWriter(output, storage);
        workbook.BeginSheet(Shape);
        WriteHeader(workbook);
        foreach (var row in rows)
        {
            workbook.WriteRow(row);
        }

        workbook.EndSheet();
    }

    internal static SheetShape Shape { get; } = new(SheetName)
    {
        Widths = [.. LedgerTemplate.Columns.Select(Width)],
        ColumnLooks = s_looks,
        HasFrozenHeader = true,
    };

    internal static void WriteHeader(WorkbookWriter workbook) => workbook.WriteRow(
        [.. LedgerTemplate.Columns.Select(column => column.IsRequired ? column.Header + "*" : column.Header)],
        [.. LedgerTemplate.Columns.Select(column => column.IsRequired ? CellLook.RequiredHeader : CellLook.Header)]);

    private static CellLook Look(LedgerColumn column) => column.Kind switch
    {
        ColumnKind.Time => CellLook.Time,
        ColumnKind.Number => CellLook.General,
        _ => CellLook.Text,
    };

    private static double Width(LedgerColumn column) => column.Field switch
    {
        LedgerField.Content or LedgerField.Resolution => 40,
        LedgerField.Address or LedgerField.Evidence => 28,
        LedgerField.CaseNo => 20,
        _ => column.Kind == ColumnKind.Time ? 19 : 14,
    };
}
