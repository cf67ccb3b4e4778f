namespace Portal.Data.Access;

/// <summary>Text that was typed or named somewhere else, without what nobody can see in it. Pure.</summary>
public static class VisibleText
{
    /// <summary>The text without control characters (line breaks and tabs stay) and without those that turn the direction of writing.</summary>
    public static string Of(string text) => text.Any(IsHidden) ? string.Concat(text.Where(letter => !IsHidden(letter))) : text;

    /// <summary>The text in one line: line breaks and tabs go, too.</summary>
    public static string LineOf(string text) => string.Concat(text.Where(letter => !IsHidden(letter) && !char.IsControl(letter)));

    private static bool IsHidden(char letter) =>
        (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))
        || letter is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
