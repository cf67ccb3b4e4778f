namespace Portal.Data.Access.Audit;

/// <summary>What is wrong with the log at some place.</summary>
public enum AuditDamage
{
    /// <summary>A field is not what it was when the entry was written.</summary>
    Edited,

    /// <summary>Entries are gone.</summary>
    Missing,

    /// <summary>An entry stands where another one belongs.</summary>
    Moved,

    /// <summary>The same number a second time.</summary>
    Duplicated,

    /// <summary>An entry fits itself but not its neighbour: one of the two was rewritten together with its hash.</summary>
    Rewritten,

    /// <summary>The newest entries are gone.</summary>
    TailCut,

    /// <summary>Entries beyond the head: not written by the portal.</summary>
    Added,

    /// <summary>The head is gone: nothing says where the log ends.</summary>
    HeadMissing,

    /// <summary>The head does not bear the portal's seal: the entries it speaks for may have been made anew.</summary>
    HeadForged,

    /// <summary>The portal itself found a head without its seal when it appended, and wrote so.</summary>
    ChainBroken,

    /// <summary>A day's anchor does not bear the portal's seal.</summary>
    AnchorForged,

    /// <summary>A day's anchor is gone: the next one counts other entries than are left to it.</summary>
    AnchorMissing,

    /// <summary>A sealed or kept anchor says another hash: entries up to it were made anew.</summary>
    AnchorContradicted,

    /// <summary>Accounts or sign-ins are older than the first entry: the log was emptied whole, head and anchors too.</summary>
    Emptied,
}

/// <summary>One place at which the log is not what it was.</summary>
/// <param name="Seq">The first entry concerned.</param>
/// <param name="Through">The last entry concerned; the same as <paramref name="Seq"/> for one.</param>
/// <param name="Day">The day of the anchor, where it is about one.</param>
public sealed record AuditFinding(AuditDamage Damage, long Seq, long Through, DateOnly? Day = null)
{
    /// <summary>For logs and the command line; pages have words of their own.</summary>
    public override string ToString()
    {
        var place = Through > Seq ? $"entries {Seq} to {Through}" : $"entry {Seq}";
        return Day is { } day ? FormattableString.Invariant($"{place}: {Damage} ({day:yyyy-MM-dd})") : FormattableString.Invariant($"{place}: {Damage}");
    }
}

/// <summary>What a check of the log found.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="LastSeq">Number of the last entry; 0 for an empty log.</param>
/// <param name="LastHash">Its hash.</param>
/// <param name="Anchors">Anchors compared, kept ones included.</param>
/// <param name="Findings">In the order of the log; at most <see cref="ChainCheck.MostFindings"/>.</param>
public sealed record AuditReport(long Entries, long LastSeq, byte[] LastHash, int Anchors, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>Anchors added for days that are over.</summary>
    public int Anchored { get; init; }

    public bool IsSound => Findings.Count == 0;

    /// <summary>Null for a sound log.</summary>
    public AuditFinding? First => Findings.Count == 0 ? null : Findings[0];
}

/// <summary>The last entry of a day that has no anchor yet.</summary>
public sealed record AuditDayEnd(DateOnly Day, long LastSeq, long Entries, byte[] Hash);
