using System.Security.Cryptography;
using System.Text;
using Portal.Data.Access;
using Portal.Data.Access.Audit;

namespace Portal.Tests.Access.Audit;

/// <summary>Entries as the portal writes them, and a whole log of them in memory.</summary>
internal sealed record SampleLog(IReadOnlyList<AuditEntry> Entries, AuditHead? Head, IReadOnlyList<AuditAnchor> Anchors)
{
    public static readonly DateTime Start = new(2026, 3, 1, 3, 0, 0, DateTimeKind.Utc);

    public static byte[] Key { get; } = SHA256.HashData("the key of these tests"u8);

    /// <summary>What somebody who knows everything but the key would seal with.</summary>
    public static byte[] OtherKey { get; } = SHA256.HashData(Encoding.UTF8.GetBytes("guessed"));

    public static AuditDraft Draft(int number) => new()
    {
        Actor = new Actor($"user{number}", "Somebody", Role.RegulatorOfficer, "159900") { Address = "192.0.2.1" },
        Action = AuditAction.Exported,
        ObjectType = "Case",
        ObjectId = FormattableString.Invariant($"{number}"),
        Detail = new { Rows = number },
    };

    /// <summary>Six hours between entries, so that there are several to a day; every full day is anchored.</summary>
    public static SampleLog Of(IEnumerable<AuditDraft> drafts)
    {
        var entries = new List<AuditEntry>();
        foreach (var draft in drafts)
        {
            entries.Add(AuditRules.Next(
                draft, entries.Count + 1, entries.Count == 0 ? AuditRules.Origin : entries[^1].Hash, Start.AddHours(6 * entries.Count)));
        }

        if (entries.Count == 0)
        {
            return new([], null, []);
        }

        var check = new ChainCheck(Key, [], []);
        entries.ForEach(check.Add);
        var days = check.DaysBefore(AuditRules.DayOf(entries[^1].AtUtc));
        return new(entries, HeadOf(entries[^1], Key), [.. days.Select(day => AnchorOf(day, Key))]);
    }

    public static AuditHead HeadOf(AuditEntry last, byte[] key) =>
        new() { Seq = last.Seq, Hash = last.Hash, Seal = AuditRules.SealOfHead(last.Seq, last.Hash, key) };

    public static AuditAnchor AnchorOf(AuditDayEnd end, byte[] key)
    {
        var anchor = new AuditAnchor
        {
            Day = end.Day,
            LastSeq = end.LastSeq,
            Entries = end.Entries,
            Hash = end.Hash,
            Seal = [],
            AnchoredAtUtc = Start.AddYears(1),
        };
        return anchor with { Seal = AuditRules.SealOfAnchor(anchor, key) };
    }

    public AuditReport Verify(IEnumerable<AuditAnchor>? kept = null)
    {
        var check = new ChainCheck(Key, Anchors, kept ?? []);
        foreach (var entry in Entries)
        {
            check.Add(entry);
        }

        return check.Finish(Head);
    }

    /// <summary>The entries from this place on with links and hashes that fit: what anybody can do without the key.</summary>
    public SampleLog RechainedFrom(int index)
    {
        var entries = Entries.ToList();
        for (var at = index; at < entries.Count; at++)
        {
            var previous = at == 0 ? AuditRules.Origin : entries[at - 1].Hash;
            entries[at] = entries[at] with { PreviousHash = previous, Hash = AuditRules.Digest(entries[at], previous) };
        }

        return this with { Entries = entries };
    }
}
