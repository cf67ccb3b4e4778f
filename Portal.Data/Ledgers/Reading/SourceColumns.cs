using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Reading;

/// <summary>A column of somebody else's spreadsheet as a person sees it who has to say what it means.</summary>
/// <param name="Letters">The column in the sheet, such as <c>AB</c>.</param>
/// <param name="Fields">The ledger fields it is already known to feed.</param>
/// <param name="Values">Different values, in the order of the file, at most <see cref="SourceColumns.MostValues"/>.</param>
public sealed record SourceColumn(string Sheet, string Letters, string Header, IReadOnlyList<LedgerField> Fields, IReadOnlyList<string> Values);

/// <summary>Reads what a column mapping is made from (S0-45): the headers of a file, refused or not, with samples.</summary>
public static class SourceColumns
{
    public const int MostValues = 40;
    private const int RowsLookedAt = 5000;

    /// <param name="content">Seekable; stays open.</param>
    /// <returns>The columns of the first sheet that has a header; empty when the file cannot be read at all.</returns>
    public static IReadOnlyList<SourceColumn> Read(Stream content, ColumnMapping? mapping)
    {
        var headers = LedgerFile.Open(content, mapping) switch
        {
            LedgerFileResult.Opened opened => Close(opened.File),
            LedgerFileResult.Refused refused => refused.Headers,
            _ => [],
        };
        if (headers.Count == 0 || FileSniffer.Sniff(content, out var format) is not null)
        {
            return [];
        }

        var header = headers.FirstOrDefault(sheet => sheet.Missing.Any()) ?? headers[0];
        try
        {
            using var source = LedgerFile.Source(content, format);
            var values = Values(source, header);
            return [.. header.Cells.Select((cell, index) => new SourceColumn(
                header.Sheet, CellAddress.Letters(cell.Column), cell.Text, cell.Fields, values[index]))];
        }
        catch (Exception exception) when (LedgerFile.IsDamage(exception))
        {
            return [];
        }
    }

    private static IReadOnlyList<SheetHeader> Close(LedgerFile file)
    {
        using (file)
        {
            return file.Headers;
        }
    }

    private static List<string>[] Values(SheetSource source, SheetHeader header)
    {
        var values = header.Cells.Select(_ => new List<string>()).ToArray();
        source.Begin(header.Index);
        for (var rows = 0; rows < RowsLookedAt && source.ReadRow();)
        {
            if (source.Number <= header.Row || source.IsBlank())
            {
                continue;
            }

            rows++;
            for (var index = 0; index < values.Length; index++)
            {
                var column = header.Cells[index].Column;
                var text = column < source.Cells.Length ? Narrow.Trim(CellText.Of(source.Cells[column])) : "";
                if (text.Length > 0 && values[index].Count < MostValues && !values[index].Contains(text))
                {
                    values[index].Add(text);
                }
            }
        }

        return values;
    }
}
