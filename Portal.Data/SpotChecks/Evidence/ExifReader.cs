using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Portal.Data.SpotChecks.Evidence;

/// <summary>
/// Reads time, device, position and orientation from the TIFF block that cameras put into pictures. Whatever does not fit
/// is left out: the block is written by anybody, and nothing in it is needed to show the picture. Pure.
/// </summary>
internal readonly ref struct ExifReader
{
    private const int Upright = 1;
    private const int MostEntries = 512;

    private readonly ReadOnlySpan<byte> _block;
    private readonly bool _isBigEndian;

    private ExifReader(ReadOnlySpan<byte> block)
    {
        _block = block;
        _isBigEndian = block.Length > 0 && block[0] == 'M';
    }

    /// <param name="block">From the byte order mark on.</param>
    /// <param name="orientation">1 to 8 as in EXIF; 1 when it is not said.</param>
    public static EvidenceMetadata Read(ReadOnlySpan<byte> block, out int orientation)
    {
        orientation = Upright;
        if (block.Length < 8 || !(block.StartsWith("II*\0"u8) || block.StartsWith("MM\0*"u8)))
        {
            return EvidenceMetadata.None;
        }

        var reader = new ExifReader(block);
        var main = reader.Long(4);
        if (reader.Find(main, 0x0112) is { } turn && reader.Short(turn + 8) is >= 1 and <= 8 and var way)
        {
            orientation = way;
        }

        var picture = reader.Find(main, 0x8769) is { } to ? reader.Long(to + 8) : 0;
        var place = reader.Find(main, 0x8825) is { } gps ? reader.Long(gps + 8) : 0;
        var metadata = new EvidenceMetadata(
            Moment(reader.Text(picture, 0x9003)) ?? Moment(reader.Text(picture, 0x9004)) ?? Moment(reader.Text(main, 0x0132)),
            Device(reader.Text(main, 0x010F), reader.Text(main, 0x0110)));
        return reader.Angle(place, 1, 2, 'S', 90) is { } latitude && reader.Angle(place, 3, 4, 'W', 180) is { } longitude
            ? metadata with { Latitude = latitude, Longitude = longitude }
            : metadata;
    }

    public static DateTime? Moment(string? text) =>
        DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year >= 1990
            ? moment
            : null;

    private static string? Device(string? make, string? model)
    {
        var text = model is not null && make is not null && !model.StartsWith(make, StringComparison.OrdinalIgnoreCase) ? $"{make} {model}" : model ?? make;
        return text is { Length: > 100 } ? text[..100] : text;
    }

    /// <returns>Where the entry of this tag begins.</returns>
    private int? Find(uint directory, int tag)
    {
        if (directory == 0 || directory > _block.Length - 2)
        {
            return null;
        }

        var start = (int)directory + 2;
        var count = Math.Min(Short((int)directory), MostEntries);
        for (var i = 0; i < count && start + (12 * (i + 1)) <= _block.Length; i++)
        {
            if (Short(start + (12 * i)) == tag)
            {
                return start + (12 * i);
            }
        }

        return null;
    }

    private string? Text(uint directory, int tag)
    {
        if (Find(directory, tag) is not { } entry || Short(entry + 2) != 2)
        {
            return null;
        }

        var length = Long(entry + 4);
        var from = length <= 4 ? (uint)entry + 8 : Long(entry + 8);
        if (length is 0 or > 200 || from > _block.Length || length > _block.Length - from)
        {
            return null;
        }

        var text = Encoding.Latin1.GetString(_block.Slice((int)from, (int)length));
        text = new string([.. text.TakeWhile(character => character != '\0').Where(character => !char.IsControl(character))]).Trim();
        return text.Length == 0 ? null : text;
    }

    private double? Angle(uint directory, int referenceTag, int tag, char negative, int greatest)
    {
        if (Find(directory, tag) is not { } entry || Short(entry + 2) != 5 || Long(entry + 4) != 3 || Long(entry + 8) is var from && (from > _block.Length || _block.Length - from < 24))
        {
            return null;
        }

        var angle = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var below = Long((int)from + (8 * i) + 4);
            if (below == 0)
            {
                return null;
            }

            angle += Long((int)from + (8 * i)) / (double)below / Math.Pow(60, i);
        }

        var isNegative = Text(directory, referenceTag) is { Length: > 0 } reference && char.ToUpperInvariant(reference[0]) == negative;
        return angle <= greatest ? Math.Round(isNegative ? -angle : angle, 6) : null;
    }

    private int Short(int at) => at < 0 || at + 2 > _block.Length ? 0
        : _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(_block[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(_block[at..]);

    private uint Long(int at) => at < 0 || at + 4 > _block.Length ? 0
        : _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_block[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(_block[at..]);
}
