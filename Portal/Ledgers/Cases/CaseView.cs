using Portal.Data.Ledgers.Cases;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers.Cases;

/// <summary>Everything the page of a case shows, settled once: the row, its receipts reckoned again, and its versions.</summary>
public sealed class CaseView
{
    private readonly IReadOnlyDictionary<string, Verdict> _stored;

    public CaseView(CaseRow row, Enterprise enterprise, IReadOnlyList<Receipt> receipts, IReadOnlyList<CaseVersion> versions)
    {
        Row = row;
        Enterprise = enterprise;
        Versions = versions;
        _stored = CaseVerdicts.All(row.Verdicts);
        Applicable = [.. receipts.Where(receipt => receipt.Verdict is not Verdict.NotApplicable || Differs(receipt))];
        NotApplicable = [.. receipts.Except(Applicable)];
        Vanished = [.. _stored.Keys.Except(receipts.Select(receipt => receipt.Rule.Id), StringComparer.Ordinal)];
        Agrees = Vanished.Count == 0 && CaseReceipts.Agree(row, receipts);
        Timeline = CaseTimeline.Of(CaseReceipts.ToFacts(row, enterprise.Sectors), receipts);
    }

    public CaseRow Row { get; }

    public Enterprise Enterprise { get; }

    public IReadOnlyList<CaseVersion> Versions { get; }

    public IReadOnlyList<TimelineStep> Timeline { get; }

    /// <summary>Those the clerk has to look at: the limits of the case, and any whose verdict has changed.</summary>
    public IReadOnlyList<Receipt> Applicable { get; }

    public IReadOnlyList<Receipt> NotApplicable { get; }

    /// <summary>Limits judged at filing that the rules of today do not have.</summary>
    public IReadOnlyList<string> Vanished { get; }

    /// <summary>Whether reckoning again gives what is kept with the row.</summary>
    public bool Agrees { get; }

    public Verdict? StoredOf(Receipt receipt) => _stored.TryGetValue(receipt.Rule.Id, out var verdict) ? verdict : null;

    private bool Differs(Receipt receipt) => StoredOf(receipt) is { } stored && stored != receipt.Verdict;
}
