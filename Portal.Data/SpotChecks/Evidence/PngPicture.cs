using System.Buffers.Binary;
using System.IO.Compression;

namespace Portal.Data.SpotChecks.Evidence;

/// <summary>
/// Takes a PNG apart into its chunks and writes it anew with those that make the picture and its colours. Texts, times,
/// EXIF, animation and whatever follows the end are left behind. Pure.
/// </summary>
internal static class PngPicture
{
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] s_crc = [.. Enumerable.Range(0, 256).Select(value =>
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }

        return crc;
    })];

    // Adam7: first column and row, and the steps, of each pass.
    private static readonly (int X, int Y, int StepX, int StepY)[] s_passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static EvidenceCheck Check(byte[] file)
    {
        if (!file.AsSpan().StartsWith(s_signature))
        {
            return new(EvidenceFault.Damaged);
        }

        var content = new MemoryStream();
        content.Write(s_signature);
        var picture = new MemoryStream();
        Header? header = null;
        var metadata = EvidenceMetadata.None;
        var rest = file.AsSpan(s_signature.Length);
        while (true)
        {
            if (rest.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - 12)
            {
                return new(EvidenceFault.Damaged);
            }

            var chunk = rest[..((int)length + 12)];
            var type = chunk.Slice(4, 4);
            var body = chunk[8..^4];
            rest = rest[chunk.Length..];
            if (Crc(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) || header is null != type.SequenceEqual("IHDR"u8))
            {
                return new(EvidenceFault.Damaged);
            }

            if (header is null)
            {
                header = Header.Of(body);
                if ((header?.Fault ?? EvidenceFault.Damaged) is var fault and not EvidenceFault.None)
                {
                    return new(fault);
                }
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                picture.Write(body);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                content.Write(chunk);
                break;
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                metadata = ExifReader.Read(body, out _);
            }
            else if (type.SequenceEqual("tIME"u8))
            {
                metadata = metadata.TakenAt is null ? metadata with { TakenAt = Time(body) } : metadata;
            }

            if (IsKept(type, body.Length))
            {
                content.Write(chunk);
            }
            else if ((type[0] & 0x20) == 0 && !type.SequenceEqual("IEND"u8))
            {
                // A chunk without which the picture is not to be shown, and which we do not know.
                return new(EvidenceFault.Damaged);
            }
        }

        return IsWhole(picture, header)
            ? new(EvidenceFault.None) { Kind = EvidenceKind.Png, Content = content.ToArray(), Width = header.Width, Height = header.Height, Metadata = metadata }
            : new(EvidenceFault.Damaged);
    }

    /// <summary>Of a chunk's type and body.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = s_crc[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static bool IsKept(ReadOnlySpan<byte> type, int length) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("IDAT"u8)
        || (type.SequenceEqual("PLTE"u8) && length is > 0 and <= 768 && length % 3 == 0)
        || (type.SequenceEqual("tRNS"u8) && length is > 0 and <= 256)
        || (type.SequenceEqual("gAMA"u8) && length == 4)
        || (type.SequenceEqual("cHRM"u8) && length == 32)
        || (type.SequenceEqual("sRGB"u8) && length == 1);

    private static DateTime? Time(ReadOnlySpan<byte> body) => body.Length == 7
        ? ExifReader.Moment(FormattableString.Invariant($"{BinaryPrimitives.ReadUInt16BigEndian(body):0000}:{body[2]:00}:{body[3]:00} {body[4]:00}:{body[5]:00}:{body[6]:00}"))
        : null;

    /// <summary>Unpacks the picture without keeping it: exactly as many bytes as the header announces.</summary>
    private static bool IsWhole(MemoryStream packed, Header header)
    {
        packed.Position = 0;
        try
        {
            using var unpacked = new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: true);
            var buffer = new byte[1 << 16];
            var left = header.Bytes;
            while (unpacked.Read(buffer) is var read and > 0)
            {
                left -= read;
                if (left < 0)
                {
                    return false;
                }
            }

            return left == 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private sealed record Header(int Width, int Height, int BitsPerPixel, bool IsInterlaced)
    {
        public EvidenceFault Fault => EvidenceRules.FaultOfSize(Width, Height);

        /// <summary>Of the unpacked picture: each row has a byte for its filter.</summary>
        public long Bytes => IsInterlaced
            ? s_passes.Sum(pass => Size(Steps(Width, pass.X, pass.StepX), Steps(Height, pass.Y, pass.StepY)))
            : Size(Width, Height);

        public static Header? Of(ReadOnlySpan<byte> body)
        {
            if (body.Length != 13 || body[10] != 0 || body[11] != 0 || body[12] > 1)
            {
                return null;
            }

            var samples = body[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
            var depthFits = body[9] switch
            {
                0 => body[8] is 1 or 2 or 4 or 8 or 16,
                3 => body[8] is 1 or 2 or 4 or 8,
                _ => body[8] is 8 or 16,
            };
            var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
            return samples == 0 || !depthFits
                ? null
                : new((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), samples * body[8], body[12] == 1);
        }

        private static int Steps(int size, int first, int step) => (size - first + step - 1) / step;

        private long Size(long width, long height) => width <= 0 || height <= 0 ? 0 : height * (1 + (((width * BitsPerPixel) + 7) / 8));
    }
}
