namespace Portal.Data.Access.Audit;

/// <summary>
/// Goes along the log entry by entry and holds each against the one before, the anchors and at the end the head. Pure:
/// whoever reads the entries feeds them in the order of their numbers, and none is kept.
/// </summary>
public sealed class ChainCheck
{
    public const int MostFindings = 100;

    private readonly byte[] _key;
    private readonly IReadOnlyList<AuditAnchor> _anchors;
    private readonly ILookup<long, AuditAnchor> _kept;
    private readonly List<AuditFinding> _findings = [];
    private readonly List<AuditDayEnd> _days = [];
    private int _nextAnchor;
    private long _anchoredSeq;
    private long _vouchedSeq;
    private DateOnly _anchoredDay;
    private long _entries;
    private long _seq;
    private byte[] _hash;
    private bool _isLinkKnown = true;
    private (DateOnly Day, long From)? _openDay;
    private int _compared;

    /// <param name="key">The key of head and anchors.</param>
    /// <param name="anchors">Those of the database.</param>
    /// <param name="kept">Anchors somebody has kept outside the portal.</param>
    /// <param name="after">Begins behind this anchor, which is taken to be right; null for the whole log.</param>
    public ChainCheck(byte[] key, IEnumerable<AuditAnchor> anchors, IEnumerable<AuditAnchor> kept, AuditAnchor? after = null)
    {
        _key = key;
        _anchors = [.. anchors.Where(anchor => after is null || anchor.LastSeq > after.LastSeq).OrderBy(anchor => anchor.LastSeq).ThenBy(anchor => anchor.Day)];
        _kept = kept.ToLookup(anchor => anchor.LastSeq);
        _seq = _anchoredSeq = _vouchedSeq = after?.LastSeq ?? 0;
        _hash = after?.Hash ?? AuditRules.Origin;
        _anchoredDay = after?.Day ?? DateOnly.MinValue;
    }

    /// <summary>The first entry nothing sealed vouches for.</summary>
    private long Unvouched => _vouchedSeq + 1;

    public void Add(AuditEntry entry)
    {
        _entries++;
        if (entry.Seq <= _seq)
        {
            ReportOutOfOrder(entry.Seq);
            return;
        }

        if (entry.Seq > _seq + 1)
        {
            Report(new(AuditDamage.Missing, _seq + 1, entry.Seq - 1));
            _isLinkKnown = false;
        }

        if (Judge(entry) is { } finding)
        {
            Report(finding);
            _isLinkKnown = false;
        }
        else
        {
            _isLinkKnown = true;
        }

        if (entry.Action == nameof(AuditAction.ChainBroken))
        {
            Report(new(AuditDamage.ChainBroken, Unvouched, entry.Seq));
        }

        CloseDay(entry);
        (_seq, _hash) = (entry.Seq, entry.Hash);
        CompareAnchors(entry);
    }

    /// <param name="head">As read after the last entry was known to exist; null when there is none.</param>
    public AuditReport Finish(AuditHead? head)
    {
        // What anchors still speak of was there once.
        var farthest = Math.Max(
            _anchors.Skip(_nextAnchor).Where(anchor => AuditRules.IsSealed(anchor, _key)).Select(anchor => anchor.LastSeq).DefaultIfEmpty().Max(),
            _kept.Select(kept => kept.Key).DefaultIfEmpty().Max());
        foreach (var forged in _anchors.Skip(_nextAnchor).Where(anchor => !AuditRules.IsSealed(anchor, _key)))
        {
            Report(new(AuditDamage.AnchorForged, Unvouched, Math.Max(Unvouched, forged.LastSeq), forged.Day));
        }

        if (head is null)
        {
            if (_seq > 0 || farthest > 0)
            {
                Report(new(AuditDamage.HeadMissing, Math.Min(Unvouched, Math.Max(_seq, 1)), Math.Max(_seq, 1)));
            }
        }
        else if (!AuditRules.IsSealed(head, _key))
        {
            Report(new(AuditDamage.HeadForged, Math.Min(Unvouched, Math.Max(_seq, 1)), Math.Max(_seq, 1)));
        }
        else if (head.Seq < _seq)
        {
            Report(new(AuditDamage.Added, head.Seq + 1, _seq));
        }
        else if (head.Seq == _seq && !head.Hash.AsSpan().SequenceEqual(_hash) && _isLinkKnown)
        {
            Report(new(AuditDamage.Rewritten, _seq, _seq));
        }
        else
        {
            farthest = Math.Max(farthest, head.Seq);
        }

        if (farthest > _seq)
        {
            Report(new(AuditDamage.TailCut, _seq + 1, farthest));
        }

        return new(_entries, _seq, _hash, _compared, _findings);
    }

