namespace Portal.Data.Indicators;

/// <summary>The shares between which a rate lies (requirements §6): small samples have wide ones.</summary>
/// <param name="Low">0 to 1.</param>
/// <param name="High">0 to 1.</param>
public readonly record struct RateInterval(double Low, double High)
{
    /// <summary>The quantile of the normal distribution that leaves 2.5 % on each side.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The score interval of Wilson at 95 %; unlike the plain one it stays within 0 and 1 and holds for few cases.</summary>
    /// <param name="numerator">0 to <paramref name="denominator"/>.</param>
    /// <param name="denominator">At least 1.</param>
    public static RateInterval Wilson(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, denominator);
        var n = (double)denominator;
        var share = numerator / n;
        var spread = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        var centre = share + (Z * Z / (2 * n));
        var scale = 1 + (Z * Z / n);

        // At the ends the exact bound is the end itself; the division would miss it by a rounding.
        return new(numerator == 0 ? 0 : (centre - spread) / scale, numerator == denominator ? 1 : (centre + spread) / scale);
    }

    public bool Overlaps(RateInterval other) => Low <= other.High && other.Low <= High;
}
