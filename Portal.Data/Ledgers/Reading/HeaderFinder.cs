using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Reading;

/// <summary>
/// Finds the header among the first rows of a sheet: the row with the most known names. Title rows above it are
/// passed over; a header of two rows, as merged cells make it, is put together.
/// </summary>
internal sealed class HeaderFinder(ColumnMapping? mapping)
{
    private const int MostRows = 30;
    private const int MostColumns = 2000;

    private readonly ColumnMatcher _matcher = new(mapping);
    private readonly int _fewest = mapping is { Headers.Count: < 3 and > 0 } ? mapping.Headers.Count : 3;

    /// <summary>Reads the top of a sheet. <c>HasRows</c> is false when there is nothing in it at all.</summary>
    public (SheetHeader? Header, SheetHeader? Guess, bool HasRows) Find(SheetSource source, int sheet)
    {
        var rows = new List<(int Number, List<HeaderCell> Cells)>();
        while (rows.Count < MostRows && source.ReadRow())
        {
            if (!source.IsBlank())
            {
                rows.Add((source.Number, Match(source.Cells)));
            }
        }

        if (rows.Count == 0)
        {
            return (null, null, false);
        }

        var best = 0;
        for (var i = 1; i < rows.Count; i++)
        {
            best = Known(rows[i].Cells) > Known(rows[best].Cells) ? i : best;
        }

        var name = source.Sheets[sheet].Name;
        if (Known(rows[best].Cells) >= _fewest)
        {
            var (number, cells) = Assemble(rows, best);
            return (new SheetHeader(name, sheet, number, cells, mapping), null, true);
        }

        // Nobody knows these names: offer the fullest row to whoever is going to map it.
        var fullest = rows.MaxBy(row => row.Cells.Count);
        return (null, new SheetHeader(name, sheet, fullest.Number, fullest.Cells, mapping), true);
    }

    private static int Known(List<HeaderCell> cells) => cells.SelectMany(cell => cell.Fields).Distinct().Count();

    private static (int Number, List<HeaderCell> Cells) Assemble(List<(int Number, List<HeaderCell> Cells)> rows, int best)
    {
        var (number, cells) = rows[best];
        if (best + 1 < rows.Count && rows[best + 1].Number == number + 1)
        {
            var below = Additions(cells, rows[best + 1].Cells);
            if (below.Count >= 2)
            {
                cells = Merge(cells, below);
                number++;
            }
        }

        if (best > 0 && rows[best - 1].Number == rows[best].Number - 1)
        {
            cells = Merge(cells, Additions(cells, rows[best - 1].Cells));
        }

        return (number, cells);
    }

    /// <summary>Cells of a neighbouring row that name a field nobody has named, in columns that name none.</summary>
    private static List<HeaderCell> Additions(List<HeaderCell> cells, List<HeaderCell> neighbours)
    {
        var named = cells.SelectMany(cell => cell.Fields).ToHashSet();
        var taken = cells.Where(cell => cell.Fields.Count > 0).Select(cell => cell.Column).ToHashSet();
        return [.. neighbours.Where(cell => cell.Fields.Any(field => !named.Contains(field)) && !taken.Contains(cell.Column))];
    }

    private static List<HeaderCell> Merge(List<HeaderCell> cells, List<HeaderCell> additions) =>
        [.. cells.Where(cell => !additions.Exists(added => added.Column == cell.Column)).Concat(additions).OrderBy(cell => cell.Column)];

    private List<HeaderCell> Match(object?[] cells)
    {
        var found = new List<HeaderCell>();
        for (var i = 0; i < cells.Length && i < MostColumns; i++)
        {
            var text = cells[i] is null ? "" : Narrow.Trim(CellText.Of(cells[i]));
            if (text.Length is > 0 and <= 200)
            {
                found.Add(new HeaderCell(i, text, cells[i] is string ? _matcher.Match(text) : []));
            }
        }

        return found;
    }
}
