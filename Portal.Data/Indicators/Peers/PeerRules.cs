namespace Portal.Data.Indicators.Peers;

/// <summary>Puts a figure beside those of its peers without telling whose they are. Pure.</summary>
public static class PeerRules
{
    /// <summary>With fewer others nothing is told: one could be worked out. A local default (requirements §5.3).</summary>
    public const int FewestPeers = 5;

    /// <summary>What is compared: all that does not grow with the enterprise.</summary>
    public static IReadOnlyList<Indicator> Compared { get; } =
        [.. IndicatorRegistry.WithoutQuantiles.Where(indicator => indicator.Direction is not Direction.None)];

    /// <param name="others">Figures of the peers, without the enterprise itself, in any order.</param>
    public static PeerFigure Compare(Indicator indicator, Figure own, IEnumerable<Figure> others)
    {
        var values = others.Where(Counts).Select(figure => figure.Value!.Value).Order().ToList();
        if (values.Count < FewestPeers)
        {
            return new(indicator, own, values.Count, null, null);
        }

        var quartiles = new Quartiles(Quantile(values, 0.25), Quantile(values, 0.5), Quantile(values, 0.75));
        return new(indicator, own, values.Count, quartiles, StandingOf(indicator, own, quartiles));
    }

    private static PeerStanding StandingOf(Indicator indicator, Figure own, Quartiles peers)
    {
        if (!Counts(own))
        {
            return PeerStanding.Unknown;
        }

        var value = own.Value!.Value;
        var (best, last) = indicator.Direction is Direction.LowerIsBetter ? (-peers.Lower, -peers.Upper) : (peers.Upper, peers.Lower);
        var (good, median) = indicator.Direction is Direction.LowerIsBetter ? (-value, -peers.Median) : (value, peers.Median);
        return good >= best ? PeerStanding.BestQuarter
            : good >= median ? PeerStanding.BetterHalf
            : good > last ? PeerStanding.WorseHalf
            : PeerStanding.LastQuarter;
    }

    private static bool Counts(Figure figure) => figure is { Value: not null, IsSmallSample: false };

    /// <summary>Between the two nearest ranks in proportion: mostly no single peer's value.</summary>
    private static double Quantile(List<double> rising, double share)
    {
        var at = share * (rising.Count - 1);
        var below = (int)at;
        return below + 1 < rising.Count ? rising[below] + ((at - below) * (rising[below + 1] - rising[below])) : rising[below];
    }
}
