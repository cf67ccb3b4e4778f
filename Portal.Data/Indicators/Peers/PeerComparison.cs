using Portal.Data.Registry;

namespace Portal.Data.Indicators.Peers;

/// <summary>Where half and a quarter of the peers lie, in the unit of the indicator. Never a single peer's name.</summary>
/// <param name="Lower">A quarter of the values lie at or below it.</param>
/// <param name="Upper">A quarter of the values lie at or above it.</param>
public sealed record Quartiles(double Lower, double Median, double Upper);

/// <summary>Where an enterprise stands among its peers.</summary>
public enum PeerStanding
{
    /// <summary>Its own figure is missing or too small a sample.</summary>
    Unknown,
    BestQuarter,
    BetterHalf,
    WorseHalf,
    LastQuarter,
}

/// <param name="Own">The enterprise's figure.</param>
/// <param name="Peers">How many others have a figure that counts.</param>
/// <param name="Quartiles">Null with fewer than <see cref="PeerRules.FewestPeers"/>.</param>
/// <param name="Standing">Null without quartiles.</param>
public sealed record PeerFigure(Indicator Indicator, Figure Own, int Peers, Quartiles? Quartiles, PeerStanding? Standing);

/// <summary>The peers of an enterprise in one trade: same sector, same size, same league or else province.</summary>
/// <param name="Area">The jurisdiction the peers lie in.</param>
public sealed record PeerComparison(Sector Sector, SizeBand Band, Jurisdiction Area, IReadOnlyList<PeerFigure> Figures);
