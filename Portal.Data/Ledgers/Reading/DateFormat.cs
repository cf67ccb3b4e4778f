namespace Portal.Data.Ledgers.Reading;

/// <summary>Whether a number format of a workbook shows a point in time.</summary>
internal static class DateFormat
{
    /// <summary>The built-in formats, among them the Chinese and Japanese ones that have no code in the file.</summary>
    public static bool IsBuiltInDate(int id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    public static bool IsDate(string code)
    {
        var hasDatePart = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = code.IndexOf('"', i + 1);
                    if (i < 0)
                    {
                        return hasDatePart;
                    }

                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[':
                    var end = code.IndexOf(']', i);
                    if (end < 0)
                    {
                        return hasDatePart;
                    }

                    // [h]:mm counts hours; [Red] and [$-804] are colours and languages.
                    hasDatePart |= code.AsSpan(i + 1, end - i - 1).Trim("hmsHMS").IsEmpty;
                    i = end;
                    break;
                case ';':
                    return hasDatePart;
                case 'y' or 'Y' or 'd' or 'D' or 'h' or 'H' or 's' or 'S' or 'm' or 'M':
                    hasDatePart = true;
                    break;
                case 'G' or 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    i += 6;
                    break;
                default:
                    break;
            }
        }

        return hasDatePart;
    }
}
