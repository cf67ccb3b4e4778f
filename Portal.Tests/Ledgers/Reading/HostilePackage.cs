using System.IO.Compression;
using System.Text;
using Portal.Data.Ledgers.Mapping;

namespace Portal.Tests.Ledgers.Reading;

/// <summary>Builds .xlsx files part by part, so that each can be wrong in exactly one way.</summary>
internal sealed class HostilePackage
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly Dictionary<string, string> _parts = [];
    private readonly List<(string Name, string State)> _sheets = [];

    public static string[] Headers => [.. LedgerTemplate.Columns.Select(column => column.IsRequired ? column.Header + "*" : column.Header)];

    public bool Is1904 { get; init; }

    public string Styles { get; set; } =
        """<numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="49"/></cellXfs>""";

    public HostilePackage Sheet(string rows, string name = "台账", string state = "visible", string before = "", string after = "")
    {
        _sheets.Add((name, state));
        _parts[$"xl/worksheets/sheet{_sheets.Count}.xml"] =
            $"""<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{Main}" xmlns:r="{Office}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>""";
        return this;
    }

    public HostilePackage Part(string name, string content)
    {
        _parts[name] = content;
        return this;
    }

    public MemoryStream Build()
    {
        var sheets = string.Concat(_sheets.Select((sheet, i) => $"""<sheet name="{sheet.Name}" sheetId="{i + 1}" state="{sheet.State}" r:id="rId{i + 1}"/>"""));
        var relations = string.Concat(_sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="{Office}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""));
        var all = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""",
            ["_rels/.rels"] = $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            ["xl/workbook.xml"] = $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><workbookPr date1904="{(Is1904 ? 1 : 0)}"/><sheets>{sheets}</sheets></workbook>""",
            ["xl/_rels/workbook.xml.rels"] = $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}<Relationship Id="rIdS" Type="{Office}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
            ["xl/styles.xml"] = $"""<styleSheet xmlns="{Main}">{Styles}</styleSheet>""",
        };
        foreach (var (name, content) in _parts)
        {
            all[name] = content;
        }

        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in all)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream;
    }

    /// <summary>A row of inline strings without addresses.</summary>
    public static string Row(int number, params IEnumerable<string> cells) =>
        $"""<row r="{number}">{string.Concat(cells.Select(cell => cell.Length == 0 ? "<c/>" : $"""<c t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>"""))}</row>""";

    public static string HeaderRow(int number = 1) => Row(number, Headers);

    /// <summary>A filled row; cells by field may be replaced.</summary>
    public static string[] Case(string caseNo = "A-1", params (LedgerField Field, string Value)[] others)
    {
        var cells = LedgerTemplate.Columns.Select(column => column.Example).ToArray();
        cells[(int)LedgerField.CaseNo] = caseNo;
        foreach (var (field, value) in others)
        {
            cells[(int)field] = value;
        }

        return cells;
    }
}
