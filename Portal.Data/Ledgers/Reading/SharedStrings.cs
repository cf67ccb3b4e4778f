using System.Text;
using System.Xml;

namespace Portal.Data.Ledgers.Reading;

/// <summary>
/// The shared strings of a workbook, kept as UTF-8 in blocks: half the memory of .NET strings and nothing for the
/// collector to walk. Recently used ones are kept as strings, because list values repeat in every row.
/// </summary>
internal sealed class SharedStrings
{
    private const int BlockSize = 1 << 20;
    private const int RecentCount = 1 << 12;

    private readonly List<byte[]> _blocks = [];
    private readonly List<long> _starts = [];
    private readonly (int Index, string? Text)[] _recent = new (int, string?)[RecentCount];
    private int _used = BlockSize;

    public int Count => _starts.Count;

    public static SharedStrings Read(XmlReader? xml)
    {
        var strings = new SharedStrings();
        while (xml is not null && xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                strings.Add(RichText.Read(xml));
            }
        }

        return strings;
    }

    public string? this[int index]
    {
        get
        {
            if (index < 0 || index >= _starts.Count)
            {
                return null;
            }

            ref var recent = ref _recent[index & (RecentCount - 1)];
            if (recent.Text is null || recent.Index != index)
            {
                recent = (index, Load(index));
            }

            return recent.Text;
        }
    }

    private void Add(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        if (_used + size + sizeof(int) > BlockSize || _blocks.Count == 0)
        {
            _blocks.Add(new byte[Math.Max(BlockSize, size + sizeof(int))]);
            _used = 0;
        }

        var block = _blocks[^1];
        _starts.Add(((long)(_blocks.Count - 1) << 32) | (uint)_used);
        BitConverter.TryWriteBytes(block.AsSpan(_used), size);
        Encoding.UTF8.GetBytes(text, block.AsSpan(_used + sizeof(int)));
        _used = Math.Min(_used + sizeof(int) + size, BlockSize);
    }

    private string Load(int index)
    {
        var start = _starts[index];
        var block = _blocks[(int)(start >> 32)];
        var at = (int)(start & 0xFFFFFFFF);
        return Encoding.UTF8.GetString(block, at + sizeof(int), BitConverter.ToInt32(block, at));
    }
}

/// <summary>The text of a string item or an inline string: its runs joined, without phonetic guides.</summary>
internal static class RichText
{
    /// <summary>Stands on the element when called and on its end when done.</summary>
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var depth = xml.Depth;
        var text = "";
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh" && !xml.IsEmptyElement)
            {
                var phonetic = xml.Depth;
                while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == phonetic))
                {
                }
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
                && xml.Depth > depth + 1)
            {
                text = text.Length == 0 ? xml.Value : text + xml.Value;
            }
        }

        return CellEscapes.Decode(text);
    }
}
