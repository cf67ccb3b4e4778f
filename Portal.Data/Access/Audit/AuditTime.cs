using System.Globalization;

namespace Portal.Data.Access.Audit;

/// <summary>The time of an entry as each engine hands it back.</summary>
internal static class AuditTime
{
    private static readonly string[] s_forms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    /// <returns>The very first moment there is for what is no time: no entry bears it, so its hash does not fit.</returns>
    public static DateTime Read(object? value) => value switch
    {
        DateTime time => time,
        string text when DateTime.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => time,
        _ => DateTime.MinValue,
    };
}
