using System.Buffers.Binary;
using Portal.Data.Access;

namespace Portal.Data.Ledgers;

/// <summary>
/// The pieces in which an original file is kept (S2-42): each sealed with the key ring and bound to its filing and its
/// place in the file. Pieces written before files were sealed are still read.
/// </summary>
internal static class FilingParts
{
    /// <summary>Format of a piece written before files were sealed.</summary>
    public const int Plain = 0;

    public const int Sealed = 1;

    public static byte[] Seal(PersonalData personalData, long filingId, int part, ReadOnlySpan<byte> bytes)
    {
        Span<byte> place = stackalloc byte[12];
        return personalData.Seal(bytes, Place(place, filingId, part));
    }

    public static byte[] Open(PersonalData personalData, long filingId, int part, int format, byte[] bytes)
    {
        Span<byte> place = stackalloc byte[12];
        return format switch
        {
            Plain => bytes,
            Sealed => personalData.Unseal(bytes, Place(place, filingId, part)),
            _ => throw new InvalidDataException($"Part {part} of filing {filingId} has the format {format}, which this version of the portal does not know."),
        };
    }

    private static ReadOnlySpan<byte> Place(Span<byte> place, long filingId, int part)
    {
        BinaryPrimitives.WriteInt64BigEndian(place, filingId);
        BinaryPrimitives.WriteInt32BigEndian(place[8..], part);
        return place;
    }
}
