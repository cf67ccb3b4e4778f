using System.Text;

namespace Portal.Data.Ledgers.Mapping;

/// <summary>
/// Finds the field a header means. A mapping's own headers come first, because somebody chose them for this
/// source; then the template's headers; then the synonyms.
/// </summary>
public sealed class ColumnMatcher
{
    private static readonly Dictionary<string, LedgerField> s_known = Known();

    private readonly Dictionary<string, IReadOnlyList<LedgerField>> _mapped = new(StringComparer.Ordinal);
    private readonly HashSet<LedgerField> _mappedFields = [];

    public ColumnMatcher(ColumnMapping? mapping)
    {
        foreach (var (header, fields) in mapping?.Headers ?? new Dictionary<string, IReadOnlyList<LedgerField>>())
        {
            _mapped[Normalize(header)] = fields;
            _mappedFields.UnionWith(fields);
        }
    }

    /// <summary>The header without what varies from file to file: blanks, asterisks, brackets and their content, width, case.</summary>
    public static string Normalize(string header)
    {
        var text = new StringBuilder(header.Length);
        var depth = 0;
        foreach (var raw in header)
        {
            var c = Narrow.Of(raw);
            if (c is '(' or '[' or '【')
            {
                depth++;
            }
            else if (c is ')' or ']' or '】')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (depth == 0 && char.IsLetterOrDigit(c))
            {
                text.Append(char.ToLowerInvariant(c));
            }
        }

        return text.ToString();
    }

    /// <summary>The fields a header feeds; empty when it is not known.</summary>
    public IReadOnlyList<LedgerField> Match(string header)
    {
        var key = Normalize(header);
        if (key.Length == 0)
        {
            return [];
        }

        if (_mapped.TryGetValue(key, out var fields))
        {
            return fields;
        }

        return s_known.TryGetValue(key, out var field) && !_mappedFields.Contains(field) ? [field] : [];
    }

    private static Dictionary<string, LedgerField> Known()
    {
        var known = new Dictionary<string, LedgerField>(StringComparer.Ordinal);
        foreach (var column in LedgerTemplate.Columns)
        {
            known[Normalize(column.Header)] = column.Field;
        }

        foreach (var column in LedgerTemplate.Columns)
        {
            foreach (var synonym in column.Synonyms.Append(column.Field.ToString()))
            {
                known.TryAdd(Normalize(synonym), column.Field);
            }
        }

        return known;
    }
}
