using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;

namespace Portal.Ledgers.Filings;

/// <summary>
/// A column mapping while somebody makes it (S0-45): which column feeds which field, what fills a required field that
/// no column feeds, what foreign values mean, how dates are written.
/// </summary>
public sealed class MappingDraft
{
    private readonly ColumnMapping? _before;
    private readonly Dictionary<(LedgerField Field, string Value), string> _translations = [];

    public MappingDraft(IReadOnlyList<SourceColumn> columns, ColumnMapping? before)
    {
        _before = before;
        Columns = [.. columns.Select(column => new DraftColumn(column))];
        Name = before?.EnterpriseCode is null ? "" : before.Name;
        DatePattern = before?.DatePatterns is [var pattern, ..] ? pattern : "";
        var taken = new HashSet<LedgerField>();
        foreach (var column in Columns)
        {
            // One column may feed several fields; the first is chosen here, the others below.
            foreach (var field in column.Source.Fields.Where(taken.Add))
            {
                if (column.Field is null)
                {
                    column.Field = field;
                }
                else
                {
                    Gaps[(int)field].Header = column.Source.Header;
                }
            }
        }

        foreach (var (field, value) in before?.Constants ?? new Dictionary<LedgerField, string>())
        {
            Gaps[(int)field].Constant = value;
        }

        foreach (var (field, values) in before?.Values ?? new Dictionary<LedgerField, IReadOnlyDictionary<string, string>>())
        {
            foreach (var (from, to) in values)
            {
                _translations[(field, from)] = to;
            }
        }
    }

    public string Name { get; set; }

    /// <summary>A .NET date pattern; empty when the usual shapes suffice.</summary>
    public string DatePattern { get; set; }

    public IReadOnlyList<DraftColumn> Columns { get; }

    /// <summary>Required fields that no column is chosen for.</summary>
    public IEnumerable<DraftGap> Lacking => Gaps.Where(gap => gap.Column.IsRequired && !IsFed(gap.Column.Field));

    /// <summary>Required fields that still have nothing.</summary>
    public IEnumerable<LedgerColumn> Missing =>
        Lacking.Where(gap => string.IsNullOrEmpty(gap.Header) && string.IsNullOrWhiteSpace(gap.Constant)).Select(gap => gap.Column);

    private DraftGap[] Gaps { get; } = [.. LedgerTemplate.Columns.Select(column => new DraftGap(column))];

    /// <summary>The source column of a field, chosen or lent.</summary>
    public SourceColumn? SourceOf(LedgerField field)
    {
        var header = Gaps[(int)field].Header;
        return (Columns.FirstOrDefault(column => column.Field == field)
            ?? (string.IsNullOrEmpty(header) ? null : Columns.FirstOrDefault(column => column.Source.Header == header)))?.Source;
    }

    /// <summary>Values of list columns that are not in the list, and so need a meaning.</summary>
    public IEnumerable<(LedgerColumn Column, string Value)> Foreign =>
        from column in LedgerTemplate.Columns
        where column.Kind is ColumnKind.List
        let source = SourceOf(column.Field)
        where source is not null
        from value in source.Values
        where !column.TryCode(Narrow.Of(value), out _)
        select (column, value);

    /// <summary>Sample times that cannot be read with the pattern.</summary>
    public IEnumerable<(LedgerColumn Column, string Value)> UnreadableTimes =>
        from column in LedgerTemplate.Columns
        where column.Kind is ColumnKind.Time
        let source = SourceOf(column.Field)
        where source is not null
        let value = source.Values.FirstOrDefault(sample => !LedgerTime.TryParse(Narrow.Of(sample), Patterns, out _))
        where value is not null
        select (column, value);

    private string[] Patterns => [.. new[] { DatePattern.Trim() }.Concat(_before?.DatePatterns ?? []).Where(pattern => pattern.Length > 0).Distinct()];

    /// <summary>What a foreign value means; null when nobody has said.</summary>
    public string? Meaning(LedgerField field, string value) =>
        _translations.TryGetValue((field, value), out var meaning) || _translations.TryGetValue((field, "*"), out meaning) ? meaning : null;

    public void Translate(LedgerField field, string value, string? meaning)
    {
        if (string.IsNullOrEmpty(meaning))
        {
            _translations.Remove((field, value));
        }
        else
        {
            _translations[(field, value)] = meaning;
        }
    }

    /// <summary>Gives a field to one column only: another one that had it lets go.</summary>
    public void Choose(DraftColumn chosen, LedgerField? field)
    {
        foreach (var column in Columns.Where(column => field is not null && column.Field == field))
        {
            column.Field = null;
        }

        chosen.Field = field;
    }

    public ColumnMapping ToMapping(string enterpriseCode)
    {
        var lacking = Lacking.ToList();
        var headers = new Dictionary<string, IReadOnlyList<LedgerField>>();
        foreach (var column in Columns.DistinctBy(column => column.Source.Header))
        {
            LedgerField[] fields =
            [
                .. column.Field is { } field ? [field] : Array.Empty<LedgerField>(),
                .. Gaps.Where(gap => gap.Header == column.Source.Header && !IsFed(gap.Column.Field)).Select(gap => gap.Column.Field),
            ];
            // A header that was known but is not wanted stays in the mapping, feeding nothing.
            if (fields.Length > 0 || column.Source.Fields.Count > 0)
            {
                headers[column.Source.Header] = fields;
            }
        }

        return new()
        {
            Name = Name.Trim(),
            EnterpriseCode = enterpriseCode,
            Headers = headers,
            Values = _translations.GroupBy(item => item.Key.Field).ToDictionary(
                group => group.Key,
                group => (IReadOnlyDictionary<string, string>)group.ToDictionary(item => item.Key.Value, item => item.Value)),
            Constants = lacking.Where(gap => string.IsNullOrEmpty(gap.Header) && !string.IsNullOrWhiteSpace(gap.Constant))
                .ToDictionary(gap => gap.Column.Field, gap => gap.Constant.Trim()),
            WhenEmpty = _before?.WhenEmpty ?? new Dictionary<LedgerField, string>(),
            DatePatterns = Patterns,
        };
    }

    private bool IsFed(LedgerField field) => Columns.Any(column => column.Field == field);
}

/// <summary>A column of the source and the field it is said to feed; null for none.</summary>
public sealed class DraftColumn(SourceColumn source)
{
    public SourceColumn Source { get; } = source;

    public LedgerField? Field { get; set; }
}

/// <summary>What fills a field that no column is chosen for: another column, lent, or one value for all rows.</summary>
public sealed class DraftGap(LedgerColumn column)
{
    public LedgerColumn Column { get; } = column;

    public string Header { get; set; } = "";

    public string Constant { get; set; } = "";
}
