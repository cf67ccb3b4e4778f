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

    /// <summary>Cases per ten thousand square metres heated.</summary>
    PerTenThousandSquareMetres,

    /// <summary>Points of a rating or of a score.</summary>
    Points,
}

public enum Direction
{
    None,
    HigherIsBetter,
    LowerIsBetter,
}

/// <summary>Whom a figure can be of (requirements §10 no. 5).</summary>
public enum SubjectKind
{
    Enterprise,
    Authority,
    Jurisdiction,
}

/// <summary>One wording of a definition.</summary>
/// <param name="EffectiveFrom">The first day for whose cases it holds.</param>
/// <param name="Change">What it says otherwise than the version before; null for the first.</param>
public sealed record IndicatorVersion(int Number, DateOnly EffectiveFrom, LimitText? Change);

/// <summary>
/// A figure as it is defined, once for screen, export and command line (requirements §6): its words, its source and
/// how it comes from the sums. A changed definition is a new version.
/// </summary>
public sealed record Indicator
{
    /// <summary>The day from which the first wordings hold.</summary>
    public static readonly DateOnly Beginning = new(2025, 1, 1);

    private static readonly IReadOnlyList<IndicatorVersion> s_first = [new(1, Beginning, null)];

    /// <summary>Stable; part of exports and addresses.</summary>
    public required string Id { get; init; }

    /// <summary>The number of the wording in force.</summary>
    public int Version => Versions[^1].Number;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<IndicatorVersion> Versions { get; init; } = s_first;

    public required LimitText Name { get; init; }

    public required LimitText Formula { get; init; }

    /// <summary>What is counted above the line.</summary>
    public required LimitText Numerator { get; init; }

    /// <summary>What is counted below the line; null for a plain count.</summary>
    public LimitText? Denominator { get; init; }

    /// <summary>What is left out, and why; null where nothing is.</summary>
    public LimitText? Exclusions { get; init; }

    /// <summary>Which request classes count (requirements §5.2 no. 15).</summary>
    public LimitText CountingRule { get; init; } = IndicatorWords.EveryClass;

    public required IndicatorUnit Unit { get; init; }

    public required Direction Direction { get; init; }

    /// <summary>Requirement ids.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    public IReadOnlyList<SubjectKind> Subjects { get; init; } = [SubjectKind.Enterprise, SubjectKind.Authority, SubjectKind.Jurisdiction];

    /// <summary>Whether no source states the formula, so that it is shown as a local default (requirements §5.3).</summary>
    public bool IsLocalDefault { get; init; } = true;

    /// <summary>Why there is no figure yet; null where there is one. Shown so, never as 0.</summary>
    public LimitText? NotCollected { get; init; }

    public required Func<FigureSums, Counted> Count { get; init; }

    public Figure Of(FigureSums sums)
    {
        var (numerator, denominator, value) = Count(sums);
        return new(Id, numerator, denominator, value) { IsShare = Unit is IndicatorUnit.Share };
    }

    /// <summary>What a definition makes of the sums.</summary>
    public readonly record struct Counted(long Numerator, long? Denominator, double? Value)
    {
        public static Counted Cases(long cases) => new(cases, null, cases);

        /// <summary>Nothing is known: neither 0 nor a share.</summary>
        public static Counted Unknown => new(0, 0, null);

        /// <summary>Divides once and whole numbers only, so that equal ratios are equal values and tie in a ranking.</summary>
        public static Counted Rate(long numerator, long denominator, long times = 1, long dividedBy = 1) =>
            new(numerator, denominator, denominator == 0 ? null : (double)(numerator * times) / (denominator * dividedBy));
    }
}
