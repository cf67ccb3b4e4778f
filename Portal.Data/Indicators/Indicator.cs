using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>How the value of a figure reads.</summary>
public enum IndicatorUnit
{
    /// <summary>A count of cases.</summary>
    Cases,

    /// <summary>A share from 0 to 1, shown as a percentage.</summary>
    Share,

    /// <summary>Days of 24 hours.</summary>
    Days,

    /// <summary>Cases per ten thousand households.</summary>
    PerTenThousand,
}

public enum Direction
{
    None,
    HigherIsBetter,
    LowerIsBetter,
}

/// <summary>
/// A figure as it is defined, once for screen, export and command line (requirements §6): its words, its source and
/// how it comes from the sums. A changed definition is a new version.
/// </summary>
public sealed record Indicator
{
    /// <summary>Stable; part of exports and addresses.</summary>
    public required string Id { get; init; }

    public int Version { get; init; } = 1;

    public required LimitText Name { get; init; }

    public required LimitText Formula { get; init; }

    /// <summary>What is counted above the line.</summary>
    public required LimitText Numerator { get; init; }

    /// <summary>What is counted below the line; null for a plain count.</summary>
    public LimitText? Denominator { get; init; }

    public required IndicatorUnit Unit { get; init; }

    public required Direction Direction { get; init; }

    /// <summary>Requirement ids.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Whether no source states the formula, so that it is shown as a local default (requirements §5.3).</summary>
    public bool IsLocalDefault { get; init; } = true;

    public required Func<FigureSums, Counted> Count { get; init; }

    public Figure Of(FigureSums sums)
    {
        var (numerator, denominator, value) = Count(sums);
        return new(Id, numerator, denominator, value);
    }

    /// <summary>What a definition makes of the sums.</summary>
    public readonly record struct Counted(long Numerator, long? Denominator, double? Value)
    {
        public static Counted Cases(long cases) => new(cases, null, cases);

        /// <summary>Divides once and whole numbers only, so that equal ratios are equal values and tie in a ranking.</summary>
        public static Counted Rate(long numerator, long denominator, long times = 1, long dividedBy = 1) =>
            new(numerator, denominator, denominator == 0 ? null : (double)(numerator * times) / (denominator * dividedBy));
    }
}
