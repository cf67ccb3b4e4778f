using System.IO.Compression;
using System.Xml;

namespace Portal.Data.Ledgers.Reading;

/// <summary>
/// The parts of an .xlsx package that a ledger needs: sheets in order, which styles are dates, the date system.
/// Every other relationship is ignored, so one to a missing drawing or comment part does no harm.
/// </summary>
internal sealed class XlsxPackage
{
    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
        CloseInput = true,
    };

    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(SheetName Name, string Part)> _sheets = [];
    private bool[] _isDate = [];

    public XlsxPackage(ZipArchive zip)
    {
        foreach (var entry in zip.Entries)
        {
            _entries.TryAdd(Normalize(entry.FullName), entry);
        }

        WorkbookPart = Relations("").FirstOrDefault(item => item.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target
            ?? "xl/workbook.xml";
        var relations = Relations(WorkbookPart);
        ReadWorkbook(WorkbookPart, relations);
        SharedStrings = relations.FirstOrDefault(item => item.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Target
            ?? "xl/sharedStrings.xml";
        StylesPart = relations.FirstOrDefault(item => item.Type.EndsWith("/styles", StringComparison.Ordinal)).Target ?? "xl/styles.xml";
        ReadStyles(StylesPart);
    }

    public IReadOnlyList<SheetName> Sheets => [.. _sheets.Select(sheet => sheet.Name)];

    public string SharedStrings { get; }

    public string WorkbookPart { get; }

    public string StylesPart { get; }

    /// <summary>Whether days are counted from 1904, as old Macintosh workbooks do.</summary>
    public bool Is1904 { get; private set; }

    public static string Normalize(string name) => name.Replace('\\', '/').TrimStart('/');

    public bool IsDate(int style) => style >= 0 && style < _isDate.Length && _isDate[style];

    public string SheetPart(int sheet) => _sheets[sheet].Part;

    public bool Has(string part) => _entries.ContainsKey(part);

    public Stream? OpenPart(string part) => _entries.TryGetValue(part, out var entry) ? entry.Open() : null;

    public XmlReader? OpenXml(string part) => OpenPart(part) is { } stream ? XmlReader.Create(stream, s_settings) : null;

    private void ReadWorkbook(string part, List<(string Id, string Type, string Target)> relations)
    {
        using var xml = OpenXml(part) ?? throw new InvalidDataException($"The workbook part {part} is missing.");
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "workbookPr")
            {
                Is1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.LocalName == "sheet")
            {
                var id = "";
                while (xml.MoveToNextAttribute())
                {
                    id = xml.LocalName == "id" ? xml.Value : id;
                }

                xml.MoveToElement();
                var relation = relations.Find(item => item.Id == id);
                // A chart or dialog sheet has no rows.
                if (relation.Type is null || relation.Type.EndsWith("/worksheet", StringComparison.Ordinal))
                {
                    _sheets.Add((
                        new SheetName(xml.GetAttribute("name") ?? "", xml.GetAttribute("state") is "hidden" or "veryHidden"),
                        relation.Target ?? ""));
                }
            }
        }
    }

    private List<(string Id, string Type, string Target)> Relations(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = slash < 0 ? "" : part[..(slash + 1)];
        var found = new List<(string, string, string)>();
        using var xml = OpenXml($"{folder}_rels/{part[(slash + 1)..]}.rels");
        while (xml is not null && xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship")
            {
                found.Add((xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", Resolve(folder, xml.GetAttribute("Target") ?? "")));
            }
        }

        return found;
    }

    internal static string Resolve(string folder, string target)
    {
        var path = target.Replace('\\', '/');
        if (path.StartsWith('/'))
        {
            return path.TrimStart('/');
        }

        var steps = new List<string>();
        foreach (var step in (folder + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    private void ReadStyles(string part)
    {
        var formats = new Dictionary<int, bool>();
        var isDate = new List<bool>();
        var isInCellFormats = false;
        using var xml = OpenXml(part);
        while (xml is not null && xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                isInCellFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt"
                && int.TryParse(xml.GetAttribute("numFmtId"), out var id))
            {
                formats[id] = DateFormat.IsDate(xml.GetAttribute("formatCode") ?? "");
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf" && isInCellFormats)
            {
                _ = int.TryParse(xml.GetAttribute("numFmtId"), out var format);
                isDate.Add(formats.TryGetValue(format, out var known) ? known : DateFormat.IsBuiltInDate(format));
            }
        }

        _isDate = [.. isDate];
    }
}
