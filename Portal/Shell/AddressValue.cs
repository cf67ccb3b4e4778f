using System.Globalization;

namespace Portal.Shell;

/// <summary>Values of an address that anybody may have typed: what is no value asks nothing.</summary>
public static class AddressValue
{
    private const int LastPage = 100_000;

    /// <summary>1 and up; 1 for what is no page.</summary>
    public static int PageOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1;

    public static long? IdOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static bool IsTrue(string? text) => bool.TryParse(text, out var value) && value;
}
