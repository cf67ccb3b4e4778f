using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Warnings;

/// <summary>Everything the rules look at for one enterprise, at one time.</summary>
public sealed record WarningInput
{
    /// <summary>
    /// The oldest days that are looked at for new spikes and words, counted back from the evaluation. A month is filed in
    /// the next one, so two months reach back to the first day of what was filed last.
    /// </summary>
    public const int LookbackDays = 62;

    private const int LateFilingDays = 92;
    private const int FirstMonthOfYear = 7;

    public required IReadOnlyList<Sector> Sectors { get; init; }

    /// <summary>Ledger wall-clock time.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>Rows that count, received from <see cref="From"/> to <see cref="AsOf"/>, oldest first.</summary>
    public required IReadOnlyList<WarningFact> Facts { get; init; }

    /// <summary>The heating season a day lies in.</summary>
    public required HeatingSeasons Seasons { get; init; }

    /// <summary>Cases per day, with years before.</summary>
    public required DailyCounts Daily { get; init; }

    /// <summary>Cases per month and kind of channel, of this enterprise and of its neighbours.</summary>
    public required SilenceFacts Months { get; init; }

    /// <summary>The first day of the facts: no year of counting is cut, and late filings of the last one are still seen.</summary>
    public DateOnly From => FromOf(AsOf);

    /// <summary>The first day looked at for spikes and words.</summary>
    public DateOnly LookbackFrom => DateOnly.FromDateTime(AsOf).AddDays(-LookbackDays);

    public static DateOnly FromOf(DateTime asOf) => new(YearOf(DateOnly.FromDateTime(asOf).AddDays(-LateFilingDays)), FirstMonthOfYear, 1);

    /// <summary>The year of counting a day lies in, 1 July to 30 June, so that no heating season is cut; a local default.</summary>
    public static int YearOf(DateOnly day) => day.Month >= FirstMonthOfYear ? day.Year : day.Year - 1;
}
