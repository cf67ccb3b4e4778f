using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Reading;

/// <summary>One cell of a header row: its zero-based column, its text, and the fields it feeds (none: unmatched).</summary>
public sealed record HeaderCell(int Column, string Text, IReadOnlyList<LedgerField> Fields);

/// <summary>Where a sheet keeps its ledger: header row, the column of every field, and the headers nobody knows.</summary>
public sealed class SheetHeader
{
    private readonly FieldSource[] _sources;

    public SheetHeader(string sheet, int index, int row, IReadOnlyList<HeaderCell> cells, ColumnMapping? mapping)
    {
        Sheet = sheet;
        Index = index;
        Row = row;
        var columns = new int[LedgerTemplate.Columns.Count];
        Array.Fill(columns, -1);
        var matched = new List<HeaderCell>();
        foreach (var cell in cells)
        {
            var won = cell.Fields.Where(field => columns[(int)field] < 0).ToList();
            foreach (var field in won)
            {
                columns[(int)field] = cell.Column;
            }

            matched.Add(cell with { Fields = won });
        }

        Cells = matched;
        DatePatterns = mapping?.DatePatterns ?? [];
        _sources = [.. columns.Select((column, field) => new FieldSource((LedgerField)field, column, mapping))];
    }

    /// <summary>The sheet's name; of a .csv file, empty.</summary>
    public string Sheet { get; }

    /// <summary>The zero-based position of the sheet in the workbook.</summary>
    public int Index { get; }

    /// <summary>One-based; the rows below it are the ledger.</summary>
    public int Row { get; }

    public IReadOnlyList<HeaderCell> Cells { get; }

    /// <summary>Headers that feed no field: unknown ones, and second columns of a field that has one.</summary>
    public IEnumerable<HeaderCell> Unmatched => Cells.Where(cell => cell.Fields.Count == 0);

    /// <summary>Required fields that neither a column nor a constant of the mapping fills.</summary>
    public IEnumerable<LedgerColumn> Missing =>
        LedgerTemplate.Columns.Where(column => column.IsRequired && !_sources[(int)column.Field].IsPresent);

    /// <summary>Fields that the mapping fills with a stated constant, for the filing to show.</summary>
    public IEnumerable<LedgerField> Constants =>
        LedgerTemplate.Columns.Where(column => _sources[(int)column.Field].HasConstant).Select(column => column.Field);

    internal IReadOnlyList<string> DatePatterns { get; }

    public FieldSource this[LedgerField field] => _sources[(int)field];
}

/// <summary>Why a sheet was left out.</summary>
public enum SkipReason
{
    NoHeader,
    Hidden,
    Empty,
}

/// <summary>A sheet that was not read as a ledger, for the filing to show.</summary>
public sealed record SkippedSheet(string Sheet, SkipReason Reason);
