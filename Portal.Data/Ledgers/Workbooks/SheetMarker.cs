using System.Globalization;
using System.Xml;
using Portal.Data.Ledgers.Reading;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>Copies the XML of a sheet as a stream and gives marked cells their flagged style; cells that are not there are made.</summary>
internal sealed class SheetMarker(CellMarks marks, int styles, IReadOnlySet<string> missing)
{
    public const string DrawingId = "rIdMarkedDrawing";
    public const string CommentsId = "rIdMarkedComments";

    /// <summary>What must stand behind the legacyDrawing element.</summary>
    private static readonly HashSet<string> s_after =
        ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    private bool _hasDrawing;

    /// <summary>The relationship of the sheet's own notes drawing, which ours replaces.</summary>
    public string? ReplacedDrawing { get; private set; }

    /// <summary>False when the sheet is not of the kind that can be marked.</summary>
    public bool TryCopy(XmlReader reader, XmlWriter writer)
    {
        reader.MoveToContent();
        if (reader.LocalName != "worksheet" || reader.NamespaceURI != WorkbookParts.Main)
        {
            return false;
        }

        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        writer.WriteAttributes(reader, defattr: false);
        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                writer.WriteNode(reader, defattr: false);
                continue;
            }

            CopyPart(reader, writer);
        }

        WriteDrawing(writer);
        writer.WriteEndElement();
        writer.WriteEndDocument();
        return true;
    }

    private void CopyPart(XmlReader reader, XmlWriter writer)
    {
        if (reader.LocalName == "sheetData" && !reader.IsEmptyElement)
        {
            CopyRows(reader, writer);
            return;
        }

        if (s_after.Contains(reader.LocalName))
        {
            WriteDrawing(writer);
        }

        var relation = reader.GetAttribute("id", WorkbookParts.Office);
        if (reader.LocalName == "legacyDrawing")
        {
            ReplacedDrawing = relation;
            reader.Skip();
        }
        else if (relation is not null && missing.Contains(relation))
        {
            reader.Skip();
        }
        else
        {
            writer.WriteNode(reader, defattr: false);
        }
    }

    private void CopyRows(XmlReader reader, XmlWriter writer)
    {
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        writer.WriteAttributes(reader, defattr: false);
        reader.Read();
        var number = 0;
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "row")
            {
                writer.WriteNode(reader, defattr: false);
                continue;
            }

            number = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : number + 1;
            if (marks.Row(number) is { } marked)
            {
                CopyRow(reader, writer, number, marked);
            }
            else
            {
                writer.WriteNode(reader, defattr: false);
            }
        }

        writer.WriteEndElement();
        reader.Read();
    }

    private void CopyRow(XmlReader reader, XmlWriter writer, int number, IReadOnlyDictionary<int, string> marked)
    {
        var pending = new Queue<int>(marked.Keys.Order());
        var isEmpty = reader.IsEmptyElement;
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        while (reader.MoveToNextAttribute())
        {
            // The hint of which columns are used would no longer be true.
            if (reader.LocalName != "spans")
            {
                writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value);
            }
        }

        reader.MoveToElement();
        reader.Read();
        var column = -1;
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "c")
            {
                writer.WriteNode(reader, defattr: false);
                continue;
            }

            column = CellAddress.TryParse(reader.GetAttribute("r") ?? "", out var given, out _) ? given : column + 1;
            WritePending(writer, pending, column, number);
            if (pending.Count > 0 && pending.Peek() == column)
            {
                pending.Dequeue();
                CopyCell(reader, writer, column, number);
            }
            else
            {
                writer.WriteNode(reader, defattr: false);
            }
        }

        WritePending(writer, pending, int.MaxValue, number);
        writer.WriteEndElement();
        if (!isEmpty)
        {
            reader.Read();
        }
    }

    private void WritePending(XmlWriter writer, Queue<int> pending, int before, int number)
    {
        while (pending.Count > 0 && pending.Peek() < before)
        {
            writer.WriteStartElement("c", WorkbookParts.Main);
            writer.WriteAttributeString("r", CellAddress.Of(pending.Dequeue(), number));
            writer.WriteAttributeString("s", styles.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndElement();
        }
    }

    private void CopyCell(XmlReader reader, XmlWriter writer, int column, int number)
    {
        var isEmpty = reader.IsEmptyElement;
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        writer.WriteAttributeString("r", CellAddress.Of(column, number));
        var style = 0;
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "s")
            {
                _ = int.TryParse(reader.Value, NumberStyles.None, CultureInfo.InvariantCulture, out style);
            }
            else if (reader.LocalName != "r")
            {
                writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value);
            }
        }

        writer.WriteAttributeString("s", (styles + Math.Min(style, styles - 1)).ToString(CultureInfo.InvariantCulture));
        reader.MoveToElement();
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            writer.WriteNode(reader, defattr: false);
        }

        writer.WriteEndElement();
        if (!isEmpty)
        {
            reader.Read();
        }
    }

    private void WriteDrawing(XmlWriter writer)
    {
        if (!_hasDrawing)
        {
            _hasDrawing = true;
            writer.WriteStartElement("legacyDrawing", WorkbookParts.Main);
            writer.WriteAttributeString("r", "id", WorkbookParts.Office, DrawingId);
            writer.WriteEndElement();
        }
    }
}
