namespace Portal.Data.Ledgers.Workbooks;

/// <summary>How a cell looks. The number is the index of the style in every workbook written here.</summary>
public enum CellLook
{
    General,
    Text,
    Time,
    Header,
    RequiredHeader,
    Title,
    Wrapped,
    FlaggedGeneral,
    FlaggedText,
    FlaggedTime,

    /// <summary>A share of 0 to 1, read as a percentage with one decimal.</summary>
    Percent,

    /// <summary>A number with one decimal.</summary>
    OneDecimal,

    /// <summary>A count.</summary>
    Whole,
}

/// <summary>Where the text of cells is kept: in the cell, in constant memory; or once per workbook, as Excel does.</summary>
public enum TextStorage
{
    Inline,
    Shared,
}

/// <summary>A drop-down list on a column, below the header; the formula names the range of its values.</summary>
public sealed record ListValidation(int Column, string Formula);

/// <summary>A note on a cell.</summary>
public sealed record CellComment(string Address, string Text, bool IsSendersOwn = false);

/// <summary>A sheet to be written: what must be known before its first row.</summary>
public sealed record SheetShape(string Name)
{
    public IReadOnlyList<double> Widths { get; init; } = [];

    /// <summary>The look of each column's empty cells, so that what is typed there is kept as text or time.</summary>
    public IReadOnlyList<CellLook> ColumnLooks { get; init; } = [];

    public bool HasFrozenHeader { get; init; }

    /// <summary>How many rows a frozen header has.</summary>
    public int HeaderRows { get; init; } = 1;

    public bool IsHidden { get; init; }
}
