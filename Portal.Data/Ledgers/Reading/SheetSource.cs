namespace Portal.Data.Ledgers.Reading;

/// <summary>
/// The sheets of a file and their rows, whatever the format. Forward only within a sheet; any sheet can be begun
/// again, which is how the header is looked for before the rows are read.
/// </summary>
internal abstract class SheetSource : IDisposable
{
    public abstract IReadOnlyList<SheetName> Sheets { get; }

    /// <summary>Goes to the start of a sheet. False when its part is missing from the file.</summary>
    public abstract bool Begin(int sheet);

    /// <summary>Goes to the next stored row of the sheet; empty rows need not be reported.</summary>
    public abstract bool ReadRow();

    /// <summary>One-based.</summary>
    public int Number { get; protected set; }

    /// <summary>The row's cells; a new array for each row, which the taker keeps.</summary>
    public object?[] Cells { get; protected set; } = [];

    public abstract void Dispose();

    /// <summary>Whether the row has anything in it. Blank text counts as nothing.</summary>
    public bool IsBlank()
    {
        foreach (var cell in Cells)
        {
            if (cell is not null && (cell is not string text || !string.IsNullOrWhiteSpace(text)))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A sheet of a file.</summary>
internal sealed record SheetName(string Name, bool IsHidden);
