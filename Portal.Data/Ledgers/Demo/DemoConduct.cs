namespace Portal.Data.Ledgers.Demo;

/// <summary>How an enterprise of the demonstration behaves: each rate is the share of cases or of limits it concerns.</summary>
internal sealed record DemoConduct
{
    public static readonly DemoConduct Ordinary = new();

    public static readonly DemoConduct Good = new() { Late = 0.006, Gaps = 0.002, Stalled = 0.002, Unhappy = 0.015, CalledBack = 0.97 };

    public static readonly DemoConduct Poor = new()
    {
        Late = 0.17,
        Gaps = 0.075,
        Stalled = 0.06,
        Unhappy = 0.22,
        CalledBack = 0.6,
        Volume = 1.2,
        IsLateFiler = true,
        GivesOneReply = true,
    };

    /// <summary>A new network of which few complain: with it, five others of its trade and size stand beside the first enterprise.</summary>
    public static readonly DemoConduct Quiet = new() { Volume = 0.8 };

    /// <summary>Writes down arrivals just inside the limit.</summary>
    public static readonly DemoConduct Heaping = new() { Heaped = 0.4 };

    /// <summary>Files nothing for the last month.</summary>
    public static readonly DemoConduct Silent = new() { SkipsLastMonth = true };

    /// <summary>Files one month with faults, is refused, and files again.</summary>
    public static readonly DemoConduct Careless = new() { Gaps = 0.02, FilesFaults = true };

    public double Late { get; init; } = 0.026;

    public double Gaps { get; init; } = 0.010;

    public double Stalled { get; init; } = 0.012;

    public double Unhappy { get; init; } = 0.055;

    public double CalledBack { get; init; } = 0.86;

    public double Heaped { get; init; }

    public double Volume { get; init; } = 1;

    public bool IsLateFiler { get; init; }

    public bool GivesOneReply { get; init; }

    public bool SkipsLastMonth { get; init; }

    public bool FilesFaults { get; init; }
}
