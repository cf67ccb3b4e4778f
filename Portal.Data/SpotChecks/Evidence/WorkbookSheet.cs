using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Portal.Data.Ledgers.Reading;

namespace Portal.Data.SpotChecks.Evidence;

/// <summary>
/// Checks a temperature sheet that is a workbook as ledgers are checked, refuses what acts by itself, and writes it anew
/// without the properties that say who made it. Pure.
/// </summary>
internal static class WorkbookSheet
{
    private const long MostUnpacked = 100 << 20;
    private const int MostEntries = 2_000;
    private const string Core = "docProps/core.xml";
    private const string App = "docProps/app.xml";

    private static readonly string[] s_active =
        ["vbaProject", "xl/activeX", "xl/embeddings", "xl/externalLinks", "xl/ctrlProps", "customUI", "xl/connections.xml", "xl/macrosheets", "xl/queryTables", "xl/webextensions"];

    public static EvidenceCheck Check(byte[] file)
    {
        using var stream = new MemoryStream(file);
        if (FileSniffer.Sniff(stream, out var format) is { } refusal)
        {
            return new(refusal.Code switch
            {
                RefusalCode.MacroWorkbook => EvidenceFault.ActiveContent,
                RefusalCode.PasswordProtected => EvidenceFault.PasswordProtected,
                RefusalCode.UnsupportedType => EvidenceFault.UnknownType,
                _ => EvidenceFault.Damaged,
            });
        }

        if (format is not LedgerFormat.Xlsx)
        {
            return new(EvidenceFault.UnknownType);
        }

        try
        {
            stream.Position = 0;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostEntries || zip.Entries.Sum(entry => entry.Length) > MostUnpacked)
            {
                return new(EvidenceFault.TooLarge);
            }

            if (zip.Entries.Any(entry => s_active.Any(part => XlsxPackage.Normalize(entry.FullName).Contains(part, StringComparison.OrdinalIgnoreCase))))
            {
                return new(EvidenceFault.ActiveContent);
            }

            if (new XlsxPackage(zip).Sheets.Count == 0)
            {
                return new(EvidenceFault.Damaged);
            }

            return new(EvidenceFault.None) { Kind = EvidenceKind.Xlsx, Content = Rewrite(zip), Metadata = new(Created(zip)) };
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or IOException)
        {
            return new(EvidenceFault.Damaged);
        }
    }

    private static byte[] Rewrite(ZipArchive from)
    {
        using var written = new MemoryStream();
        using (var to = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            long left = MostUnpacked;
            foreach (var entry in from.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                var name = XlsxPackage.Normalize(entry.FullName);
                var copy = to.CreateEntry(name);
                copy.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var output = copy.Open();
                if (name is Core or App or "docProps/custom.xml")
                {
                    output.Write(Encoding.UTF8.GetBytes(EmptyProperties(name)));
                    continue;
                }

                // The table of contents is not to be believed.
                using var input = entry.Open();
                var buffer = new byte[1 << 16];
                while (input.Read(buffer) is var read and > 0)
                {
                    left -= read;
                    output.Write(left >= 0 ? buffer.AsSpan(0, read) : throw new InvalidDataException("The workbook unpacks to more than it says."));
                }
            }
        }

        return written.ToArray();
    }

    private static string EmptyProperties(string part) => part switch
    {
        Core => """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>""",
        App => """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>""",
        _ => """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>""",
    };

    /// <summary>When the sheet was made, on the ledgers' clock.</summary>
    private static DateTime? Created(ZipArchive zip)
    {
        if (zip.GetEntry(Core) is not { Length: < 1 << 20 } part)
        {
            return null;
        }

        using var xml = XmlReader.Create(part.Open(), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
        return xml.ReadToFollowing("created", "http://purl.org/dc/terms/")
            && DateTimeOffset.TryParse(xml.ReadElementContentAsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && moment.Year is >= 1990 and <= 9000
            ? moment.UtcDateTime.AddHours(8)
            : null;
    }
}
