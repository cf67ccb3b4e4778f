using System.Buffers;
using System.Buffers.Binary;

namespace Portal.Data.SpotChecks.Evidence;

/// <summary>
/// Takes a JPEG apart into its segments and writes it anew with what the picture itself needs: tables, frame, scans byte
/// for byte, the marks of its colour space, and the orientation. Everything else is left behind: comments, thumbnails,
/// what follows the end. Pure.
/// </summary>
internal static class JpegPicture
{
    private const int MostScans = 200;

    private static readonly byte[] s_jfif = [0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

    public static EvidenceCheck Check(byte[] file)
    {
        var reading = new Reading();
        var position = 2;
        while (true)
        {
            var marker = NextMarker(file, ref position);
            if (marker == 0xD9)
            {
                return reading is { Width: > 0, Scans: > 0 } ? reading.Finish() : new(EvidenceFault.Damaged);
            }

            if (marker is <= 0x01 or (>= 0xD0 and <= 0xD8) || BodyOf(file, position) is not { } range)
            {
                return new(EvidenceFault.Damaged);
            }

            var whole = file.AsSpan(position - 2, range.End.Value - position + 2);
            var body = file.AsSpan(range);
            position = range.End.Value;
            var fault = reading.Take(marker, body, whole);
            if (fault is EvidenceFault.None && marker == 0xDA)
            {
                fault = reading.TakeScan(file, ref position);
            }

            if (fault is not EvidenceFault.None)
            {
                return new(fault);
            }
        }
    }

    /// <returns>0 when there is none here.</returns>
    private static int NextMarker(byte[] file, ref int position)
    {
        if (position >= file.Length || file[position] != 0xFF)
        {
            return 0;
        }

        while (position < file.Length && file[position] == 0xFF)
        {
            position++;
        }

        return position < file.Length ? file[position++] : 0;
    }

    private static Range? BodyOf(byte[] file, int position)
    {
        if (position + 2 > file.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(position));
        return length >= 2 && position + length <= file.Length ? (position + 2)..(position + length) : null;
    }

    private sealed class Reading
    {
        private readonly ArrayBufferWriter<byte> _kept = new();
        private byte[]? _adobe;
        private bool _isJfif;
        private int _orientation = 1;
        private EvidenceMetadata _metadata = EvidenceMetadata.None;

        public int Width { get; private set; }

        public int Height { get; private set; }

        public int Scans { get; private set; }

        public EvidenceFault Take(int marker, ReadOnlySpan<byte> body, ReadOnlySpan<byte> whole)
        {
            switch (marker)
            {
                case 0xE0:
                    _isJfif |= body.StartsWith("JFIF\0"u8);
                    return EvidenceFault.None;
                case 0xE1 when body.StartsWith("Exif\0\0"u8) && _metadata == EvidenceMetadata.None:
                    _metadata = ExifReader.Read(body[6..], out _orientation);
                    return EvidenceFault.None;
                case 0xEE when body.StartsWith("Adobe"u8) && body.Length == 12:
                    // Its flags are not needed, and hold four bytes of anything.
                    _adobe = [.. body[..7], 0, 0, 0, 0, body[11]];
                    return EvidenceFault.None;
                case (>= 0xE1 and <= 0xEF) or 0xFE:
                    return EvidenceFault.None;
                case 0xC0 or 0xC1 or 0xC2:
                    return TakeFrame(body, whole);
                case 0xC4 when IsHuffman(body):
                case 0xDB when IsQuantisation(body):
                case 0xDD when body.Length == 2:
                case 0xDA when Width > 0 && body.Length > 0 && body[0] is >= 1 and <= 4 && body.Length == 4 + (2 * body[0]):
                    _kept.Write(whole);
                    return EvidenceFault.None;
                default:
                    return EvidenceFault.Damaged;
            }
        }

        /// <summary>The picture itself, up to the next marker.</summary>
        public EvidenceFault TakeScan(byte[] file, ref int position)
        {
            var start = position;
            while (true)
            {
                var found = file.AsSpan(position).IndexOf((byte)0xFF);
                if (found < 0 || position + found + 1 >= file.Length)
                {
                    return EvidenceFault.Damaged;
                }

                position += found;
                if (file[position + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
                {
                    break;
                }

                position += 2;
            }

            if (position == start || ++Scans > MostScans)
            {
                return EvidenceFault.Damaged;
            }

            _kept.Write(file.AsSpan(start, position - start));
            return EvidenceFault.None;
        }

        public EvidenceCheck Finish()
        {
            var content = new ArrayBufferWriter<byte>();
            content.Write<byte>([0xFF, 0xD8]);
            if (_isJfif)
            {
                content.Write(s_jfif);
            }

            if (_adobe is not null)
            {
                content.Write<byte>([0xFF, 0xEE, 0, 14, .. _adobe]);
            }

            if (_orientation != 1)
            {
                content.Write<byte>(
                [
                    0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
                    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)_orientation, 0, 0, 0, 0, 0, 0,
                ]);
            }

            content.Write(_kept.WrittenSpan);
            content.Write<byte>([0xFF, 0xD9]);
            return new(EvidenceFault.None)
            {
                Kind = EvidenceKind.Jpeg,
                Content = content.WrittenSpan.ToArray(),
                Width = Width,
                Height = Height,
                Metadata = _metadata,
            };
        }

        private EvidenceFault TakeFrame(ReadOnlySpan<byte> body, ReadOnlySpan<byte> whole)
        {
            if (Width > 0 || body.Length < 6 || body[0] != 8 || body[5] is not (1 or 3 or 4) || body.Length != 6 + (3 * body[5]))
            {
                return EvidenceFault.Damaged;
            }

            Height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
            Width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
            _kept.Write(whole);
            return EvidenceRules.FaultOfSize(Width, Height);
        }

        private static bool IsHuffman(ReadOnlySpan<byte> body)
        {
            while (body.Length >= 17)
            {
                var values = 0;
                foreach (var count in body[1..17])
                {
                    values += count;
                }

                if ((body[0] & 0xEC) != 0 || values > 256 || body.Length < 17 + values)
                {
                    return false;
                }

                body = body[(17 + values)..];
            }

            return body.IsEmpty;
        }

        private static bool IsQuantisation(ReadOnlySpan<byte> body)
        {
            while (!body.IsEmpty)
            {
                var size = 1 + (64 << (body[0] >> 4));
                if (body[0] is > 0x03 and < 0x10 or > 0x13 || body.Length < size)
                {
                    return false;
                }

                body = body[size..];
            }

            return true;
        }
    }
}
