using Portal.Data.Registry;

namespace Portal.Data.Indicators;

/// <param name="Place">From 1; equal values share a place and the next is left out. Null when the sample is too small or there is no value.</param>
public sealed record RankedEnterprise(int? Place, EnterpriseFigures Subject, Figure Figure)
{
    /// <summary>Another one shares the place.</summary>
    public bool IsTied { get; init; }
}

/// <summary>
/// Places enterprises by one indicator. Only like is compared with like: the caller passes one peer group, in this
/// first cut the enterprises of one sector (requirements §6).
/// </summary>
public static class SummaryRanking
{
    /// <summary>Ranked ones first, best first; then those without a place, by code.</summary>
    public static IReadOnlyList<RankedEnterprise> By(Indicator indicator, IEnumerable<EnterpriseFigures> peers)
    {
        var sign = indicator.Direction is Direction.LowerIsBetter ? 1 : -1;
        var all = peers
            .Select(peer => (Peer: peer, Figure: peer.Figures[indicator]))
            .Select(item => (item.Peer, item.Figure, IsRanked: item.Figure is { Value: not null, IsSmallSample: false }))
            .OrderByDescending(item => item.IsRanked)
            .ThenBy(item => item.IsRanked ? sign * item.Figure.Value : 0)
            .ThenBy(item => item.Peer.Enterprise.Code, StringComparer.Ordinal)
            .ToList();

        var ranked = new List<RankedEnterprise>(all.Count);
        foreach (var (peer, figure, isRanked) in all)
        {
            var isTie = ranked.Count > 0 && ranked[^1].Place is not null && ranked[^1].Figure.Value.Equals(figure.Value);
            ranked.Add(new(!isRanked ? null : isTie ? ranked[^1].Place : ranked.Count + 1, peer, figure));
        }

        var shared = ranked.Where(item => item.Place is not null).GroupBy(item => item.Place).Where(place => place.Count() > 1).Select(place => place.Key).ToHashSet();
        return [.. ranked.Select(item => item with { IsTied = shared.Contains(item.Place) })];
    }

    /// <summary>The peer group of a sector.</summary>
    public static IEnumerable<EnterpriseFigures> Peers(SummaryReport report, Sector sector) =>
        report.Enterprises.Where(item => item.Enterprise.Sectors.Contains(sector));
}
