using System.Globalization;

namespace Portal.Data.Ledgers.Mapping;

/// <summary>What a cell of a time column turned out to be.</summary>
public enum TimeReading
{
    Empty,
    Read,
    Unreadable,
}

/// <summary>
/// Reads a time as ledgers write it: a true date, an Excel serial number, or text with a four-digit year first.
/// The result is wall-clock time of the ledger in whole seconds; a stated zone is converted to UTC+8.
/// </summary>
public static class LedgerTime
{
    private const double FirstSerial = 1;
    private const double LastSerial = 2958466;

    public static bool TryParse(object? cell, IReadOnlyList<string> patterns, out DateTime time)
    {
        switch (cell)
        {
            case DateTime date:
                time = ToSecond(DateTime.SpecifyKind(date, DateTimeKind.Unspecified));
                return true;
            case double serial when serial is >= FirstSerial and < LastSerial:
                time = ToSecond(DateTime.FromOADate(serial));
                return true;
            case double digits when digits is >= 19000101 and < 1e14 && digits == Math.Floor(digits):
                return TryParse(((long)digits).ToString(CultureInfo.InvariantCulture), patterns, out time);
            case string text:
                return TryParse(text, patterns, out time);
            default:
                time = default;
                return false;
        }
    }

    public static bool TryParse(string text, IReadOnlyList<string> patterns, out DateTime time)
    {
        if (patterns.Count > 0 && TryPatterns(text, patterns, out time))
        {
            return true;
        }

        return new TimeScanner(text).TryRead(out time) || TrySerial(text, out time);
    }

    private static bool TryPatterns(string text, IReadOnlyList<string> patterns, out DateTime time)
    {
        var narrow = Narrow.Of(Narrow.Trim(text));
        for (var i = 0; i < patterns.Count; i++)
        {
            if (DateTime.TryParseExact(
                narrow, patterns[i], CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var parsed))
            {
                time = ToSecond(DateTime.SpecifyKind(parsed, DateTimeKind.Unspecified));
                return true;
            }
        }

        time = default;
        return false;
    }

    /// <summary>A serial number that was pasted as text, such as <c>45964.3368</c>; only of this age, lest an id pass for a date.</summary>
    private static bool TrySerial(string text, out DateTime time)
    {
        if (text.Length is >= 5 and <= 20
            && double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out var serial)
            && serial is >= 36526 and < 73051)
        {
            time = ToSecond(DateTime.FromOADate(serial));
            return true;
        }

        time = default;
        return false;
    }

    private static DateTime ToSecond(DateTime time)
    {
        var over = time.Ticks % TimeSpan.TicksPerSecond;
        return over == 0 ? time
            : time.AddTicks(over >= TimeSpan.TicksPerSecond / 2 ? TimeSpan.TicksPerSecond - over : -over);
    }
}
