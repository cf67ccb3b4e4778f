namespace Portal.Data.Ledgers.Mapping;

/// <summary>What a cell of a ledger column holds.</summary>
public enum ColumnKind
{
    /// <summary>Free text, kept as written.</summary>
    Text,

    /// <summary>A number, an id or a telephone: full-width digits and letters are read as half-width.</summary>
    Code,

    Number,

    Time,

    /// <summary>One of <see cref="LedgerColumn.Values"/>.</summary>
    List,
}

/// <summary>A value of a list column: the word in the ledger and the number it is stored as.</summary>
public sealed record LedgerValue(string Name, int Code);

/// <summary>One column of the ledger template: its header, what it may hold, and other names it goes by.</summary>
public sealed class LedgerColumn
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);

    public required LedgerField Field { get; init; }

    /// <summary>The Chinese header, without the asterisk that marks a required column.</summary>
    public required string Header { get; init; }

    public required bool IsRequired { get; init; }

    public required ColumnKind Kind { get; init; }

    public IReadOnlyList<LedgerValue> Values
    {
        get;
        init
        {
            field = value;
            foreach (var item in value)
            {
                _codes[item.Name] = item.Code;
            }
        }
    } = [];

    public required IReadOnlyList<string> Synonyms { get; init; }

    /// <summary>An example for the notes sheet of the template.</summary>
    public required string Example { get; init; }

    /// <summary>What to write, in Chinese, for the notes sheet of the template.</summary>
    public required string Note { get; init; }

    /// <summary>The stored number of a list value; false when the word is not in the list.</summary>
    public bool TryCode(string name, out int code) => _codes.TryGetValue(name, out code);

    /// <summary>The word of a stored number; empty when there is none.</summary>
    public string NameOf(int code)
    {
        foreach (var item in Values)
        {
            if (item.Code == code)
            {
                return item.Name;
            }
        }

        return "";
    }
}
