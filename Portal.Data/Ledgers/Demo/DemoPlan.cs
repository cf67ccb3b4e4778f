namespace Portal.Data.Ledgers.Demo;

public enum DemoScale
{
    /// <summary>One league with 5 banners and 12 enterprises.</summary>
    Small,

    /// <summary>A province of 14 cities and 100 counties with 647 enterprises (S4-02).</summary>
    Province,
}

/// <summary>
/// What synthetic data to make. The same plan always gives the same data; places, enterprises, people and
/// telephone numbers in it do not exist.
/// </summary>
public sealed record DemoPlan
{
    private const int SmallRows = 20_000;
    private const int ProvinceRows = 189_000; // the complaints of one season in S4

    public DemoScale Scale { get; init; }

    /// <summary>How many cases are received in all months together; null for what the scale suggests.</summary>
    public int? Rows { get; init; }

    public int Seed { get; init; } = 20251101;

    /// <summary>First day of the first month.</summary>
    public DateOnly FirstMonth { get; init; } = new(2025, 11, 1);

    public int Months { get; init; } = 6;

    public int Cases => Rows ?? (Scale is DemoScale.Province ? ProvinceRows : SmallRows);

    public DateOnly LastMonth => FirstMonth.AddMonths(Months - 1);

    /// <summary>Ledger wall-clock time after the last filing: the moment at which the story stops.</summary>
    public DateTime EndsAt => FirstMonth.AddMonths(Months).AddDays(19).ToDateTime(new(18, 0));

    internal DateOnly Month(int index) => FirstMonth.AddMonths(index);
}
