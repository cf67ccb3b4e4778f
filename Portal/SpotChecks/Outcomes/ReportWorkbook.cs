using Portal.Data.Ledgers.Workbooks;

namespace Portal.SpotChecks.Outcomes;

/// <summary>Writes sections as a workbook, a sheet each; a cell of several figures has a column for each.</summary>
internal static class ReportWorkbook
{
    private const int LongestName = 31;

    public static void Write(Stream file, IReadOnlyList<ReportSection> sections)
    {
        using var workbook = new WorkbookWriter(file);
        foreach (var section in sections)
        {
            var name = section.Title.Replace('/', ' ');
            string[] header = [.. section.Columns.SelectMany(column => column.Fields is [_, _, ..] ? column.Fields.Select(field => $"{column.Name}: {field}") : [column.Name])];
            workbook.BeginSheet(new(name[..Math.Min(name.Length, LongestName)])
            {
                Widths = [.. section.Columns.SelectMany(column => Enumerable.Repeat(column.Fields.Length > 1 || column.IsNumber ? 14.0 : Math.Min(80, 8.0 * column.Weight + 10), column.Width))],
                HasFrozenHeader = true,
            });
            workbook.WriteRow(header, [.. header.Select(_ => CellLook.Header)]);
            foreach (var row in section.Rows)
            {
                var parts = row.SelectMany((cell, index) => Enumerable.Range(0, section.Columns[index].Width).Select(field => cell.Parts.FirstOrDefault(part => part.Field == field))).ToList();
                workbook.WriteRow([.. parts.Select(part => part?.Value)], [.. parts.Select(part => part?.Look ?? CellLook.General)]);
            }

            workbook.EndSheet();
        }
    }
}
