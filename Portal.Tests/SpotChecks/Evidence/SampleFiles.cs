using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Portal.Data.SpotChecks.Evidence;

namespace Portal.Tests.SpotChecks.Evidence;

/// <summary>Real pictures and sheets, and what people and attackers put into them.</summary>
internal static class SampleFiles
{
    private const string Plain = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAFhABAQEAAAAAAAAAAAAAAAAAABNh/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAX/xAAWEQADAAAAAAAAAAAAAAAAAAAAFWH/2gAMAwEAAhEDEQA/AMxbS2oLFlhDC+6pfbRBYEMDqn//2Q==";
    private const string Progressive = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMF/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAT/2gAMAwEAAhADEAAAActBZfdAf//EABUQAQEAAAAAAAAAAAAAAAAAAAAR/9oACAEBAAEFAqqqqv/EABURAQEAAAAAAAAAAAAAAAAAAAAU/9oACAEDAQE/AbVr/8QAFREBAQAAAAAAAAAAAAAAAAAAABT/2gAIAQIBAT8BgQP/xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAY/Al//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/IV//AP/aAAwDAQACAAMAAAAQxx//xAAVEQEBAAAAAAAAAAAAAAAAAAAAcf/aAAgBAwEBPxClP//EABURAQEAAAAAAAAAAAAAAAAAAABx/9oACAECAQE/EIQ//8QAFhABAQEAAAAAAAAAAAAAAAAAcQAg/9oACAEBAAE/EFKWB//Z";

    /// <summary>24 × 16 pixels.</summary>
    public static byte[] Jpeg { get; } = Convert.FromBase64String(Plain);

    public static byte[] ProgressiveJpeg { get; } = Convert.FromBase64String(Progressive);

    /// <summary>The same picture with these segments behind its start.</summary>
    public static byte[] With(byte[] jpeg, params byte[][] segments) => [.. jpeg[..2], .. segments.SelectMany(segment => segment), .. jpeg[2..]];

    public static byte[] Segment(byte marker, ReadOnlySpan<byte> body)
    {
        var segment = new byte[body.Length + 4];
        segment[0] = 0xFF;
        segment[1] = marker;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(body.Length + 2));
        body.CopyTo(segment.AsSpan(4));
        return segment;
    }

    /// <summary>What a telephone writes: 2025-12-03 10:20:30, Nokia 7, 40.5 N 110.25 E, turned by a quarter.</summary>
    public static byte[] ExifSegment() => Segment(0xE1, [.. "Exif\0\0"u8, .. Exif()]);

    public static byte[] Exif()
    {
        var block = new byte[400];
        Encoding.ASCII.GetBytes("II*\0").CopyTo(block, 0);
        Int(block, 4, 8);
        Short(block, 8, 5);
        Entry(block, 10, 0x010F, 2, 6, 200);
        Entry(block, 22, 0x0110, 2, 2, '7');
        Entry(block, 34, 0x0112, 3, 1, 6);
        Entry(block, 46, 0x8769, 4, 1, 100);
        Entry(block, 58, 0x8825, 4, 1, 130);
        Short(block, 100, 1);
        Entry(block, 102, 0x9003, 2, 20, 210);
        Short(block, 130, 4);
        Entry(block, 132, 1, 2, 2, 'N');
        Entry(block, 144, 2, 5, 3, 240);
        Entry(block, 156, 3, 2, 2, 'E');
        Entry(block, 168, 4, 5, 3, 270);
        Encoding.ASCII.GetBytes("Nokia\0").CopyTo(block, 200);
        Encoding.ASCII.GetBytes("2025:12:03 10:20:30\0").CopyTo(block, 210);
        foreach (var (at, value) in new[] { (240, 40), (244, 1), (248, 30), (252, 1), (256, 0), (260, 1), (270, 110), (274, 1), (278, 15), (282, 1), (286, 0), (290, 1) })
        {
            Int(block, at, value);
        }

        return block;
    }

    /// <summary>A picture of 3 × 2 pixels in true colour, with these chunks before the picture itself.</summary>
    public static byte[] Png(params byte[][] chunks) => Png(3, 2, new byte[2 * (1 + (3 * 3))], chunks);

    public static byte[] Png(int width, int height, byte[] rows, params byte[][] chunks)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. chunks.SelectMany(chunk => chunk), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    public static byte[] Chunk(string type, ReadOnlySpan<byte> body)
    {
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        body.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 8), PngPicture.Crc(chunk.AsSpan(4, body.Length + 4)));
        return chunk;
    }

    public static byte[] Pdf(string inside = "") => Encoding.Latin1.GetBytes(
        $"%PDF-1.7\n1 0 obj\n<< /Type /Catalog {inside} >>\nendobj\n2 0 obj\n<< /CreationDate (D:20251203102030+08'00') >>\nendobj\nxref\n0 1\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");

    /// <summary>A PDF whose dictionaries stand in a packed object stream.</summary>
    public static byte[] PackedPdf(string inside)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(Encoding.Latin1.GetBytes($"1 0 << /Type /Catalog {inside} >>"));
        }

        return
        [
            .. "%PDF-1.7\n3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"u8, .. packed.ToArray(),
            .. "\nendstream\nendobj\nstartxref\n9\n%%EOF\n"u8,
        ];
    }

    /// <summary>A workbook with one sheet, properties that name its author, and these parts besides.</summary>
    public static byte[] Xlsx(params (string Name, string Text)[] parts)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            (string Name, string Text)[] all =
            [
                ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"""),
                ("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
                ("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="测温单" sheetId="1" r:id="r1"/></sheets></workbook>"""),
                ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
                ("xl/worksheets/sheet1.xml", """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>18.5</v></c></row></sheetData></worksheet>"""),
                ("docProps/core.xml", """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>张三丰</dc:creator><dcterms:created>2025-12-03T02:20:30Z</dcterms:created></cp:coreProperties>"""),
                .. parts,
            ];
            foreach (var (name, text) in all)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }

    private static void Entry(byte[] block, int at, int tag, int type, int count, int value)
    {
        Short(block, at, tag);
        Short(block, at + 2, type);
        Int(block, at + 4, count);
        Int(block, at + 8, value);
    }

    private static void Short(byte[] block, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at), (ushort)value);

    private static void Int(byte[] block, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(at), value);
}
