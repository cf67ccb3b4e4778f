namespace Portal.Data.SpotChecks.Results;

/// <summary>One drawn object as an estimate sees it.</summary>
/// <param name="Weight">How many objects of the frame it stands for: the inverse of its chance to be drawn.</param>
/// <param name="IsEligible">False for what turned out not to belong into the frame.</param>
/// <param name="IsYes">The answer; null when there is none.</param>
public sealed record DrawnUnit(string Stratum, double Weight, bool IsEligible, bool? IsYes);

/// <summary>A share of the frame, estimated from the answers, with the interval of 95 % confidence.</summary>
public sealed record Estimate
{
    /// <summary>Below this many answers a share says too little to be shown alone.</summary>
    public const int SmallestSample = 10;

    /// <summary>Answers, m.</summary>
    public required int Answers { get; init; }

    /// <summary>Answers of yes, without weights.</summary>
    public required int Yes { get; init; }

    /// <summary>0 to 1; null without an answer.</summary>
    public double? Share { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>How many answers of a simple draw from an endless frame would tell as much; infinite when the whole frame has answered.</summary>
    public double? EffectiveSize { get; init; }

    /// <summary>The share of the frame's objects whose stratum has answers: the estimate speaks of these only.</summary>
    public double? Covered { get; init; }

    public bool IsSmall => Answers < SmallestSample;
}

/// <summary>
/// Estimates shares of the frame from a stratified sample (docs/spot-checks.md#results): answers of a stratum stand also for
/// its drawn objects without an answer; the interval is Wilson's, over the size that the design and the finite frame leave. Pure.
/// </summary>
public static class EstimateRules
{
    /// <summary>Of the normal distribution, for 95 %.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>The greatest variance a yes or no can have: taken where one answer alone shows none.</summary>
    private const double GreatestVariance = 0.25;

    public static Estimate Of(IReadOnlyCollection<DrawnUnit> units)
    {
        var strata = units.Where(unit => unit.IsEligible).GroupBy(unit => unit.Stratum, StringComparer.Ordinal).Select(Stratum.Of).ToList();
        var answered = strata.Where(stratum => stratum.Answers > 0).ToList();
        var answers = answered.Sum(stratum => stratum.Answers);
        var yes = answered.Sum(stratum => stratum.Yes);
        if (answers == 0)
        {
            return new() { Answers = 0, Yes = 0 };
        }

        var size = answered.Sum(stratum => stratum.Size);
        var share = Math.Clamp(answered.Sum(stratum => stratum.WeightOfYes) / size, 0, 1);

        // Two sizes, and the smaller of both: the first does not know how the strata differ, the second sees no variance
        // where all answers of a stratum are alike.
        var byWeights = answered.Sum(stratum => stratum.WeightSquares * stratum.Left) / (size * size);
        var byVariance = answered.Sum(stratum => stratum.VarianceAround(share)) / (size * size);
        var variance = Math.Max(byVariance, share * (1 - share) * byWeights);
        var effective = byWeights <= 0 ? double.PositiveInfinity
            : share is > 0 and < 1 ? share * (1 - share) / variance
            : 1 / byWeights;
        var (low, high) = Interval(share, effective);
        return new()
        {
            Answers = answers,
            Yes = yes,
            Share = share,
            Low = low,
            High = high,
            EffectiveSize = effective,
            Covered = size / strata.Sum(stratum => stratum.Size),
        };
    }

    /// <summary>Wilson's interval: it stays within 0 and 1, and has a width where every answer is alike.</summary>
    public static (double Low, double High) Interval(double share, double size)
    {
        if (double.IsPositiveInfinity(size))
        {
            return (share, share);
        }

        var shrink = 1 + (Z * Z / size);
        var middle = (share + (Z * Z / (2 * size))) / shrink;
        var half = Z / shrink * Math.Sqrt((share * (1 - share) / size) + (Z * Z / (4 * size * size)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <param name="Size">Objects of the frame it stands for, N_h, without those that do not belong.</param>
    /// <param name="Weights">Of those with an answer, raised so that they stand for all.</param>
    private sealed record Stratum(double Size, IReadOnlyList<(double Weight, bool IsYes)> Weights)
    {
        public int Answers => Weights.Count;

        public int Yes => Weights.Count(one => one.IsYes);

        public double WeightOfYes => Weights.Where(one => one.IsYes).Sum(one => one.Weight);

        public double WeightSquares => Weights.Sum(one => one.Weight * one.Weight);

        /// <summary>What is left to chance after the finite population correction, 1 − m_h / N_h.</summary>
        public double Left => Math.Max(0, 1 - (Answers / Size));

        public static Stratum Of(IEnumerable<DrawnUnit> drawn)
        {
            var units = drawn.ToList();
            var size = units.Sum(unit => unit.Weight);
            var answered = units.Where(unit => unit.IsYes is not null).ToList();
            var raise = answered.Count == 0 ? 0 : size / answered.Sum(unit => unit.Weight);
            return new(size, [.. answered.Select(unit => (unit.Weight * raise, unit.IsYes!.Value))]);
        }

        /// <summary>The part of this stratum in the variance of the weighted total around the share.</summary>
        public double VarianceAround(double share)
        {
            if (Answers == 1)
            {
                return Left * WeightSquares * GreatestVariance;
            }

            var errors = Weights.Select(one => one.Weight * ((one.IsYes ? 1 : 0) - share)).ToList();
            var mean = errors.Average();
            return Left * Answers / (Answers - 1) * errors.Sum(error => (error - mean) * (error - mean));
        }
    }
}
