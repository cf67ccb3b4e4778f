using System.Globalization;
using Portal.Data.Ledgers.Reading;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>The smallest pieces of sheet XML.</summary>
internal static class CellXml
{
    private static readonly string[] s_letters = [.. Enumerable.Range(0, 256).Select(CellAddress.Letters)];

    public static string Letters(int column) => column < s_letters.Length ? s_letters[column] : CellAddress.Letters(column);

    public static void WriteNumber(TextWriter part, double number)
    {
        Span<char> digits = stackalloc char[32];
        number.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture);
        part.Write(digits[..length]);
    }

    /// <summary>Text for an element. What XML cannot hold becomes <c>_xHHHH_</c>, and text that looks like that is protected.</summary>
    public static void WriteText(TextWriter part, string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Escape(text, i) is { } escape)
            {
                part.Write(text.AsSpan(start, i - start));
                part.Write(escape);
                start = i + 1;
            }
        }

        part.Write(text.AsSpan(start));
    }

    public static string Text(string text)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        WriteText(writer, text);
        return writer.ToString().Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    private static string? Escape(string text, int at) => text[at] switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '_' when at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_' => "_x005F_",
        < ' ' and not ('\n' or '\t') and var c => string.Create(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_"),
        '\uFFFE' or '\uFFFF' => "",
        var c when char.IsSurrogate(c) => IsPaired(text, at) ? null : "\uFFFD",
        _ => null,
    };

    private static bool IsPaired(string text, int at) => char.IsHighSurrogate(text[at])
        ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
        : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
