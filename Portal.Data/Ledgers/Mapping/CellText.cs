using System.Globalization;

namespace Portal.Data.Ledgers.Mapping;

/// <summary>
/// The text of a cell as a clerk sees it. Excel keeps 15 digits of a number: a longer id that was not stored as
/// text has already lost its end before it reaches us, and is written out in full so that this can be seen.
/// </summary>
public static class CellText
{
    public static string Of(object? cell) => cell switch
    {
        null => "",
        string text => text,
        double number => Of(number),
        DateTime time => time.TimeOfDay == TimeSpan.Zero
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool flag => flag ? "TRUE" : "FALSE",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string Of(double number) => number switch
    {
        >= -1e15 and <= 1e15 when number == Math.Floor(number) => ((long)number).ToString(CultureInfo.InvariantCulture),
        >= -1e28 and <= 1e28 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
