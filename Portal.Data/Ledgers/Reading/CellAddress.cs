namespace Portal.Data.Ledgers.Reading;

/// <summary>The name of a cell as Excel shows it, such as AB12.</summary>
public static class CellAddress
{
    /// <param name="column">Zero-based.</param>
    /// <param name="row">One-based.</param>
    public static string Of(int column, int row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Letters(column)}{row}");

    public static string Letters(int column)
    {
        Span<char> letters = stackalloc char[8];
        var at = letters.Length;
        for (var rest = column; rest >= 0; rest = rest / 26 - 1)
        {
            letters[--at] = (char)('A' + rest % 26);
        }

        return new string(letters[at..]);
    }

    /// <summary>Splits AB12 into a zero-based column and a one-based row.</summary>
    public static bool TryParse(string address, out int column, out int row)
    {
        (column, row) = (0, 0);
        var at = 0;
        while (at < address.Length && char.IsAsciiLetter(address[at]) && at < 4)
        {
            column = column * 26 + (char.ToUpperInvariant(address[at++]) - 'A' + 1);
        }

        column--;
        return column >= 0
            && int.TryParse(address.AsSpan(at), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out row)
            && row > 0;
    }
}