    /// <summary>Days that are over and have no anchor, in order; to be asked after <see cref="Finish"/>.</summary>
    /// <param name="today">In China Standard Time; still going on.</param>
    public IReadOnlyList<AuditDayEnd> DaysBefore(DateOnly today)
    {
        if (_openDay is { } open && open.Day < today)
        {
            _days.Add(new(open.Day, _seq, _seq - open.From + 1, _hash));
            _openDay = null;
        }

        return _days;
    }

    private AuditFinding? Judge(AuditEntry entry)
    {
        var isLinked = !_isLinkKnown || entry.PreviousHash.AsSpan().SequenceEqual(_hash);
        if (AuditRules.Digest(entry, entry.PreviousHash).AsSpan().SequenceEqual(entry.Hash))
        {
            return isLinked ? null : new(AuditDamage.Rewritten, Math.Max(entry.Seq - 1, 1), entry.Seq);
        }

        // Only the link itself was changed when the entry fits with the link it should have.
        var isEdited = isLinked || AuditRules.Digest(entry, _hash).AsSpan().SequenceEqual(entry.Hash);
        return new(isEdited ? AuditDamage.Edited : AuditDamage.Moved, entry.Seq, entry.Seq);
    }

    /// <summary>A number that was taken for missing and turns up later has been moved; any other is there twice.</summary>
    private void ReportOutOfOrder(long seq)
    {
        var missing = _findings.FindIndex(finding => finding.Damage is AuditDamage.Missing && finding.Seq <= seq && seq <= finding.Through);
        if (missing < 0)
        {
            Report(new(AuditDamage.Duplicated, seq, seq));
            return;
        }

        var gap = _findings[missing];
        AuditFinding[] parts = [gap with { Through = seq - 1 }, new(AuditDamage.Moved, seq, seq), gap with { Seq = seq + 1 }];
        _findings.RemoveAt(missing);
        _findings.InsertRange(missing, parts.Where(part => part.Through >= part.Seq));
    }

    private void CompareAnchors(AuditEntry entry)
    {
        foreach (var kept in _kept[entry.Seq])
        {
            _compared++;
            if (!kept.Hash.AsSpan().SequenceEqual(entry.Hash))
            {
                Report(new(AuditDamage.AnchorContradicted, Unvouched, entry.Seq, kept.Day));
            }
        }

        for (; _nextAnchor < _anchors.Count && _anchors[_nextAnchor].LastSeq <= entry.Seq; _nextAnchor++)
        {
            _compared++;
            Compare(_anchors[_nextAnchor], entry);
        }
    }

    private void Compare(AuditAnchor anchor, AuditEntry entry)
    {
        if (!AuditRules.IsSealed(anchor, _key))
        {
            Report(new(AuditDamage.AnchorForged, Unvouched, anchor.LastSeq, anchor.Day));
            return;
        }

        if (anchor.LastSeq == entry.Seq && !anchor.Hash.AsSpan().SequenceEqual(entry.Hash))
        {
            Report(new(AuditDamage.AnchorContradicted, Unvouched, anchor.LastSeq, anchor.Day));
        }
        else
        {
            if (anchor.Entries != anchor.LastSeq - _anchoredSeq)
            {
                Report(new(AuditDamage.AnchorMissing, Unvouched, anchor.LastSeq - anchor.Entries, anchor.Day));
            }

            _vouchedSeq = anchor.LastSeq;
        }

        (_anchoredSeq, _anchoredDay, _openDay) = (anchor.LastSeq, anchor.Day, null);
        _days.Clear();
    }

    /// <summary>Notes where days end. What a day's anchor no longer holds counts to the day after it.</summary>
    private void CloseDay(AuditEntry entry)
    {
        var own = AuditRules.DayOf(entry.AtUtc);
        var day = own > _anchoredDay ? own : _anchoredDay.AddDays(1);
        if (_openDay is not { } open)
        {
            _openDay = (day, entry.Seq);
        }
        else if (day > open.Day)
        {
            _days.Add(new(open.Day, _seq, _seq - open.From + 1, _hash));
            _openDay = (day, entry.Seq);
        }
    }

    private void Report(AuditFinding finding)
    {
        if (_findings.Count < MostFindings)
        {
            _findings.Add(finding);
        }
    }
}
