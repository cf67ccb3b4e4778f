using Portal.Data.Ledgers.Reading;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>An issue to be marked: the sheet, the cell (empty when there is none), and what is wrong with it.</summary>
public sealed record CellIssue(string Sheet, string Address, string Text);

/// <summary>The issues of one sheet by row and column, several of one cell put together.</summary>
internal sealed class CellMarks
{
    /// <summary>Excel grows slow with notes; beyond these, cells are coloured and the list of issues says the rest.</summary>
    public const int MostComments = 5000;

    private readonly SortedDictionary<int, SortedDictionary<int, string>> _rows = [];

    public static Dictionary<string, CellMarks> BySheet(IEnumerable<CellIssue> issues)
    {
        var sheets = new Dictionary<string, CellMarks>(StringComparer.Ordinal);
        foreach (var issue in issues)
        {
            if (!CellAddress.TryParse(issue.Address, out var column, out var row))
            {
                continue;
            }

            if (!sheets.TryGetValue(issue.Sheet, out var marks))
            {
                sheets.Add(issue.Sheet, marks = new CellMarks());
            }

            marks.Add(column, row, issue.Text);
        }

        return sheets;
    }

    public IReadOnlyDictionary<int, string>? Row(int row) => _rows.GetValueOrDefault(row);

    /// <summary>The first notes of the sheet; those already on its cells are kept.</summary>
    public IReadOnlyList<CellComment> Comments(IReadOnlyDictionary<string, string>? existing = null)
    {
        var comments = new List<CellComment>();
        var left = new Dictionary<string, string>(existing ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (row, columns) in _rows)
        {
            foreach (var (column, text) in columns)
            {
                var address = CellAddress.Of(column, row);
                if (comments.Count < MostComments)
                {
                    comments.Add(new CellComment(address, left.Remove(address, out var old) ? CommentParts.Joined(text, old) : text));
                }
            }
        }

        return [.. comments, .. left.Select(item => new CellComment(item.Key, item.Value, IsSendersOwn: true))];
    }

    private void Add(int column, int row, string text)
    {
        if (!_rows.TryGetValue(row, out var columns))
        {
            _rows.Add(row, columns = []);
        }

        columns[column] = columns.TryGetValue(column, out var other) ? $"{other}\n{text}" : text;
    }
}
