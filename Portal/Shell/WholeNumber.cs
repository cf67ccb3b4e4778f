using System.Globalization;

namespace Portal.Shell;

/// <summary>A whole number as somebody typed it into a form.</summary>
public static class WholeNumber
{
    /// <returns>Null for what is none, or lies outside.</returns>
    public static int? Of(string? typed, int min, int max) =>
        int.TryParse(typed?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null;

    public static bool IsWrong(string? typed, int min, int max, bool isRequired) =>
        string.IsNullOrWhiteSpace(typed) ? isRequired : Of(typed, min, max) is null;

    public static string Write(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
