using Portal.Data.Storage;

namespace Portal.Data.Access.Audit;

/// <summary>
/// Checks the log against itself, its head and its anchors, and anchors the days that are over: only ever what has just
/// been found sound, so that an anchor vouches for something.
/// </summary>
public sealed class AuditVerification(ChainStore chain, PersonalData keys, TimeProvider clock)
{
    private const int ProgressEvery = 10_000;

    // An account and its entry are not written in the same second.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly byte[] _key = keys.DeriveKey("audit");

    /// <summary>Checks the whole log.</summary>
    /// <param name="kept">Anchors kept outside the portal.</param>
    /// <param name="progress">Told the number of entries read so far and of entries in all.</param>
    [Unscoped("The check reads all of the chain and shows none of it.")]
    public Task<AuditReport> VerifyAsync(
        IReadOnlyList<AuditAnchor> kept, IProgress<(long Read, long All)>? progress, CancellationToken cancellation) =>
        RunAsync(isWhole: true, kept, progress, cancellation);

    /// <summary>Checks what was written since the last anchor, and anchors the days that are over since then.</summary>
    [Unscoped("The check reads all of the chain and shows none of it.")]
    public Task<AuditReport> AnchorAsync(CancellationToken cancellation) => RunAsync(isWhole: false, [], progress: null, cancellation);

    private async Task<AuditReport> RunAsync(
        bool isWhole, IReadOnlyList<AuditAnchor> kept, IProgress<(long Read, long All)>? progress, CancellationToken cancellation)
    {
        // In this order: what exists, then what was anchored, then where the log ended. Appending goes on meanwhile, and
        // whatever is read later can only speak of more, never of less.
        var last = await chain.ReadLastSeqAsync(cancellation);
        var anchors = await chain.ReadAnchorsAsync(cancellation);
        var head = await chain.ReadHeadAsync(cancellation);
        var after = isWhole ? null : anchors.LastOrDefault(anchor => AuditRules.IsSealed(anchor, _key));
        var through = Math.Max(last, head?.Seq ?? 0);

        var check = new ChainCheck(_key, anchors, kept, after);
        var read = 0L;
        await foreach (var entry in chain.StreamAsync(after?.LastSeq ?? 0, through, cancellation))
        {
            check.Add(entry);
            if (++read % ProgressEvery == 0)
            {
                progress?.Report((read, through));
            }
        }

        var now = AuditRules.WholeSeconds(clock.GetUtcNow().UtcDateTime);
        var report = check.Finish(head);
        var (entryUtc, traceUtc) = await chain.ReadBeginningAsync(cancellation);
        if (traceUtc + s_patience < (entryUtc ?? now))
        {
            report = report with { Findings = [new(AuditDamage.Emptied, 1, Math.Max(1, report.LastSeq)), .. report.Findings] };
        }

        if (!report.IsSound)
        {
            return report;
        }

        var fresh = check.DaysBefore(AuditRules.DayOf(now)).Select(end => Seal(end, now)).ToList();
        return fresh.Count == 0 ? report : report with { Anchored = await chain.AppendAnchorsAsync(fresh, cancellation) };
    }

    private AuditAnchor Seal(AuditDayEnd end, DateTime now)
    {
        var anchor = new AuditAnchor
        {
            Day = end.Day,
            LastSeq = end.LastSeq,
            Entries = end.Entries,
            Hash = end.Hash,
            Seal = [],
            AnchoredAtUtc = now,
        };
        return anchor with { Seal = AuditRules.SealOfAnchor(anchor, _key) };
    }
}
