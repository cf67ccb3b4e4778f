using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>
/// Writes an .xlsx row by row in constant memory (with inline text). Written by hand rather than through an object
/// model because 200,000 rows of some forty cells pass through here; the parts are the few that Excel asks for.
/// </summary>
public sealed class WorkbookWriter : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly TextStorage _storage;
    private readonly CompressionLevel _compression;
    private readonly Dictionary<string, int> _shared = new(StringComparer.Ordinal);
    private readonly List<SheetShape> _sheets = [];
    private readonly HashSet<int> _commented = [];
    private StreamWriter? _sheet;
    private int _row;
    private bool _isFinished;

    /// <param name="output">Stays open.</param>
    /// <param name="storage">Where text is kept.</param>
    /// <param name="compression">How hard to pack.</param>
    public WorkbookWriter(Stream output, TextStorage storage = TextStorage.Inline, CompressionLevel compression = CompressionLevel.Fastest)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        _storage = storage;
        _compression = compression;
    }

    public void BeginSheet(SheetShape shape)
    {
        _sheets.Add(shape);
        _row = 0;
        _sheet = Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml"));
        _sheet.Write(WorkbookParts.SheetStart(shape, isFirst: _sheets.Count == 1));
    }

    /// <summary>Writes the next row. Dates get the look of a time unless another is asked for.</summary>
    public void WriteRow(ReadOnlySpan<object?> cells, ReadOnlySpan<CellLook> looks = default)
    {
        _row++;
        var sheet = _sheet!;
        Span<char> number = stackalloc char[16];
        _row.TryFormat(number, out var digits, default, CultureInfo.InvariantCulture);
        number = number[..digits];
        sheet.Write("<row r=\"");
        sheet.Write(number);
        sheet.Write("\">");
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is not null || i < looks.Length)
            {
                WriteCell(sheet, i, number, cells[i], i < looks.Length ? looks[i] : CellLook.General);
            }
        }

        sheet.Write("</row>");
    }

    /// <summary>Leaves rows out, so that what follows keeps its number.</summary>
    public void SkipTo(int row) => _row = Math.Max(_row, row - 1);

    /// <param name="lists">Drop-down lists.</param>
    /// <param name="comments">Notes on cells.</param>
    /// <param name="merged">Ranges of cells that are one, such as <c>A1:A2</c>.</param>
    public void EndSheet(IReadOnlyList<ListValidation>? lists = null, IReadOnlyList<CellComment>? comments = null, IReadOnlyList<string>? merged = null)
    {
        _sheet!.Write("</sheetData>");
        _sheet.Write(WorkbookParts.Merged(merged ?? []));
        _sheet.Write(WorkbookParts.Validations(lists ?? []));
        if (comments is { Count: > 0 })
        {
            _sheet.Write("<legacyDrawing r:id=\"rId1\"/>");
        }

        _sheet.Write("</worksheet>");
        _sheet.Dispose();
        _sheet = null;
        if (comments is { Count: > 0 })
        {
            var id = _sheets.Count;
            _commented.Add(id);
            WritePart($"xl/worksheets/_rels/sheet{id}.xml.rels", part => part.Write(CommentParts.Relations(id)));
            WritePart($"xl/comments{id}.xml", part => CommentParts.WriteComments(part, comments));
            WritePart($"xl/drawings/vmlDrawing{id}.vml", part => CommentParts.WriteDrawing(part, comments));
        }
    }

    public void Dispose()
    {
        if (!_isFinished)
        {
            _isFinished = true;
            Finish();
            _zip.Dispose();
        }
    }

    private void Finish()
    {
        _sheet?.Dispose();
        WritePart("xl/workbook.xml", part => part.Write(WorkbookParts.Workbook(_sheets)));
        WritePart("xl/_rels/workbook.xml.rels", part => part.Write(WorkbookParts.WorkbookRelations(_sheets.Count, HasShared)));
        WritePart("xl/styles.xml", part => part.Write(WorkbookParts.Styles));
        WritePart("_rels/.rels", part => part.Write(WorkbookParts.RootRelations));
        WritePart("[Content_Types].xml", part => part.Write(WorkbookParts.ContentTypes(_sheets.Count, HasShared, _commented)));
        if (HasShared)
        {
            WritePart("xl/sharedStrings.xml", WriteShared);
        }
    }

    private bool HasShared => _storage == TextStorage.Shared;

    private void WriteShared(StreamWriter part)
    {
        part.Write(WorkbookParts.SharedStart);
        foreach (var text in _shared.Keys)
        {
            part.Write("<si><t xml:space=\"preserve\">");
            CellXml.WriteText(part, text);
            part.Write("</t></si>");
        }

        part.Write("</sst>");
    }

    private void WriteCell(StreamWriter sheet, int column, ReadOnlySpan<char> row, object? value, CellLook look)
    {
        if (value is DateTime && look == CellLook.General)
        {
            look = CellLook.Time;
        }

        sheet.Write("<c r=\"");
        sheet.Write(CellXml.Letters(column));
        sheet.Write(row);
        if (look != CellLook.General)
        {
            sheet.Write("\" s=\"");
            CellXml.WriteNumber(sheet, (int)look);
        }

        switch (value)
        {
            case null:
                sheet.Write("\"/>");
                break;
            case string text when HasShared:
                sheet.Write("\" t=\"s\"><v>");
                CellXml.WriteNumber(sheet, Shared(text));
                sheet.Write("</v></c>");
                break;
            case string text:
                sheet.Write("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                CellXml.WriteText(sheet, text);
                sheet.Write("</t></is></c>");
                break;
            case bool flag:
                sheet.Write(flag ? "\" t=\"b\"><v>1</v></c>" : "\" t=\"b\"><v>0</v></c>");
                break;
            default:
                sheet.Write("\"><v>");
                CellXml.WriteNumber(sheet, value is DateTime time ? time.ToOADate() : Convert.ToDouble(value, CultureInfo.InvariantCulture));
                sheet.Write("</v></c>");
                break;
        }
    }

    private int Shared(string text)
    {
        if (!_shared.TryGetValue(text, out var index))
        {
            index = _shared.Count;
            _shared.Add(text, index);
        }

        return index;
    }

    private StreamWriter Part(string name) => new(_zip.CreateEntry(name, _compression).Open(), new UTF8Encoding(false), 1 << 16);

    private void WritePart(FormattableString name, Action<StreamWriter> write) => WritePart(FormattableString.Invariant(name), write);

    private void WritePart(string name, Action<StreamWriter> write)
    {
        using var part = Part(name);
        write(part);
    }
}
