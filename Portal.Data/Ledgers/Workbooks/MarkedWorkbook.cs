using System.IO.Compression;
using System.Xml;
using Portal.Data.Ledgers.Reading;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>
/// The filed workbook sent back with its faulty cells coloured and commented, and a first sheet that lists every
/// issue. An .xlsx stays as it was otherwise; of a .csv or .xls, a new .xlsx with the same rows is made.
/// </summary>
public static class MarkedWorkbook
{
    public const string ListName = "校验问题";

    /// <param name="original">Seekable; one that <see cref="LedgerFile"/> could open.</param>
    /// <param name="issues">All issues; those without a cell appear in the list only.</param>
    /// <param name="output">Stays open.</param>
    public static void Write(Stream original, IReadOnlyList<CellIssue> issues, Stream output)
    {
        if (FileSniffer.Sniff(original, out var format) is { } refusal)
        {
            throw new BrokenFileException(refusal);
        }

        if (format == LedgerFormat.Xlsx && TryMarkPackage(original, issues) is { } marked)
        {
            using (marked)
            {
                marked.CopyTo(output);
                return;
            }
        }

        using var source = LedgerFile.Source(original, format);
        Rebuild(source, issues, output);
    }

    internal static void WriteList(WorkbookWriter workbook, IReadOnlyList<CellIssue> issues)
    {
        workbook.BeginSheet(new SheetShape(ListName) { Widths = [18, 12, 90] });
        workbook.WriteRow([$"共 {issues.Count} 个问题；有问题的单元格已标红"], [CellLook.Title]);
        workbook.WriteRow(["工作表", "单元格", "问题与改法"], [CellLook.Header, CellLook.Header, CellLook.Header]);
        foreach (var issue in issues)
        {
            workbook.WriteRow([issue.Sheet, issue.Address, issue.Text]);
        }

        workbook.EndSheet();
    }

    /// <summary>A package may be odd enough to be readable but not to be rewritten; then its rows go into a new one.</summary>
    private static FileStream? TryMarkPackage(Stream original, IReadOnlyList<CellIssue> issues)
    {
        var marked = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            original.Position = 0;
            using (var from = new ZipArchive(original, ZipArchiveMode.Read, leaveOpen: true))
            using (var to = new ZipArchive(marked, ZipArchiveMode.Create, leaveOpen: true))
            {
                if (new MarkedPackage(from, to).TryWrite(issues))
                {
                    marked.Flush();
                }
                else
                {
                    to.Dispose();
                    marked.Dispose();
                    return null;
                }
            }

            marked.Position = 0;
            return marked;
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or InvalidOperationException)
        {
            marked.Dispose();
            return null;
        }
    }

    private static void Rebuild(SheetSource source, IReadOnlyList<CellIssue> issues, Stream output)
    {
        var marks = CellMarks.BySheet(issues);
        using var workbook = new WorkbookWriter(output);
        WriteList(workbook, issues);
        for (var sheet = 0; sheet < source.Sheets.Count; sheet++)
        {
            var (name, isHidden) = source.Sheets[sheet];
            var mark = marks.GetValueOrDefault(name);
            workbook.BeginSheet(new SheetShape(name.Length == 0 ? LedgerWorkbook.SheetName : name) { IsHidden = isHidden });
            if (source.Begin(sheet))
            {
                while (source.ReadRow())
                {
                    if (!source.IsBlank())
                    {
                        WriteRow(workbook, source, mark?.Row(source.Number));
                    }
                }
            }

            workbook.EndSheet(comments: mark?.Comments());
        }
    }

    private static void WriteRow(WorkbookWriter workbook, SheetSource source, IReadOnlyDictionary<int, string>? marked)
    {
        var cells = source.Cells;
        workbook.SkipTo(source.Number);
        if (marked is null)
        {
            workbook.WriteRow(cells);
            return;
        }

        Array.Resize(ref cells, Math.Max(cells.Length, marked.Keys.Max() + 1));
        var looks = new CellLook[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            looks[i] = (marked.ContainsKey(i), cells[i]) switch
            {
                (true, DateTime) => CellLook.FlaggedTime,
                (true, string) => CellLook.FlaggedText,
                (true, _) => CellLook.FlaggedGeneral,
                _ => CellLook.General,
            };
        }

        workbook.WriteRow(cells, looks);
    }
}
