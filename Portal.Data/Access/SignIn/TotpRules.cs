using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Data.Access.SignIn;

/// <summary>
/// One-time codes by the clock (RFC 6238 with SHA-1, 30 seconds, 6 digits: what every authenticator app knows).
/// A code counts one step early and one late, because clocks differ, and only once, because codes are read over shoulders.
/// </summary>
public static class TotpRules
{
    public const int SecretBytes = 20;
    public const int Digits = 6;
    private const int StepSeconds = 30;
    private const int StepsAround = 1;
    private const int Modulus = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTime atUtc) => (long)Math.Floor((atUtc - DateTime.UnixEpoch).TotalSeconds / StepSeconds);

    public static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The code is HMAC-SHA-1 by RFC 6238; apps know no other. HMAC is not weakened by collisions of SHA-1.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0f)..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <param name="code">As typed; spaces do not count.</param>
    /// <param name="lastStep">The step of the last code that was accepted; it and all before it are used up.</param>
    /// <returns>The step to remember, or null when the code is wrong, too old or used.</returns>
    public static long? StepOf(byte[] secret, string code, DateTime nowUtc, long? lastStep)
    {
        var typed = Encoding.UTF8.GetBytes(string.Concat(code.Where(letter => !char.IsWhiteSpace(letter))));
        var now = StepAt(nowUtc);
        long? found = null;
        for (var step = now - StepsAround; step <= now + StepsAround; step++)
        {
            // Every step is compared, so that the time taken does not tell which one fits.
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(CodeOf(secret, step))) && !(step <= lastStep))
            {
                found ??= step;
            }
        }

        return found;
    }

    /// <summary>The secret as people type it: groups of four letters and digits (RFC 4648 base 32).</summary>
    public static string TextOf(byte[] secret) => string.Join(' ', Base32(secret).Chunk(4).Select(part => new string(part)));

    /// <summary>What the QR code says to an authenticator app.</summary>
    public static string AddressOf(byte[] secret, string issuer, string account) => string.Create(
        CultureInfo.InvariantCulture,
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={StepSeconds}");

    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        foreach (var value in bytes)
        {
            buffer = ((buffer & 0xff) << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            }
        }

        return (bits > 0 ? text.Append(Alphabet[(buffer << (5 - bits)) & 31]) : text).ToString();
    }
}
