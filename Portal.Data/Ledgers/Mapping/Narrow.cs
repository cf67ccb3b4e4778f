namespace Portal.Data.Ledgers.Mapping;

/// <summary>
/// Cleans what people type: blanks of every width around a value, and full-width digits, letters and
/// punctuation where only half-width ones are meant (never in free text).
/// </summary>
public static class Narrow
{
    /// <summary>The text without white space, zero-width characters and byte-order marks at its ends.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return end - start == text.Length ? text : text[start..end];
    }

    /// <summary>Full-width ASCII (U+FF01…FF5E) and the ideographic space become their half-width twins.</summary>
    public static string Of(string text) =>
        text.AsSpan().IndexOfAnyInRange('\u2000', '\uFFFF') is var first and >= 0 && HasWide(text.AsSpan(first))
            ? string.Create(text.Length, text, static (target, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    target[i] = Of(source[i]);
                }
            })
            : text;

    public static char Of(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        '\u2236' => ':',
        '\u2013' or '\u2014' or '\u2212' or '\u2010' or '\u2011' => '-',
        _ => c,
    };

    private static bool HasWide(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Of(c) != c)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';
}
