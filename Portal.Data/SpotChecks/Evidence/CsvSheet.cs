using System.Text;
using Portal.Data.Ledgers.Reading;

namespace Portal.Data.SpotChecks.Evidence;

/// <summary>Checks a temperature sheet that is plain text: lines of cells, none of which a spreadsheet would run. Pure.</summary>
internal static class CsvSheet
{
    public static EvidenceCheck Check(byte[] file)
    {
        // Temperature sheets are text in one of two encodings: control characters are not text.
        if (file.AsSpan().ContainsAny(s_binary) || file.Length < 3)
        {
            return new(EvidenceFault.UnknownType);
        }

        var text = TextEncoding.Detect(new MemoryStream(file)).GetString(file).TrimStart('\uFEFF');
        if (text.Contains('\uFFFD', StringComparison.Ordinal) || text.TrimStart().StartsWith('<') || text.TrimStart().StartsWith('{'))
        {
            return new(EvidenceFault.UnknownType);
        }

        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        char[] separators = [',', '\t', ';'];
        if (lines.Length < 2 || !separators.Any(separator => lines[0].Contains(separator, StringComparison.Ordinal) && lines[1].Contains(separator, StringComparison.Ordinal)))
        {
            return new(EvidenceFault.UnknownType);
        }

        return lines.SelectMany(line => line.Split(separators)).Any(IsFormula)
            ? new(EvidenceFault.ActiveContent)
            : new(EvidenceFault.None) { Kind = EvidenceKind.Csv, Content = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text)).ToArray() };
    }

    private static readonly System.Buffers.SearchValues<byte> s_binary =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Where(value => value is not (9 or 10 or 13)).Select(value => (byte)value), 127]);

    private static bool IsFormula(string cell)
    {
        var text = cell.Trim(' ', '"', '\'');
        return text.Length > 1
            && (text[0] is '=' or '@' || (text[0] is '+' or '-' && text[1..].Any(character => !char.IsAsciiDigit(character) && character is not ('.' or '\u2103' or '\u00B0' or 'C'))));
    }
}
