using System.Globalization;
using Portal.Data.SpotChecks.Frames;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>Everything a draw depends on besides the lines of the frame.</summary>
/// <param name="FrameSha256">64 lower-case hexadecimal digits.</param>
/// <param name="Strata">By stratum, how many objects are drawn.</param>
/// <param name="InspectorsPerObject">Of a double-random check.</param>
public sealed record DrawTerms(
    string FrameSha256, string Seed, DrawMethod Method, IReadOnlyDictionary<string, StratumShare> Strata, int InspectorsPerObject = 1);

/// <summary>A drawn object.</summary>
/// <param name="Order">1 and up.</param>
/// <param name="WeightOver">Numerator of the inverse of the probability with which it was drawn.</param>
public sealed record DrawnObject(
    int Order, int Position, StratumShare Stratum, FrameObjectKind Kind, string Key, string EnterpriseCode, long WeightOver, long WeightUnder)
{
    /// <summary>The accounts drawn for a double-random check, whose task it is first; empty where there are none, or none who may.</summary>
    public IReadOnlyList<long> Inspectors { get; init; } = [];

    /// <summary>The moment drawn within a slot, wall-clock time.</summary>
    public DateTime? PlannedAt { get; init; }
}

/// <summary>
/// Draws from a frame given line by line, in the order of the file. Simple and stratified draws hold no more than what is
/// drawn; one proportional to size holds the objects that have a size.
/// </summary>
public sealed class Drawing
{
    private readonly DrawTerms _terms;
    private readonly RankLanes _ranks;
    private readonly Dictionary<string, PriorityQueue<Candidate, UInt128>> _lowest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Candidate>> _all = new(StringComparer.Ordinal);
    private readonly List<(int Position, long Account)> _inspectors = [];
    private readonly HashSet<(long Account, string EnterpriseCode)> _barred = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _enterprises = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public Drawing(DrawTerms terms)
    {
        _terms = terms;
        _ranks = new(DrawKeys.Of(terms.FrameSha256, terms.Seed, "rank"));
    }

    public void Take(in FrameLine line)
    {
        switch (line.Kind)
        {
            case FrameObjectKind.Inspector:
                _inspectors.Add((line.Position, long.Parse(line.Key, CultureInfo.InvariantCulture)));
                break;
            case FrameObjectKind.Barred:
                _barred.Add((long.Parse(line.Key, CultureInfo.InvariantCulture), line.EnterpriseCode.ToString()));
                break;
            case FrameObjectKind.Row or FrameObjectKind.Enterprise or FrameObjectKind.Slot when _terms.Strata.TryGetValue(line.Stratum, out var share) && share.ToDraw > 0:
                Offer(line, share);
                break;
        }
    }

    /// <summary>Call once, after the last line: what is drawn, in the order of the draw.</summary>
    public IReadOnlyList<DrawnObject> Finish()
    {
        var chosen = _lowest.SelectMany(stratum => stratum.Value.UnorderedItems.Select(item => Chosen.Alike(item.Element, _terms.Strata[stratum.Key])))
            .Concat(_all.SelectMany(stratum => ProportionalRules.Draw(_terms, _terms.Strata[stratum.Key], stratum.Value)))
            .OrderBy(one => one.Candidate.Rank).ThenBy(one => one.Candidate.Position)
            .Select((one, index) => one.ToObject(index + 1))
            .ToList();
        return Lots.Draw(_terms, chosen, _inspectors, _barred);
    }

    private void Offer(in FrameLine line, StratumShare share)
    {
        var rank = _ranks.At(line.Position);
        if (_terms.Method is DrawMethod.Proportional)
        {
            if (line.Size > 0)
            {
                List(share).Add(CandidateOf(line, rank));
            }

            return;
        }

        // A heap with the highest rank on top: what is lower than that takes its place. Equal ranks, of 2^128, do not occur
        // before the end of the world; the earlier position would stay.
        if (!_lowest.TryGetValue(line.Stratum, out var heap))
        {
            _lowest[line.Stratum] = heap = new(Comparer<UInt128>.Create((one, other) => other.CompareTo(one)));
        }

        if (heap.Count < share.ToDraw)
        {
            heap.Enqueue(CandidateOf(line, rank), rank);
        }
        else if (heap.TryPeek(out _, out var highest) && rank < highest)
        {
            heap.DequeueEnqueue(CandidateOf(line, rank), rank);
        }
    }

    private List<Candidate> List(StratumShare stratum) =>
        _all.TryGetValue(stratum.Stratum, out var list) ? list : _all[stratum.Stratum] = new(stratum.Objects);

    private Candidate CandidateOf(in FrameLine line, UInt128 rank)
    {
        // A million objects are of some hundred enterprises.
        if (!_enterprises.TryGetValue(line.EnterpriseCode, out var enterprise))
        {
            _enterprises.Add(line.EnterpriseCode);
            _enterprises.TryGetValue(line.EnterpriseCode, out enterprise);
        }

        return line.Kind is FrameObjectKind.Row
            ? new(line.Position, rank, line.Size, line.Kind, long.Parse(line.Key, CultureInfo.InvariantCulture), null, enterprise!)
            : new(line.Position, rank, line.Size, line.Kind, 0, line.Key.ToString(), enterprise!);
    }
}

/// <summary>An object that may be drawn. A value, since there may be a million of them; for the same reason a row is its number, without a text.</summary>
internal readonly record struct Candidate(int Position, UInt128 Rank, long Size, FrameObjectKind Kind, long Row, string? Text, string EnterpriseCode)
{
    public string Key => Text ?? Row.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An object that is drawn, with its weight.</summary>
internal sealed record Chosen(Candidate Candidate, StratumShare Stratum, long WeightOver, long WeightUnder)
{
    public static Chosen Alike(Candidate candidate, StratumShare stratum) => new(candidate, stratum, stratum.Objects, Math.Min(stratum.ToDraw, stratum.Objects));

    public DrawnObject ToObject(int order) =>
        new(order, Candidate.Position, Stratum, Candidate.Kind, Candidate.Key, Candidate.EnterpriseCode, WeightOver, WeightUnder);
}
