using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Portal.Data.Access.Audit;

/// <summary>
/// How an entry becomes bytes, bytes a hash and a hash a seal. Every field is preceded by its length, so that no two
/// entries have the same bytes.
/// </summary>
public static class AuditRules
{
    public const int HashBytes = 32;

    /// <summary>Ahead of UTC; the ledger's own time zone, which has no summer time.</summary>
    private static readonly TimeSpan s_chinaTime = TimeSpan.FromHours(8);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        // Names are read by people: Chinese stays Chinese.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>What the first entry names as the hash before it.</summary>
    public static byte[] Origin => new byte[HashBytes];

    /// <summary>The entry that follows another one. Texts too long for their column are cut, what no column holds is replaced.</summary>
    public static AuditEntry Next(AuditDraft draft, long seq, byte[] previousHash, DateTime atUtc)
    {
        var actor = draft.Actor;
        var isPlaced = draft.EnterpriseCode is not null || draft.JurisdictionCode is not null;
        var entry = new AuditEntry
        {
            Seq = seq,
            AtUtc = WholeSeconds(atUtc),
            ActorName = Fit(actor.Name, 100),
            ActorRole = actor.Role.ToString(),
            ActorScope = Fit(actor.Scope, 18),
            Address = actor.Address is { } address ? Fit(address, 64) : null,
            Action = draft.Action.ToString(),
            ObjectType = Fit(draft.ObjectType, 40),
            ObjectId = Fit(draft.ObjectId, 200),
            EnterpriseCode = Code(isPlaced ? draft.EnterpriseCode : actor.EnterpriseCode, 18),
            JurisdictionCode = Code(isPlaced ? draft.JurisdictionCode : actor.JurisdictionCode, 12),
            Detail = draft.Detail is { } detail ? Fit(JsonSerializer.Serialize(detail, detail.GetType(), s_json), int.MaxValue) : "{}",
            PreviousHash = previousHash,
            Hash = [],
        };
        return entry with { Hash = Digest(entry, previousHash) };
    }

    /// <summary>SHA-256 over the entry's own fields and the hash before it; <see cref="AuditEntry.Hash"/> plays no part.</summary>
    public static byte[] Digest(AuditEntry entry, ReadOnlySpan<byte> previousHash)
    {
        var bytes = new Bytes("entry");
        bytes.Add(entry.Seq);
        bytes.Add(entry.AtUtc.Ticks);
        bytes.Add(entry.ActorName);
        bytes.Add(entry.ActorRole);
        bytes.Add(entry.ActorScope);
        bytes.Add(entry.Address);
        bytes.Add(entry.Action);
        bytes.Add(entry.ObjectType);
        bytes.Add(entry.ObjectId);
        bytes.Add(entry.EnterpriseCode);
        bytes.Add(entry.JurisdictionCode);
        bytes.Add(entry.Detail);
        bytes.Add(previousHash);
        return bytes.Hash();
    }

    /// <param name="key">Not in the database.</param>
    public static byte[] SealOfHead(long seq, ReadOnlySpan<byte> hash, byte[] key)
    {
        var bytes = new Bytes("head");
        bytes.Add(seq);
        bytes.Add(hash);
        return bytes.Hash(key);
    }

    /// <param name="key">Not in the database.</param>
    public static byte[] SealOfAnchor(AuditAnchor anchor, byte[] key)
    {
        var bytes = new Bytes("anchor");
        bytes.Add(anchor.Day.DayNumber);
        bytes.Add(anchor.LastSeq);
        bytes.Add(anchor.Entries);
        bytes.Add(anchor.Hash);
        bytes.Add(anchor.AnchoredAtUtc.Ticks);
        return bytes.Hash(key);
    }

    public static bool IsSealed(AuditHead head, byte[] key) =>
        CryptographicOperations.FixedTimeEquals(head.Seal, SealOfHead(head.Seq, head.Hash, key));

    public static bool IsSealed(AuditAnchor anchor, byte[] key) =>
        CryptographicOperations.FixedTimeEquals(anchor.Seal, SealOfAnchor(anchor, key));

    /// <summary>The day an entry of this time belongs to.</summary>
    public static DateOnly DayOf(DateTime atUtc) => DateOnly.FromDateTime(atUtc < DateTime.MaxValue - s_chinaTime ? atUtc + s_chinaTime : DateTime.MaxValue);

    /// <summary>When a day begins.</summary>
    public static DateTime BeginningOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - s_chinaTime;

    public static DateTime WholeSeconds(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    private static string? Code(string? text, int longest) => string.IsNullOrEmpty(text) ? null : Fit(text, longest);

    /// <summary>Half of a surrogate pair and the null character do not survive every database, and the hash must.</summary>
    private static string Fit(string text, int longest)
    {
        var cut = text.Length <= longest ? text : text[..longest];
        return !cut.Contains('\0') && !cut.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? cut
            : string.Concat(cut.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));
    }

    /// <summary>Collects fields, each with its length before it; texts in UTF-16, low byte first, as they are in memory.</summary>
    private sealed class Bytes
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(512);

        public Bytes(string subject)
        {
            Add("regulator-audit-1");
            Add(subject);
        }

        public void Add(long number)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), number);
            _buffer.Advance(8);
        }

        /// <summary>Null has a length of its own: it is not the empty text.</summary>
        public void Add(string? text)
        {
            if (text is null)
            {
                Add(-1L);
            }
            else
            {
                Add(MemoryMarshal.AsBytes(text.AsSpan()));
            }
        }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            Add((long)bytes.Length);
            _buffer.Write(bytes);
        }

        public byte[] Hash() => SHA256.HashData(_buffer.WrittenSpan);

        public byte[] Hash(byte[] key) => HMACSHA256.HashData(key, _buffer.WrittenSpan);
    }
}
