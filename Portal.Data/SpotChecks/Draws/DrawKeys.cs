using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>
/// All chance of a draw: numbers that follow from the seed, the frame's hash, a purpose and a position through SHA-256 and
/// nothing else. docs/spot-checks.md gives them in words, so that anybody can compute them.
/// </summary>
public sealed class DrawKeys
{
    public const string Algorithm = "regulator-draw";

    public const int Version = 1;

    private readonly byte[] _key;

    /// <param name="purpose">What the numbers are for, such as <c>rank</c>.</param>
    public DrawKeys(string frameSha256, string seed, string purpose) => _key = Of(frameSha256, seed, purpose);

    /// <summary>The key of a purpose: 32 bytes.</summary>
    public static byte[] Of(string frameSha256, string seed, string purpose) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Algorithm}\n{Version}\n{frameSha256}\n{seed}\n{purpose}")));

    /// <summary>The number of a position: the first 16 bytes of SHA-256(key ‖ position), big-endian.</summary>
    public UInt128 At(long position)
    {
        Span<byte> message = stackalloc byte[40];
        _key.CopyTo(message);
        BinaryPrimitives.WriteInt64BigEndian(message[32..], position);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(message, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
