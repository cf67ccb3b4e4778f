using System.Globalization;

namespace Portal.Shell;

/// <summary>Values of an address that anybody may have typed: what is no value asks nothing.</summary>
public static class AddressValue
{
    private const int LastPage = 100_000;

    /// <summary>1 and up; 1 for what is no page.</summary>
    public static int PageOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1;

    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static long? IdOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>
    /// The code of exactly that name, capitals aside; null for anything else. A number and a list of names, which the framework
    /// would read as a code too, are no names.
    /// </summary>
    public static T? CodeOf<T>(string? name)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found) : null;

    public static bool IsTrue(string? text) => bool.TryParse(text, out var value) && value;
}
