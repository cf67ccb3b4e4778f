using System.Globalization;

namespace Portal.Data.Ledgers.Reading;

/// <summary>Turns the written form of an .xlsx cell into a string, number, date or truth value.</summary>
internal static class CellValue
{
    private const int DaysFrom1900To1904 = 1462;
    private const double LastSerial = 2958466;

    public static object? Of(string written, string type, bool isDate, bool is1904, SharedStrings strings)
    {
        switch (type)
        {
            case "s":
                return int.TryParse(written, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index)
                    ? strings[index] is { Length: > 0 } text ? text : null
                    : throw new InvalidDataException($"'{written}' is not the number of a shared string.");
            case "str" or "inlineStr":
                return written.Length == 0 ? null : CellEscapes.Decode(written);
            case "b":
                return written is "1" or "true";
            case "e":
                // #N/A and the like are shown to the clerk as they stand in the cell.
                return written;
            case "d":
                return DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
                    ? DateTime.SpecifyKind(time, DateTimeKind.Unspecified)
                    : written;
            default:
                return double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? OfNumber(number, isDate, is1904)
                    : written.Length == 0 ? null : written;
        }
    }

    private static object OfNumber(double number, bool isDate, bool is1904)
    {
        if (!isDate)
        {
            return number;
        }

        var serial = is1904 ? number + DaysFrom1900To1904 : number;
        return serial is >= 1 and < LastSerial ? DateTime.FromOADate(serial) : number;
    }
}
