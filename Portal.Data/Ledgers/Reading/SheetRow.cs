using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Reading;

/// <summary>
/// One row of a ledger as found in the file, read through the columns and the mapping of its sheet. Nothing is
/// converted until it is asked for.
/// </summary>
/// <param name="Header">The sheet the row is of.</param>
/// <param name="Number">The row's one-based number in the sheet, as Excel shows it.</param>
/// <param name="Cells">Strings, numbers (double), dates (DateTime), truth values (bool), or null; may be shorter than the header.</param>
public readonly record struct SheetRow(SheetHeader Header, int Number, object?[] Cells)
{
    /// <summary>The raw cell of a field; null when it is empty or the sheet has no such column.</summary>
    public object? Cell(LedgerField field) => At(Header[field].Index);

    /// <summary>
    /// The value of a field: trimmed, translated by the mapping, half-width where width carries no meaning,
    /// supplied by the mapping where the source has none. Empty, never null.
    /// </summary>
    public string Text(LedgerField field)
    {
        var source = Header[field];
        return source.Text(At(source.Index));
    }

    /// <summary>Whether the value of a field was stated by the mapping instead of the source.</summary>
    public bool IsSupplied(LedgerField field)
    {
        var source = Header[field];
        return source.IsSupplied(At(source.Index));
    }

    public TimeReading Time(LedgerField field, out DateTime time)
    {
        var source = Header[field];
        var cell = At(source.Index);
        if (cell is DateTime or double)
        {
            return LedgerTime.TryParse(cell, Header.DatePatterns, out time) ? TimeReading.Read : TimeReading.Unreadable;
        }

        if (cell is null && !source.IsPresent)
        {
            time = default;
            return TimeReading.Empty;
        }

        var text = source.Text(cell);
        if (text.Length == 0)
        {
            time = default;
            return TimeReading.Empty;
        }

        return LedgerTime.TryParse(text, Header.DatePatterns, out time) ? TimeReading.Read : TimeReading.Unreadable;
    }

    /// <summary>The cell of a field, such as AB12; empty when the sheet has no such column.</summary>
    public string Address(LedgerField field) =>
        Header[field].Index is var column and >= 0 ? CellAddress.Of(column, Number) : "";

    private object? At(int column) => column >= 0 && column < Cells.Length ? Cells[column] : null;
}
