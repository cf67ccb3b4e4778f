using System.Globalization;
using System.Text;

namespace Portal.Data.Ledgers.Reading;

/// <summary>Undoes what Excel's file format does to text: <c>_x000D_</c> stands for a carriage return, and line ends come in three kinds.</summary>
internal static class CellEscapes
{
    public static string Decode(string text)
    {
        var hasEscape = text.Contains("_x", StringComparison.Ordinal);
        return hasEscape || text.Contains('\r', StringComparison.Ordinal) ? DecodeSlowly(text) : text;
    }

    private static string DecodeSlowly(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_'
                && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += 6;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.Replace("\r\n", "\n").Replace('\r', '\n').ToString();
    }
}
