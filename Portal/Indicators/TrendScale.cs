namespace Portal.Indicators;

/// <summary>The axis of a chart: round steps around the values, at most six of them.</summary>
public sealed record TrendScale
{
    private static readonly double[] s_steps = [1, 2, 2.5, 5, 10];

    private TrendScale(double from, double to, double step) => (From, To, Step) = (from, to, step);

    public double From { get; }

    public double To { get; }

    public double Step { get; }

    public IEnumerable<double> Ticks
    {
        get
        {
            var count = (int)Math.Round((To - From) / Step);
            return Enumerable.Range(0, count + 1).Select(index => From + (index * Step));
        }
    }

    /// <param name="values">At least one.</param>
    /// <param name="ceiling">What no value can exceed, such as 100 %; the axis ends there.</param>
    public static TrendScale Around(IReadOnlyCollection<double> values, double? ceiling)
    {
        var (least, greatest) = (values.Min(), values.Max());
        // A count is drawn from zero; a share may be drawn from where it lies, because its axis says so.
        var from = ceiling is null ? 0 : Math.Max(0, least - ((greatest - least) * 0.5) - 1);
        var to = Math.Max(ceiling is null ? greatest : Math.Min(ceiling.Value, greatest + 1), from + 1);
        var rough = (to - from) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = s_steps.Select(item => item * power).First(item => item >= rough * 0.999);
        from = Math.Floor(from / step) * step;
        to = Math.Ceiling((to - (step * 1e-9)) / step) * step;
        return new(from, ceiling is { } most ? Math.Min(most, to) : to, step);
    }

    /// <summary>Where a value stands, 0 at the bottom and 100 at the top.</summary>
    public double Percent(double value) => (value - From) * 100 / (To - From);
}
