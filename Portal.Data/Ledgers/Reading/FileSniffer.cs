using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Portal.Data.Ledgers.Reading;

/// <summary>The formats a ledger may come in.</summary>
public enum LedgerFormat
{
    Xlsx,
    Xls,
    Csv,
}

/// <summary>Decides by content, never by name, what a file is, and refuses what must not be opened.</summary>
internal static class FileSniffer
{
    private const long MB = 1024 * 1024;
    private const long GreatestFile = LedgerFile.GreatestBytes;

    /// <summary>A sheet of a million rows stays below this; a bomb does not.</summary>
    private const long GreatestUnpacked = 3072 * MB;
    private const long SuspiciousEntry = 200 * MB;

    /// <summary>Shared strings are the one part that is kept in memory while rows are read.</summary>
    private const long GreatestStrings = 400 * MB;
    private const int GreatestRatio = 120;
    private const int MostEntries = 10_000;

    public static FileRefusal? Sniff(Stream content, out LedgerFormat format)
    {
        format = LedgerFormat.Csv;
        if (content.Length == 0)
        {
            return new FileRefusal(RefusalCode.Empty);
        }

        if (content.Length > GreatestFile)
        {
            return new FileRefusal(RefusalCode.TooLarge, Megabytes(content.Length), Megabytes(GreatestFile));
        }

        Span<byte> head = stackalloc byte[512];
        content.Position = 0;
        head = head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.StartsWith("PK"u8))
        {
            format = LedgerFormat.Xlsx;
            return SniffPackage(content);
        }

        if (head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            format = LedgerFormat.Xls;
            return SniffCompound(content);
        }

        if (head.Length > 4 && head[0] == 0x09 && head[1] is 0x00 or 0x02 or 0x04 or 0x08 && head[2] is 4 or 6 or 8 or 16)
        {
            format = LedgerFormat.Xls;
            return null;
        }

        return SniffText(head);
    }

    private static FileRefusal? SniffText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF"u8))
        {
            return new FileRefusal(RefusalCode.UnsupportedType, "PDF");
        }

        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]))
        {
            return null;
        }

        if (head.Contains((byte)0))
        {
            return new FileRefusal(RefusalCode.UnsupportedType, "binary");
        }

        var text = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            return new FileRefusal(RefusalCode.UnsupportedType, "XML");
        }

        string[] tags = ["<html", "<!doctype", "<table", "<head", "<meta", "<style", "<body"];
        return tags.Any(tag => text.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            ? new FileRefusal(RefusalCode.UnsupportedType, "HTML")
            : text.StartsWith("{\\rtf", StringComparison.Ordinal) ? new FileRefusal(RefusalCode.UnsupportedType, "RTF")
            : null;
    }

    /// <summary>Looks at the table of contents only: nothing is unpacked before its stated size is known to be sane.</summary>
    private static FileRefusal? SniffPackage(Stream content)
    {
        try
        {
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            long total = 0;
            foreach (var entry in zip.Entries)
            {
                total = entry.Length > GreatestUnpacked ? long.MaxValue / 2 : total + entry.Length;
                if (total > GreatestUnpacked
                    || (entry.Length > GreatestStrings && entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase))
                    || (entry.Length > SuspiciousEntry && entry.Length / Math.Max(1, entry.CompressedLength) > GreatestRatio))
                {
                    return new FileRefusal(RefusalCode.ZipBomb, Megabytes(Math.Max(total, entry.Length)));
                }
            }

            return zip.Entries.Count > MostEntries ? new FileRefusal(RefusalCode.ZipBomb, Megabytes(total)) : SniffParts(zip);
        }
        catch (InvalidDataException exception)
        {
            return new FileRefusal(RefusalCode.Unreadable, exception.Message);
        }
    }

    private static FileRefusal? SniffParts(ZipArchive zip)
    {
        var names = zip.Entries.Select(entry => XlsxPackage.Normalize(entry.FullName)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) || HasMacroType(zip))
        {
            return new FileRefusal(RefusalCode.MacroWorkbook);
        }

        var kind = names.Contains("xl/workbook.bin") ? "XLSB"
            : names.Contains("word/document.xml") ? "DOCX"
            : names.Contains("mimetype") || names.Contains("content.xml") ? "ODS"
            : names.Contains("[Content_Types].xml") ? ""
            : "ZIP";
        return kind.Length == 0 ? null : new FileRefusal(RefusalCode.UnsupportedType, kind);
    }

    private static bool HasMacroType(ZipArchive zip)
    {
        if (zip.GetEntry("[Content_Types].xml") is not { Length: < 4 * MB } types)
        {
            return false;
        }

        using var reader = new StreamReader(types.Open());
        return reader.ReadToEnd().Contains("macroEnabled", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The directory of a compound file is a run of 128-byte entries at multiples of 128, each with its name in
    /// UTF-16 and the name's length behind it: enough to tell an encrypted package and a macro project.
    /// </summary>
    private static FileRefusal? SniffCompound(Stream content)
    {
        bool isEncrypted = false, hasMacros = false, hasBook = false;
        var buffer = new byte[1 << 16];
        content.Position = 0;
        while (content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is var length and > 0)
        {
            for (var at = 0; at + 128 <= length; at += 128)
            {
                var size = BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + 64));
                if (size is < 10 or > 64 || size % 2 != 0 || buffer[at + 1] != 0 && buffer[at + 1] != 0x05)
                {
                    continue;
                }

                var name = Encoding.Unicode.GetString(buffer, at, size - 2);
                isEncrypted |= name == "EncryptedPackage";
                hasMacros |= name == "_VBA_PROJECT_CUR";
                hasBook |= name is "Workbook" or "Book";
            }
        }

        return isEncrypted ? new FileRefusal(RefusalCode.PasswordProtected)
            : hasMacros ? new FileRefusal(RefusalCode.MacroWorkbook)
            : hasBook ? null
            : new FileRefusal(RefusalCode.UnsupportedType, "OLE");
    }

    private static string Megabytes(long bytes) =>
        ((bytes + MB - 1) / MB).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
