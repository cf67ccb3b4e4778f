using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Portal.Data.Ledgers.Reading;

/// <summary>
/// Reads .xlsx in one pass over the sheet's XML. Rows and cells are placed by their own addresses; the sheet's
/// stated dimension is not looked at, because exporters get it wrong.
/// </summary>
internal sealed class XlsxSource : SheetSource
{
    private readonly ZipArchive _zip;
    private readonly XlsxPackage _package;
    private SharedStrings? _strings;
    private XmlReader? _xml;
    private int _width;

    public XlsxSource(Stream content)
    {
        content.Position = 0;
        _zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        _package = new XlsxPackage(_zip);
        Sheets = _package.Sheets;
    }

    public override IReadOnlyList<SheetName> Sheets { get; }

    public override bool Begin(int sheet)
    {
        if (_strings is null)
        {
            using var strings = _package.OpenXml(_package.SharedStrings);
            _strings = SharedStrings.Read(strings);
        }

        _xml?.Dispose();
        _xml = _package.OpenXml(_package.SheetPart(sheet));
        Number = 0;
        _width = 0;
        return _xml is not null;
    }

    public override bool ReadRow()
    {
        var xml = _xml!;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
            {
                Number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                    ? number
                    : Number + 1;
                if (xml.IsEmptyElement)
                {
                    continue;
                }

                ReadCells(xml);
                return true;
            }

            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData")
            {
                return false;
            }
        }

        return false;
    }

    public override void Dispose()
    {
        _xml?.Dispose();
        _zip.Dispose();
    }

    private void ReadCells(XmlReader xml)
    {
        var cells = new object?[_width];
        var column = -1;
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }

            string type = "";
            var style = 0;
            column++;
            while (xml.MoveToNextAttribute())
            {
                switch (xml.LocalName)
                {
                    case "r":
                        column = Column(xml.Value, column);
                        break;
                    case "t":
                        type = xml.Value;
                        break;
                    case "s":
                        _ = int.TryParse(xml.Value, out style);
                        break;
                    default:
                        break;
                }
            }

            xml.MoveToElement();
            if (xml.IsEmptyElement)
            {
                continue;
            }

            var value = ReadValue(xml, type, style);
            if (value is not null)
            {
                if (column >= cells.Length)
                {
                    _width = column + 1;
                    Array.Resize(ref cells, _width);
                }

                cells[column] = value;
            }
        }

        Cells = cells;
    }

    private static int Column(string address, int next) =>
        CellAddress.TryParse(address, out var column, out _) && column < 16_384 ? column : next;

    private object? ReadValue(XmlReader xml, string type, int style)
    {
        object? value = null;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "is")
            {
                value = RichText.Read(xml);
            }
            else if (xml.LocalName == "v" && !xml.IsEmptyElement)
            {
                value = CellValue.Of(xml.ReadString(), type, _package.IsDate(style), _package.Is1904, _strings!);
            }
        }

        return value;
    }
}
