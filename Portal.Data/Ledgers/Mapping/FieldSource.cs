namespace Portal.Data.Ledgers.Mapping;

/// <summary>Where one field of one sheet comes from, prepared once so that reading a cell costs next to nothing.</summary>
public sealed class FieldSource
{
    private readonly LedgerColumn _column;
    private readonly bool _isNarrow;
    private readonly string _constant = "";
    private readonly string _whenEmpty = "";
    private readonly Dictionary<string, string>? _values;
    private readonly (string Prefix, string Value)[] _prefixes = [];
    private readonly string? _otherwise;

    /// <param name="field">The field.</param>
    /// <param name="index">The zero-based column in the sheet, or -1 when the sheet lacks it.</param>
    /// <param name="mapping">The mapping in use, if any.</param>
    public FieldSource(LedgerField field, int index, ColumnMapping? mapping)
    {
        Index = index;
        _column = LedgerTemplate.Column(field);
        _isNarrow = _column.Kind != ColumnKind.Text;
        if (mapping is null)
        {
            return;
        }

        _constant = index < 0 && mapping.Constants.TryGetValue(field, out var constant) ? constant : "";
        _whenEmpty = index >= 0 && mapping.WhenEmpty.TryGetValue(field, out var whenEmpty) ? whenEmpty : "";
        if (mapping.Values.TryGetValue(field, out var values))
        {
            _values = values.Where(item => !item.Key.EndsWith('*'))
                .ToDictionary(item => item.Key, item => item.Value, StringComparer.OrdinalIgnoreCase);
            _prefixes = [.. values.Where(item => item.Key.Length > 1 && item.Key.EndsWith('*'))
                .OrderByDescending(item => item.Key.Length)
                .Select(item => (item.Key[..^1], item.Value))];
            _otherwise = values.TryGetValue("*", out var otherwise) ? otherwise : null;
        }
    }

    public int Index { get; }

    /// <summary>Whether the mapping states a value for a field that the sheet lacks.</summary>
    public bool HasConstant => _constant.Length > 0;

    public bool HasWhenEmpty => _whenEmpty.Length > 0;

    /// <summary>Whether anything can come from here.</summary>
    public bool IsPresent => Index >= 0 || HasConstant;

    /// <summary>The value as the checks see it: trimmed, translated, narrowed where width carries no meaning; empty, never null.</summary>
    public string Text(object? cell)
    {
        if (Index < 0)
        {
            return _constant;
        }

        var text = cell switch
        {
            null => "",
            string written => Narrow.Trim(written),
            _ => CellText.Of(cell),
        };

        if (_isNarrow && text.Length > 0)
        {
            text = Narrow.Of(text);
        }

        if (_values is not null && text.Length > 0)
        {
            text = Translate(text);
        }

        return text.Length == 0 ? _whenEmpty : text;
    }

    /// <summary>Whether <see cref="Text"/> comes from the mapping and not from the cell.</summary>
    public bool IsSupplied(object? cell) =>
        Index < 0 ? HasConstant : HasWhenEmpty && ReferenceEquals(Text(cell), _whenEmpty);

    private string Translate(string text)
    {
        if (_values!.TryGetValue(text, out var value))
        {
            return value;
        }

        foreach (var (prefix, translated) in _prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return translated;
            }
        }

        return _otherwise is null || _column.TryCode(text, out _) ? text : _otherwise;
    }
}
