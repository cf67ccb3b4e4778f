using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Data.SpotChecks.Evidence;

/// <summary>
/// Looks into a PDF for its frame and for what acts by itself: scripts, programs to start, files inside it, forms that
/// send. Also in packed object streams, where most writers put their dictionaries today. Pure.
/// </summary>
internal static partial class PdfSheet
{
    private const int MostUnpacked = 64 << 20;
    private const int TailBytes = 2048;

    public static EvidenceCheck Check(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        if (!Version().IsMatch(text) || !text[^Math.Min(TailBytes, text.Length)..].Contains("%%EOF", StringComparison.Ordinal)
            || !text.Contains("startxref", StringComparison.Ordinal))
        {
            return new(EvidenceFault.Damaged);
        }

        var left = MostUnpacked;
        var fault = FaultOf(text);
        foreach (var stream in PackedObjects().Matches(text).Select(match => match.Groups["data"]))
        {
            if (fault is not EvidenceFault.None)
            {
                break;
            }

            fault = Unpack(file.AsSpan(stream.Index, stream.Length).ToArray(), ref left) is { } inner ? FaultOf(inner) : EvidenceFault.Damaged;
        }

        return fault is EvidenceFault.None ? new(fault) { Kind = EvidenceKind.Pdf, Content = file, Metadata = new(Created(text)) } : new(fault);
    }

    private static EvidenceFault FaultOf(string text)
    {
        // A name may be written with any of its letters as #41.
        var plain = Escape().Replace(text, match => ((char)Convert.ToByte(match.Value[1..], 16)).ToString());
        return plain.Contains("/Encrypt", StringComparison.Ordinal) ? EvidenceFault.PasswordProtected
            : Active().IsMatch(plain) ? EvidenceFault.ActiveContent
            : EvidenceFault.None;
    }

    private static string? Unpack(byte[] packed, ref int left)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            var unpacked = new MemoryStream();
            var buffer = new byte[1 << 16];
            while (stream.Read(buffer) is var read and > 0)
            {
                left -= read;
                if (left < 0)
                {
                    return null;
                }

                unpacked.Write(buffer, 0, read);
            }

            return Encoding.Latin1.GetString(unpacked.GetBuffer(), 0, (int)unpacked.Length);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static DateTime? Created(string text) =>
        CreationDate().Match(text) is { Success: true } match
            ? ExifReader.Moment(FormattableString.Invariant($"{match.Groups[1]}:{match.Groups[2]}:{match.Groups[3]} {match.Groups[4]}:{match.Groups[5]}:{match.Groups[6]}"))
            : null;

    [GeneratedRegex(@"\A%PDF-[12]\.[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex(@"/ObjStm[^>]{0,400}>>\s*stream\r?\n(?<data>.*?)\r?\n?endstream", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PackedObjects();

    [GeneratedRegex("#[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex(@"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToR|GoToE|Sound|Movie|OpenAction|AA)(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Active();

    [GeneratedRegex(@"/CreationDate\s*\(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})", RegexOptions.CultureInvariant)]
    private static partial Regex CreationDate();
}
