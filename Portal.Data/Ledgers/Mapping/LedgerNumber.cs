using System.Globalization;

namespace Portal.Data.Ledgers.Mapping;

/// <summary>Reads a measure as people type it: <c>16.5</c>, <c>１６．５℃</c>, <c>DN300</c>, <c>2天</c>.</summary>
public static class LedgerNumber
{
    private static readonly string[] s_units = ["℃", "°C", "°", "度", "天", "日", "mm", "毫米", "次"];

    public static bool TryParse(object? cell, out double number)
    {
        switch (cell)
        {
            case double value:
                number = value;
                return true;
            case string text:
                return TryParse(text, out number);
            default:
                number = 0;
                return false;
        }
    }

    public static bool TryParse(string text, out double number)
    {
        var plain = Narrow.Of(Narrow.Trim(text));
        if (plain.StartsWith("DN", StringComparison.OrdinalIgnoreCase))
        {
            plain = plain[2..];
        }

        foreach (var unit in s_units)
        {
            if (plain.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                plain = plain[..^unit.Length];
                break;
            }
        }

        return double.TryParse(plain.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out number);
    }
}
