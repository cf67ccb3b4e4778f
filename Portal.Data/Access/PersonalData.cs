using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Data.Storage;

namespace Portal.Data.Access;

/// <summary>Who complains, as filed. Only ever in memory: at rest it is a sealed blob (S2-42).</summary>
public sealed record Complainant(string Name, string Phone, string Address)
{
    /// <summary>What is left of somebody whose data are no longer kept.</summary>
    public static Complainant Anonymised { get; } = new("", "", "");

    /// <summary>The first character and two asterisks: 王**.</summary>
    public string MaskedName => Name.Length == 0 ? "" : Name[..(char.IsHighSurrogate(Name[0]) && Name.Length > 1 ? 2 : 1)] + "**";

    /// <summary>First three and last four characters: 138****1234. Shorter numbers keep the last two.</summary>
    public string MaskedPhone => Phone.Length switch
    {
        0 => "",
        >= 9 => $"{Phone[..3]}****{Phone[^4..]}",
        > 2 => $"****{Phone[^2..]}",
        _ => "****",
    };

    /// <summary>The first six characters at most, never more than half.</summary>
    public string MaskedAddress => Address.Length == 0 ? "" : Address[..Math.Min(6, Address.Length / 2)] + "****";
}

/// <summary>
/// Seals personal data with AES-256-GCM under the current key of a ring and opens it under any key of the ring;
/// hashes phone numbers and addresses with a keyed hash, so that repeats are found without reading them.
/// Safe for concurrent use.
/// </summary>
public sealed class PersonalData : IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const char Separator = '\u001f';

    private readonly Dictionary<byte, AesGcm> _ciphers;
    private readonly byte _current;
    private readonly byte[] _hashKey;

    private PersonalData(KeyRing ring)
    {
        _ciphers = ring.Keys.ToDictionary(key => key.Id, key => new AesGcm(key.Secret, TagBytes));
        _current = ring.Current;
        _hashKey = ring.HashKey;
    }

    /// <summary>
    /// Opens the key ring of this file, and makes one when the file is absent. Losing the file means losing the
    /// personal data: it belongs into the backup, apart from the database.
    /// </summary>
    public static PersonalData Open(string path)
    {
        if (!File.Exists(path))
        {
            OwnerOnly.CreateDirectory(Path.GetDirectoryName(path)!);
            var fresh = new KeyRing(1, [new(1, RandomNumberGenerator.GetBytes(32))], RandomNumberGenerator.GetBytes(32));
            var draft = $"{path}.{Guid.NewGuid():N}";
            OwnerOnly.CreateFile(draft);
            File.WriteAllText(draft, JsonSerializer.Serialize(fresh));

            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process made the ring in the same moment; its keys are the ones that count.
                File.Delete(draft);
            }
        }

        var ring = JsonSerializer.Deserialize<KeyRing>(File.ReadAllText(path))
            ?? throw new InvalidDataException($"The key ring {path} is empty. Restore it from the backup.");
        return new(ring);
    }

    /// <summary>Stands where a complainant stood whose data are no longer kept. No key has the id 0.</summary>
    public static byte[] AnonymisedBlob => [0];

    public static bool IsAnonymised(byte[] blob) => blob is [0];

    public byte[] Seal(Complainant complainant)
    {
        var text = string.Concat(complainant.Name, "\u001f", complainant.Phone + Separator, complainant.Address);
        return Seal(Encoding.UTF8.GetBytes(text), []);
    }

    /// <returns>The complainant; <see cref="Complainant.Anonymised"/> when the data are no longer kept.</returns>
    /// <exception cref="CryptographicException">The blob was changed, or its key is not in the ring.</exception>
    public Complainant Unseal(byte[] blob)
    {
        if (IsAnonymised(blob))
        {
            return Complainant.Anonymised;
        }

        var parts = Encoding.UTF8.GetString(Unseal(blob, [])).Split(Separator);
        return new(parts[0], parts[1], parts[2]);
    }

    /// <summary>Key id, nonce, tag and cipher text in one blob.</summary>
    /// <param name="place">Where the blob belongs: put elsewhere, it does not open.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place)
    {
        var blob = new byte[1 + NonceBytes + TagBytes + plain.Length];
        blob[0] = _current;
        var nonce = blob.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var cipher = _ciphers[_current];

        // A cipher is not for two threads at once: its context holds the nonce of the call, and two filings run side by side.
        lock (cipher)
        {
            cipher.Encrypt(nonce, plain, blob.AsSpan(1 + NonceBytes + TagBytes), blob.AsSpan(1 + NonceBytes, TagBytes), place);
        }

        return blob;
    }

    /// <exception cref="CryptographicException">The blob was changed or belongs elsewhere, or its key is not in the ring.</exception>
    public byte[] Unseal(ReadOnlySpan<byte> blob, ReadOnlySpan<byte> place)
    {
        if (blob.Length < 1 + NonceBytes + TagBytes || !_ciphers.TryGetValue(blob[0], out var cipher))
        {
            throw new CryptographicException("No key of the ring opens this personal data. Restore the key ring that belongs to the database.");
        }

        var plain = new byte[blob.Length - 1 - NonceBytes - TagBytes];
        lock (cipher)
        {
            cipher.Decrypt(blob.Slice(1, NonceBytes), blob[(1 + NonceBytes + TagBytes)..], blob.Slice(1 + NonceBytes, TagBytes), plain, place);
        }

        return plain;
    }

    /// <summary>16 bytes; the same for the same digits, however they are spaced.</summary>
    public byte[] HashPhone(string phone) => Hash('p', phone, static character => char.IsAsciiDigit(character));

    /// <summary>16 bytes; the same for the same letters and digits, whatever stands between them.</summary>
    public byte[] HashAddress(string address) => Hash('a', address, static character => char.IsLetterOrDigit(character));

    /// <summary>16 bytes; for names that were typed to sign in and are nobody's.</summary>
    public byte[] HashName(string name) => Hash('n', name, static _ => true);

    /// <summary>32 bytes for one purpose only, the same in every process with this key ring; they tell nothing about the ring.</summary>
    public byte[] DeriveKey(string purpose) => HKDF.Expand(HashAlgorithmName.SHA256, _hashKey, 32, Encoding.UTF8.GetBytes("key:" + purpose));

    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }
    }

    private byte[] Hash(char kind, string text, Func<char, bool> counts)
    {
        Span<char> kept = text.Length < 256 ? stackalloc char[text.Length + 1] : new char[text.Length + 1];
        kept[0] = kind;
        var length = 1;
        foreach (var character in text)
        {
            if (counts(character))
            {
                kept[length++] = char.ToUpperInvariant(character);
            }
        }

        Span<byte> bytes = length < 200 ? stackalloc byte[length * 3] : new byte[length * 3];
        var count = Encoding.UTF8.GetBytes(kept[..length], bytes);
        Span<byte> full = stackalloc byte[32];
        HMACSHA256.HashData(_hashKey, bytes[..count], full);
        return full[..16].ToArray();
    }

    private sealed record KeyRing(byte Current, IReadOnlyList<RingKey> Keys, byte[] HashKey);

    private sealed record RingKey(byte Id, byte[] Secret);
}
