namespace Portal.Data.Warnings;

/// <summary>
/// Upper tails of counts: how likely a count at least this large is, when so many are expected. Poisson; where the
/// variance is a multiple of the mean, negative binomial. Formulas in docs/warnings.md.
/// </summary>
public static class CountTail
{
    private const double Negligible = 1e-17;

    // Lanczos' approximation, g = 7, nine terms.
    private static readonly double[] s_lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>P(X ≥ <paramref name="count"/>).</summary>
    /// <param name="mean">Above 0.</param>
    /// <param name="dispersion">Variance over mean; 1 and below is Poisson.</param>
    public static double AtLeast(int count, double mean, double dispersion = 1)
    {
        if (count <= 0)
        {
            return 1;
        }

        // Below the mean the rest is summed instead: the tail itself would lose nothing, but take longer.
        return count > mean
            ? Math.Min(1, Sum(count, mean, dispersion, upwards: true))
            : Math.Max(0, 1 - Sum(count - 1, mean, dispersion, upwards: false));
    }

    /// <summary>The smallest count that is less likely than <paramref name="probability"/>.</summary>
    public static int Limit(double probability, double mean, double dispersion = 1)
    {
        var high = 1;
        while (AtLeast(high, mean, dispersion) >= probability)
        {
            high *= 2;
        }

        var low = high / 2;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = AtLeast(middle, mean, dispersion) >= probability ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Sum(int from, double mean, double dispersion, bool upwards)
    {
        var isPoisson = dispersion <= 1 + 1e-9;
        var size = isPoisson ? 0 : mean / (dispersion - 1);
        var keep = isPoisson ? 0 : (dispersion - 1) / dispersion;
        var term = Math.Exp(isPoisson
            ? (from * Math.Log(mean)) - mean - LogGamma(from + 1)
            : LogGamma(from + size) - LogGamma(from + 1) - LogGamma(size) - (size * Math.Log(dispersion)) + (from * Math.Log(keep)));
        var sum = term;
        for (var count = from; upwards ? term > sum * Negligible : count > 0; count += upwards ? 1 : -1)
        {
            var step = isPoisson
                ? mean / (upwards ? count + 1 : count)
                : keep * (upwards ? (count + size) / (count + 1) : (count - 1 + size) / count);
            term = upwards ? term * step : term / step;
            sum += term;
        }

        return sum;
    }

    private static double LogGamma(double value)
    {
        if (value < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * value))) - LogGamma(1 - value);
        }

        value--;
        var sum = s_lanczos[0];
        for (var term = 1; term < s_lanczos.Length; term++)
        {
            sum += s_lanczos[term] / (value + term);
        }

        var shifted = value + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((value + 0.5) * Math.Log(shifted)) - shifted + Math.Log(sum);
    }
}
