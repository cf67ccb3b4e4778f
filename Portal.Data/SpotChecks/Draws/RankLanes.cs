using System.Runtime.Intrinsics;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>
/// The numbers of <see cref="DrawKeys.At"/> for positions that are asked for one after the other, eight at a time. The library's
/// SHA-256 spends twenty times as long on being called as on 40 bytes, and a frame of a million rows calls it a million
/// times; so this is SHA-256 of just such a message (FIPS 180-4, one block) in eight lanes. A test holds it against the library.
/// </summary>
internal sealed class RankLanes(ReadOnlyMemory<byte> key)
{
    private const int Lanes = 8;

    private static readonly uint[] s_primes = [.. Enumerable.Range(2, 310).Where(number => Enumerable.Range(2, number - 2).All(divisor => number % divisor != 0)).Select(prime => (uint)prime)];
    private static readonly uint[] s_start = [.. s_primes.Take(8).Select(prime => FractionOfRoot(prime, 2))];
    private static readonly uint[] s_rounds = [.. s_primes.Select(prime => FractionOfRoot(prime, 3))];

    private readonly uint[] _key = [.. Enumerable.Range(0, 8).Select(word => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(key.Span[(word * 4)..]))];
    private readonly UInt128[] _numbers = new UInt128[Lanes];
    private int _first = -Lanes;

    /// <param name="position">0 and up.</param>
    public UInt128 At(int position)
    {
        if (position < _first || position >= _first + Lanes)
        {
            Fill(position);
        }

        return _numbers[position - _first];
    }

    private void Fill(int first)
    {
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[64];
        for (var word = 0; word < 8; word++)
        {
            words[word] = Vector256.Create(_key[word]);
        }

        // The position as 8 bytes, of which an int fills the last 4; the bit that ends a message; its length in bits.
        words[8] = Vector256<uint>.Zero;
        words[9] = Vector256.Create((uint)first) + Vector256<uint>.Indices;
        words[10] = Vector256.Create(0x8000_0000);
        words[11..15].Clear();
        words[15] = Vector256.Create(320u);
        for (var word = 16; word < 64; word++)
        {
            var (early, late) = (words[word - 15], words[word - 2]);
            words[word] = words[word - 16] + (Turn(early, 7) ^ Turn(early, 18) ^ (early >>> 3)) + words[word - 7] + (Turn(late, 17) ^ Turn(late, 19) ^ (late >>> 10));
        }

        Compress(words);
        _first = first;
    }

    private void Compress(ReadOnlySpan<Vector256<uint>> words)
    {
        var (a, b, c, d) = (Start(0), Start(1), Start(2), Start(3));
        var (e, f, g, h) = (Start(4), Start(5), Start(6), Start(7));
        for (var round = 0; round < 64; round++)
        {
            var one = h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + ((e & f) ^ Vector256.AndNot(g, e)) + Vector256.Create(s_rounds[round]) + words[round];
            var two = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + one, c, b, a, one + two);
        }

        (a, b, c, d) = (a + Start(0), b + Start(1), c + Start(2), d + Start(3));
        for (var lane = 0; lane < Lanes; lane++)
        {
            _numbers[lane] = new(((ulong)a[lane] << 32) | b[lane], ((ulong)c[lane] << 32) | d[lane]);
        }
    }

    private static Vector256<uint> Start(int word) => Vector256.Create(s_start[word]);

    private static Vector256<uint> Turn(Vector256<uint> value, int bits) => (value >>> bits) | (value << (32 - bits));

    /// <summary>The first 32 bits behind the point of a root, the constants of SHA-256: the largest number whose power is not above the prime, less its whole part.</summary>
    private static uint FractionOfRoot(uint prime, int degree)
    {
        var radicand = (UInt128)prime << (32 * degree);
        UInt128 root = 0;
        for (var bit = (UInt128)1 << 37; bit > 0; bit >>= 1)
        {
            var tried = root | bit;
            root = (degree == 2 ? tried * tried : tried * tried * tried) <= radicand ? tried : root;
        }

        return unchecked((uint)root);
    }
}
