using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>How long the period of a report is.</summary>
public enum SummarySpan
{
    Month,

    /// <summary>From one month to another.</summary>
    Range,

    /// <summary>采暖期.</summary>
    Season,

    /// <summary>The calendar year.</summary>
    Year,
}

/// <summary>
/// The period of a report, told by the month at its end. Ledgers are filed by month, so a heating season is the whole months
/// that it touches (a local default).
/// </summary>
/// <param name="Season">Where the span is one.</param>
public sealed record SummaryPeriod(SummarySpan Span, MonthSpan Months, HeatingSeason? Season)
{
    /// <summary>Of a range.</summary>
    public const int MostMonths = 60;

    /// <param name="span">How long.</param>
    /// <param name="month">The month chosen: the last of a range; within the season or the year.</param>
    /// <param name="from">First month of a range.</param>
    /// <param name="seasons">Those of the jurisdiction of the report.</param>
    public static SummaryPeriod Of(SummarySpan span, DateOnly month, DateOnly? from, HeatingSeasons seasons)
    {
        switch (span)
        {
            case SummarySpan.Range when from is { } first && first <= month && first.AddMonths(MostMonths) > month:
                return new(span, new(first, month), null);
            case SummarySpan.Year:
                return new(span, new(new(month.Year, 1, 1), new(month.Year, 12, 1)), null);
            case SummarySpan.Season:
                var season = SeasonOf(month, seasons);
                return new(span, new(season.From, season.To), season);
            default:
                return new(SummarySpan.Month, MonthSpan.Of(month), null);
        }
    }

    /// <summary>The season that the month touches, or else the last one before it.</summary>
    private static HeatingSeason SeasonOf(DateOnly month, HeatingSeasons seasons)
    {
        var starting = seasons.Starting(month.Year);
        return starting.From < new DateOnly(month.Year, month.Month, 1).AddMonths(1) ? starting : seasons.Starting(month.Year - 1);
    }
}
