using System.Text;

namespace Portal.Tests.Ledgers.Reading;

/// <summary>The smallest .xls (BIFF8 in a compound file) that Excel's own rules allow: one sheet of texts and numbers.</summary>
internal static class HandMadeXls
{
    private const int SectorSize = 512;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;

    public static MemoryStream Of(string sheet, IReadOnlyList<object?[]> rows)
    {
        var book = Book(sheet, rows);
        var sectors = (book.Length + SectorSize - 1) / SectorSize;
        Assert.True(sectors is >= 8 and < 126, "The file must be larger than a mini stream and smaller than one table.");
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.Unicode, leaveOpen: true);
        writer.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        writer.Write(new byte[16]);
        foreach (ushort word in new ushort[] { 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0 })
        {
            writer.Write(word);
        }

        foreach (var number in new uint[] { 0, 1, 1, 0, 4096, EndOfChain, 0, EndOfChain, 0, 0 })
        {
            writer.Write(number);
        }

        Fill(writer, Free, 108);
        // Sector 0 is the table, sector 1 the directory, the book follows.
        writer.Write(0xFFFFFFFD);
        writer.Write(EndOfChain);
        for (var i = 0; i < sectors; i++)
        {
            writer.Write(i == sectors - 1 ? EndOfChain : (uint)(i + 3));
        }

        Fill(writer, Free, 126 - sectors);
        Entry(writer, "Root Entry", 5, child: 1, EndOfChain, 0);
        Entry(writer, "Workbook", 2, child: Free, 2, (uint)(sectors * SectorSize));
        writer.Write(new byte[256]);
        writer.Write(book);
        writer.Write(new byte[sectors * SectorSize - book.Length]);
        stream.Position = 0;
        return stream;
    }

    private static void Fill(BinaryWriter writer, uint value, int times)
    {
        for (var i = 0; i < times; i++)
        {
            writer.Write(value);
        }
    }

    private static void Entry(BinaryWriter writer, string name, byte kind, uint child, uint start, uint size)
    {
        var letters = new byte[64];
        Encoding.Unicode.GetBytes(name).CopyTo(letters, 0);
        writer.Write(letters);
        writer.Write((ushort)(2 * name.Length + 2));
        writer.Write(kind);
        writer.Write((byte)1);
        writer.Write(Free);
        writer.Write(Free);
        writer.Write(child);
        writer.Write(new byte[36]);
        writer.Write(start);
        writer.Write(size);
        writer.Write(0u);
    }

    private static byte[] Book(string sheet, IReadOnlyList<object?[]> rows)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var name = Encoding.Unicode.GetBytes(sheet);
        byte[] globals = [0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Record(writer, 0x0809, globals);
        Record(writer, 0x0042, [0xB0, 0x04]);
        var sheetStart = (uint)(stream.Position + 4 + 8 + name.Length + 4);
        Record(writer, 0x0085, [.. BitConverter.GetBytes(sheetStart), 0, 0, (byte)sheet.Length, 1, .. name]);
        Record(writer, 0x000A, []);
        globals[2] = 0x10;
        Record(writer, 0x0809, globals);
        for (ushort row = 0; row < rows.Count; row++)
        {
            for (ushort column = 0; column < rows[row].Length; column++)
            {
                byte[] place = [.. BitConverter.GetBytes(row), .. BitConverter.GetBytes(column), 0, 0];
                switch (rows[row][column])
                {
                    case string text:
                        Record(writer, 0x0204, [.. place, .. BitConverter.GetBytes((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
                        break;
                    case double number:
                        Record(writer, 0x0203, [.. place, .. BitConverter.GetBytes(number)]);
                        break;
                    default:
                        break;
                }
            }
        }

        Record(writer, 0x000A, []);
        writer.Write(new byte[Math.Max(0, 4096 - (int)stream.Position)]);
        return stream.ToArray();
    }

    private static void Record(BinaryWriter writer, ushort id, byte[] content)
    {
        writer.Write(id);
        writer.Write((ushort)content.Length);
        writer.Write(content);
    }
}
