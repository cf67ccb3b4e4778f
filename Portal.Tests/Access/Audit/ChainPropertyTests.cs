using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Access;
using Portal.Data.Access.Audit;

namespace Portal.Tests.Access.Audit;

/// <summary>Whatever is done to a log is found, and named at its place; tried on logs drawn at random.</summary>
public sealed class ChainPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300);

    /// <summary>Every field of an entry that an attacker may set, with a change that shows.</summary>
    private static readonly (string Name, Func<AuditEntry, AuditEntry> Change)[] s_edits =
    [
        ("AtUtc", entry => entry with { AtUtc = entry.AtUtc.AddSeconds(1) }),
        ("ActorName", entry => entry with { ActorName = entry.ActorName + " " }),
        ("ActorRole", entry => entry with { ActorRole = "Auditor" + entry.ActorRole }),
        ("ActorScope", entry => entry with { ActorScope = entry.ActorScope + "0" }),
        ("Address", entry => entry with { Address = entry.Address is null ? "" : null }),
        ("Action", entry => entry with { Action = "Not" + entry.Action }),
        ("ObjectType", entry => entry with { ObjectType = "", ObjectId = entry.ObjectType + entry.ObjectId }),
        ("ObjectId", entry => entry with { ObjectId = entry.ObjectId + "\u0000" }),
        ("EnterpriseCode", entry => entry with { EnterpriseCode = entry.EnterpriseCode is null ? "" : null }),
        ("JurisdictionCode", entry => entry with { JurisdictionCode = entry.JurisdictionCode + "1" }),
        ("BothCodes", entry => entry with { EnterpriseCode = entry.JurisdictionCode ?? "x", JurisdictionCode = entry.EnterpriseCode }),
        ("Detail", entry => entry with { Detail = entry.Detail.Replace("}", " }", StringComparison.Ordinal) }),
        ("Hash", entry => entry with { Hash = [.. entry.Hash.Select(one => (byte)(one ^ 1))] }),
        ("HashCut", entry => entry with { Hash = entry.Hash[..31] }),
        ("PreviousHash", entry => entry with { PreviousHash = [.. entry.PreviousHash.Select(one => (byte)(one ^ 255))] }),
    ];

    private static Gen<string> Texts => Gen.Choose(0, 12)
        .SelectMany(length => Gen.Elements("a", "0", " ", "张", "'", "\"", "=", "|", "\u0000", "\uD83D", "😀", "\n").ArrayOf(length))
        .Select(string.Concat);

    private static Gen<AuditDraft> Drafts =>
        from name in Texts
        from role in Gen.Elements(Enum.GetValues<Role>())
        from scope in Gen.Elements("*", "159900", "91159900000000010X", "")
        from action in Gen.Elements(Enum.GetValues<AuditAction>().Where(action => action is not AuditAction.ChainBroken).ToArray())
        from type in Gen.Elements("Filing", "UserAccount", "Case")
        from id in Texts
        from enterprise in Gen.Elements(null, "91159900000000010X")
        from jurisdiction in Gen.Elements(null, "159900")
        from note in Texts
        from address in Gen.Elements(null, "192.0.2.1", "2001:db8::1")
        select new AuditDraft
        {
            Actor = new Actor(name, name, role, scope) { Address = address },
            Action = action,
            ObjectType = type,
            ObjectId = id,
            EnterpriseCode = enterprise,
            JurisdictionCode = jurisdiction,
            Detail = note.Length == 0 ? null : new { note },
        };

    /// <summary>Between <paramref name="fewest"/> and twenty entries over up to five days.</summary>
    private static Gen<SampleLog> Logs(int fewest) =>
        from length in Gen.Choose(fewest, 20)
        from drafts in Drafts.ArrayOf(length)
        select SampleLog.Of(drafts);

    private static Gen<(SampleLog Log, int Index)> Places(int fewest) =>
        from log in Logs(fewest)
        from index in Gen.Choose(0, log.Entries.Count - 1)
        select (log, index);

    [Fact]
    public void ALogAsWritten_IsSound() => Check(Logs(0), log => log.Verify(log.Anchors) is { IsSound: true } report && report.Entries == log.Entries.Count);

    [Fact]
    public void AnyEdit_OfAnyField_IsFoundAtItsEntry() => Check(
        from place in Places(1)
        from edit in Gen.Elements(s_edits)
        select (place.Log, place.Index, edit.Name, edit.Change),
        x => IsFirst(x.Log with { Entries = Replaced(x.Log, x.Index, x.Change) }, AuditDamage.Edited, x.Index + 1));

    [Fact]
    public void AnEditWithItsHashMadeAnew_IsFoundAtItsNeighbourOrTheHead() => Check(
        Places(1),
        x =>
        {
            var entry = x.Log.Entries[x.Index] with { ActorName = "somebody else" };
            var forged = entry with { Hash = AuditRules.Digest(entry, entry.PreviousHash) };
            var first = (x.Log with { Entries = Replaced(x.Log, x.Index, _ => forged) }).Verify().First!;
            return first.Seq <= x.Index + 1 && first.Through >= x.Index + 1
                && first.Damage is AuditDamage.Rewritten or AuditDamage.AnchorContradicted;
        });

    [Fact]
    public void ARemovedEntry_IsMissing_AndTheLastOnesAreCut() => Check(
        Places(1),
        x =>
        {
            var log = x.Log with { Entries = [.. x.Log.Entries.Where((_, index) => index != x.Index)] };
            var isLast = x.Index == x.Log.Entries.Count - 1;
            return IsFirst(log, isLast ? AuditDamage.TailCut : AuditDamage.Missing, x.Index + 1);
        });

    [Fact]
    public void ACutTail_IsFoundByTheHead_FromTheFirstEntryCut() => Check(
        Places(1),
        x => (x.Log with { Entries = [.. x.Log.Entries.Take(x.Index)] }).Verify().First is { Damage: AuditDamage.TailCut } first
            && first.Seq == x.Index + 1 && first.Through == x.Log.Entries.Count);

    [Fact]
    public void TwoEntriesSwapped_AreFoundWhereTheFirstStands() => Check(
        from place in Places(2)
        from other in Gen.Choose(0, place.Log.Entries.Count - 1)
        where other > place.Index
        select (place.Log, First: place.Index, Second: other),
        x =>
        {
            // Once with their numbers exchanged, as in a database; once as they stand, numbers and all.
            var renumbered = x.Log.Entries.ToList();
            renumbered[x.First] = x.Log.Entries[x.Second] with { Seq = x.First + 1 };
            renumbered[x.Second] = x.Log.Entries[x.First] with { Seq = x.Second + 1 };
            var moved = x.Log.Entries.ToList();
            (moved[x.First], moved[x.Second]) = (moved[x.Second], moved[x.First]);
            return IsFirst(x.Log with { Entries = renumbered }, AuditDamage.Moved, x.First + 1)
                && IsFirst(x.Log with { Entries = moved }, AuditDamage.Moved, x.First + 1);
        });

    [Fact]
    public void AnEntryTwice_IsFound() => Check(
        Places(1),
        x => IsFirst(x.Log with { Entries = [.. x.Log.Entries.Take(x.Index + 1), x.Log.Entries[x.Index], .. x.Log.Entries.Skip(x.Index + 1)] },
            AuditDamage.Duplicated, x.Index + 1));

    [Fact]
    public void AChainMadeAnewWithoutTheKey_IsFoundByTheHead() => Check(
        Places(1),
        x =>
        {
            var forged = (x.Log with { Entries = Replaced(x.Log, x.Index, entry => entry with { ActorName = "somebody else" }) }).RechainedFrom(x.Index);
            // Anchors from the forged entry on are thrown away, as the forger would; the head is sealed with a key that is guessed.
            forged = forged with
            {
                Anchors = [.. forged.Anchors.Where(anchor => anchor.LastSeq <= x.Index)],
                Head = SampleLog.HeadOf(forged.Entries[^1], SampleLog.OtherKey),
            };
            var vouched = forged.Anchors.Select(anchor => anchor.LastSeq).DefaultIfEmpty().Max();
            return IsFirst(forged, AuditDamage.HeadForged, vouched + 1)
                && IsFirst(forged with { Head = x.Log.Head }, AuditDamage.Rewritten, forged.Entries.Count);
        });

    [Fact]
    public void AnAnchor_ForgedRemovedOrContradicted_IsFoundByItsDay() => Check(
        from log in Logs(12)
        from index in Gen.Choose(0, log.Anchors.Count - 2)
        select (Log: log, Index: index),
        x =>
        {
            var anchor = x.Log.Anchors[x.Index];
            var next = x.Log.Anchors[x.Index + 1];
            var forged = anchor with { AnchoredAtUtc = anchor.AnchoredAtUtc.AddSeconds(1) };
            var rewritten = (x.Log with { Entries = Replaced(x.Log, (int)anchor.LastSeq - 1, entry => entry with { ActorName = "x" }) })
                .RechainedFrom((int)anchor.LastSeq - 1);
            return FirstOf(x.Log with { Anchors = [.. x.Log.Anchors.Select(one => one == anchor ? forged : one)] }) is { Damage: AuditDamage.AnchorForged } one
                && one.Day == anchor.Day
                && FirstOf(x.Log with { Anchors = [.. x.Log.Anchors.Where(one => one != anchor)] }) is { Damage: AuditDamage.AnchorMissing } two
                && two.Day == next.Day
                && FirstOf(rewritten) is { Damage: AuditDamage.AnchorContradicted } three
                && three.Day == anchor.Day;
        });

    [Fact]
    public void AnchorsKeptOutside_FindWhatTheOwnerOfTheKeyDid() => Check(
        Places(12),
        x =>
        {
            var owned = (x.Log with { Entries = Replaced(x.Log, 0, entry => entry with { ActorName = "somebody else" }) }).RechainedFrom(0);
            var shorter = SampleLog.Of([.. Enumerable.Range(0, 3).Select(SampleLog.Draft)]);
            owned = owned with { Head = SampleLog.HeadOf(owned.Entries[^1], SampleLog.Key), Anchors = [] };
            return owned.Verify().IsSound
                && owned.Verify(x.Log.Anchors).First is { Damage: AuditDamage.AnchorContradicted, Seq: 1 }
                && (shorter with { Anchors = [] }).Verify(x.Log.Anchors).Findings.Any(finding => finding.Damage is AuditDamage.TailCut);
        });

    [Fact]
    public void ALogWithoutItsHead_OrWithEntriesBeyondIt_IsFound() => Check(
        Places(2),
        x => x.Log.Verify().IsSound
            && FirstOf(x.Log with { Head = null }) is { Damage: AuditDamage.HeadMissing }
            && (x.Index == x.Log.Entries.Count - 1 || IsFirst(
                x.Log with { Head = SampleLog.HeadOf(x.Log.Entries[x.Index], SampleLog.Key), Anchors = [] }, AuditDamage.Added, x.Index + 2)));

    private static List<AuditEntry> Replaced(SampleLog log, int index, Func<AuditEntry, AuditEntry> change) =>
        [.. log.Entries.Select((entry, at) => at == index ? change(entry) : entry)];

    private static AuditFinding? FirstOf(SampleLog log) => log.Verify().First;

    private static bool IsFirst(SampleLog log, AuditDamage damage, long seq) => FirstOf(log) is { } first && first.Damage == damage && first.Seq == seq;

    private static void Check<T>(Gen<T> cases, Func<T, bool> holds) => Prop.ForAll(cases.ToArbitrary(), holds).Check(s_config);
}
