namespace Portal.Data.Indicators.Desk;

/// <param name="Cumulative">Cases of this and all greater parts.</param>
public sealed record ParetoBar<T>(T Key, long Cases, long Cumulative)
{
    public double ShareOf(long total) => total == 0 ? 0 : (double)Cases / total;

    public double CumulativeShareOf(long total) => total == 0 ? 0 : (double)Cumulative / total;
}

/// <summary>Parts of a whole in falling order with their running total: which few make up most of it. Pure.</summary>
/// <param name="Bars">Greatest first; equal ones in the order given.</param>
public sealed record Pareto<T>(IReadOnlyList<ParetoBar<T>> Bars, long Total)
{
    /// <summary>The share that a few are to make up before it is worth a sentence.</summary>
    public const double Most = 0.75;

    /// <summary>How many of the greatest make up at least <see cref="Most"/> of the whole; 0 when there is none.</summary>
    public int Few => Total == 0 ? 0 : Bars.TakeWhile(bar => bar.Cumulative - bar.Cases < Total * Most).Count();
}

public static class ParetoRules
{
    /// <param name="parts">In any order; empty ones are left out.</param>
    public static Pareto<T> Of<T>(IEnumerable<(T Key, long Cases)> parts)
    {
        var running = 0L;
        var bars = parts.Where(part => part.Cases > 0).OrderByDescending(part => part.Cases)
            .Select(part => new ParetoBar<T>(part.Key, part.Cases, running += part.Cases)).ToList();
        return new(bars, running);
    }
}
