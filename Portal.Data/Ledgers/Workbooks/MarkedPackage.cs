using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Portal.Data.Ledgers.Reading;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>Copies an .xlsx package part by part, rewriting only what the marks touch.</summary>
internal sealed class MarkedPackage(ZipArchive from, ZipArchive to)
{
    private const string ListId = "rIdMarkedList";

    private static readonly XNamespace s_main = WorkbookParts.Main;
    private static readonly XNamespace s_types = WorkbookParts.Types;
    private static readonly XNamespace s_package = WorkbookParts.Package;
    private static readonly XNamespace s_office = WorkbookParts.Office;

    private readonly XlsxPackage _package = new(from);
    private readonly HashSet<string> _done = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Part, string Type)> _added = [];

    /// <summary>False when the package is of a kind that cannot be marked in place; the target is then to be thrown away.</summary>
    public bool TryWrite(IReadOnlyList<CellIssue> issues)
    {
        if (FlagStyles() is not { } styles)
        {
            return false;
        }

        var marks = CellMarks.BySheet(issues);
        for (var sheet = 0; sheet < _package.Sheets.Count; sheet++)
        {
            if (marks.TryGetValue(_package.Sheets[sheet].Name, out var mark) && !TryMarkSheet(sheet, mark, styles))
            {
                return false;
            }
        }

        if (!TryAddList(issues))
        {
            return false;
        }

        WriteTypes();
        CopyTheRest();
        return true;
    }

    /// <summary>Appends to every cell format a twin with a red fill, and returns how many there were.</summary>
    private int? FlagStyles()
    {
        if (Load(_package.StylesPart)?.Root is not { } root || root.Name != s_main + "styleSheet"
            || root.Element(s_main + "cellXfs") is not { } formats || formats.Elements().Count() is 0 or > 30_000)
        {
            return null;
        }

        if (root.Element(s_main + "fills") is not { } fills)
        {
            fills = new XElement(s_main + "fills",
                new XElement(s_main + "fill", new XElement(s_main + "patternFill", new XAttribute("patternType", "none"))),
                new XElement(s_main + "fill", new XElement(s_main + "patternFill", new XAttribute("patternType", "gray125"))));
            var before = root.Element(s_main + "fonts") ?? root.Element(s_main + "numFmts");
            if (before is null)
            {
                root.AddFirst(fills);
            }
            else
            {
                before.AddAfterSelf(fills);
            }
        }

        fills.Add(new XElement(s_main + "fill", new XElement(s_main + "patternFill", new XAttribute("patternType", "solid"),
            new XElement(s_main + "fgColor", new XAttribute("rgb", "FFFFC7CE")), new XElement(s_main + "bgColor", new XAttribute("indexed", "64")))));
        var fill = fills.Elements().Count() - 1;
        fills.SetAttributeValue("count", fill + 1);
        var count = formats.Elements().Count();
        foreach (var format in formats.Elements().ToList())
        {
            var twin = new XElement(format);
            twin.SetAttributeValue("fillId", fill);
            twin.SetAttributeValue("applyFill", 1);
            formats.Add(twin);
        }

        formats.SetAttributeValue("count", count * 2);
        Save(_package.StylesPart, root.Document!);
        return count;
    }

    private bool TryMarkSheet(int sheet, CellMarks marks, int styles)
    {
        var part = _package.SheetPart(sheet);
        var relationsPart = RelationsPart(part);
        var relations = Load(relationsPart) ?? new XDocument(new XElement(s_package + "Relationships"));
        var missing = relations.Root!.Elements().Where(item => (string?)item.Attribute("TargetMode") != "External"
            && !_package.Has(Target(part, item))).ToList();
        var marker = new SheetMarker(marks, styles, missing.Select(item => (string?)item.Attribute("Id") ?? "").ToHashSet());
        using (var reader = _package.OpenXml(part))
        using (var writer = XmlWriter.Create(Create(part), new XmlWriterSettings { CloseOutput = true, CheckCharacters = false }))
        {
            if (reader is null || !marker.TryCopy(reader, writer))
            {
                return false;
            }
        }

        var existing = new Dictionary<string, string>();
        foreach (var item in relations.Root.Elements().ToList())
        {
            var type = (string?)item.Attribute("Type") ?? "";
            if (type.EndsWith("/comments", StringComparison.Ordinal))
            {
                ReadComments(Target(part, item), existing);
            }

            if (missing.Contains(item) || type.EndsWith("/comments", StringComparison.Ordinal)
                || type.EndsWith("/threadedComment", StringComparison.Ordinal) || (string?)item.Attribute("Id") == marker.ReplacedDrawing)
            {
                _done.Add(Target(part, item));
                item.Remove();
            }
        }

        var comments = marks.Comments(existing);
        var commentsPart = string.Create(CultureInfo.InvariantCulture, $"xl/markedComments{sheet + 1}.xml");
        var drawingPart = string.Create(CultureInfo.InvariantCulture, $"xl/drawings/markedDrawing{sheet + 1}.vml");
        relations.Root.Add(Relation(SheetMarker.DrawingId, "vmlDrawing", "/" + drawingPart), Relation(SheetMarker.CommentsId, "comments", "/" + commentsPart));
        Save(relationsPart, relations);
        WriteText(commentsPart, text => CommentParts.WriteComments(text, comments));
        WriteText(drawingPart, text => CommentParts.WriteDrawing(text, comments));
        _added.Add((commentsPart, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"));
        return true;
    }

    private void ReadComments(string part, Dictionary<string, string> existing)
    {
        var comments = Load(part);
        var authors = comments?.Descendants(s_main + "author").Select(author => author.Value).ToList() ?? [];
        foreach (var comment in comments?.Descendants(s_main + "comment") ?? [])
        {
            var text = string.Concat(comment.Descendants(s_main + "t").Select(run => run.Value));
            if (CommentParts.SendersOwn(text, (int?)comment.Attribute("authorId") ?? 0, authors) is { Length: > 0 } own)
            {
                existing[(string?)comment.Attribute("ref") ?? ""] = own;
            }
        }

        existing.Remove("");
    }

    /// <summary>Puts the list of issues before the other sheets; the one that was shown first stays shown.</summary>
    private bool TryAddList(IReadOnlyList<CellIssue> issues)
    {
        const string part = "xl/worksheets/markedList.xml";
        var relationsPart = RelationsPart(_package.WorkbookPart);
        if (Load(_package.WorkbookPart) is not { } workbook || workbook.Root!.Element(s_main + "sheets") is not { } sheets
            || Load(relationsPart) is not { } relations)
        {
            return false;
        }

        // A workbook that was marked, mended and filed again brings its old list along: the new one takes its place.
        if (relations.Root!.Elements().Any(item => (string?)item.Attribute("Id") == ListId))
        {
            Save(relationsPart, relations);
            WriteText(part, text => WriteList(text, issues));
            return true;
        }

        var names = sheets.Elements().Select(item => (string?)item.Attribute("name")).ToHashSet();
        var name = names.Contains(MarkedWorkbook.ListName) ? $"{MarkedWorkbook.ListName}{names.Count}" : MarkedWorkbook.ListName;
        var id = sheets.Elements().Max(item => (int?)item.Attribute("sheetId") ?? 0) + 1;
        sheets.AddFirst(new XElement(s_main + "sheet", new XAttribute("name", name), new XAttribute("sheetId", id), new XAttribute(s_office + "id", ListId)));
        foreach (var view in workbook.Root.Descendants(s_main + "workbookView"))
        {
            view.SetAttributeValue("activeTab", ((int?)view.Attribute("activeTab") ?? 0) + 1);
            view.SetAttributeValue("firstSheet", null);
        }

        foreach (var defined in workbook.Root.Descendants(s_main + "definedName").Where(item => item.Attribute("localSheetId") is not null))
        {
            defined.SetAttributeValue("localSheetId", (int)defined.Attribute("localSheetId")! + 1);
        }

        relations.Root.Add(Relation(ListId, "worksheet", "/" + part));
        Save(_package.WorkbookPart, workbook);
        Save(relationsPart, relations);
        WriteText(part, text => WriteList(text, issues));
        _added.Add((part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"));
        return true;
    }

    private static void WriteList(TextWriter part, IReadOnlyList<CellIssue> issues)
    {
        part.Write($"""{WorkbookParts.Declaration}<worksheet xmlns="{WorkbookParts.Main}"><sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="1" max="1" width="18" customWidth="1"/><col min="2" max="2" width="12" customWidth="1"/><col min="3" max="3" width="90" customWidth="1"/></cols><sheetData>""");
        WriteRow(part, $"共 {issues.Count} 个问题；有问题的单元格已标红");
        WriteRow(part, "工作表", "单元格", "问题与改法");
        foreach (var issue in issues)
        {
            WriteRow(part, issue.Sheet, issue.Address, issue.Text);
        }

        part.Write("</sheetData></worksheet>");
    }

    private static void WriteRow(TextWriter part, params ReadOnlySpan<string> cells)
    {
        part.Write("<row>");
        foreach (var cell in cells)
        {
            part.Write("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            CellXml.WriteText(part, cell);
            part.Write("</t></is></c>");
        }

        part.Write("</row>");
    }

    private void WriteTypes()
    {
        const string part = "[Content_Types].xml";
        var types = Load(part) ?? throw new InvalidDataException("The package has no content types.");
        types.Root!.Elements(s_types + "Override").Where(item => _done.Contains(XlsxPackage.Normalize((string?)item.Attribute("PartName") ?? ""))
            && !_written.Contains(XlsxPackage.Normalize((string?)item.Attribute("PartName") ?? ""))).Remove();
        if (!types.Root.Elements(s_types + "Default").Any(item => string.Equals((string?)item.Attribute("Extension"), "vml", StringComparison.OrdinalIgnoreCase)))
        {
            types.Root.AddFirst(new XElement(s_types + "Default", new XAttribute("Extension", "vml"),
                new XAttribute("ContentType", "application/vnd.openxmlformats-officedocument.vmlDrawing")));
        }

        foreach (var (added, type) in _added)
        {
            types.Root.Add(new XElement(s_types + "Override", new XAttribute("PartName", "/" + added), new XAttribute("ContentType", type)));
        }

        Save(part, types);
    }

    private void CopyTheRest()
    {
        foreach (var entry in from.Entries)
        {
            if (!entry.FullName.EndsWith('/') && _done.Add(XlsxPackage.Normalize(entry.FullName)))
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                source.CopyTo(target);
            }
        }
    }

    private static string RelationsPart(string part)
    {
        var name = part.LastIndexOf('/') + 1;
        return $"{part[..name]}_rels/{part[name..]}.rels";
    }

    private static string Target(string part, XElement relation) =>
        XlsxPackage.Resolve(part[..(part.LastIndexOf('/') + 1)], (string?)relation.Attribute("Target") ?? "");

    private static XElement Relation(string id, string type, string target) => new(s_package + "Relationship",
        new XAttribute("Id", id), new XAttribute("Type", $"{WorkbookParts.Office}/{type}"), new XAttribute("Target", target));

    private XDocument? Load(string part)
    {
        using var xml = _package.OpenXml(part);
        return xml is null ? null : XDocument.Load(xml, LoadOptions.PreserveWhitespace);
    }

    private void Save(string part, XDocument document)
    {
        using var stream = Create(part);
        document.Save(stream, SaveOptions.DisableFormatting);
    }

    private void WriteText(string part, Action<TextWriter> write)
    {
        using var text = new StreamWriter(Create(part));
        write(text);
    }

    private Stream Create(string part)
    {
        _done.Add(part);
        _written.Add(part);
        return to.CreateEntry(part, CompressionLevel.Fastest).Open();
    }
}
