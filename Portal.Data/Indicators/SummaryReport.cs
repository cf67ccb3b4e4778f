using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>The figures of a period and a part of the registry (S0-46, S0-47): what dashboard, export and command line all show.</summary>
public sealed record SummaryReport
{
    public required MonthSpan Period { get; init; }

    /// <summary>All enterprises of the scope, those without a ledger included, by jurisdiction and code.</summary>
    public required IReadOnlyList<EnterpriseFigures> Enterprises { get; init; }

    public required FigureSet Total { get; init; }

    /// <summary>The same months directly before.</summary>
    public required FigureSet PreviousTotal { get; init; }

    /// <summary>The same months a year before: those of <see cref="IndicatorRegistry.WithoutQuantiles"/>.</summary>
    public required FigureSet YearBeforeTotal { get; init; }

    public required IReadOnlyList<SliceFigures<RequestClass>> ByRequestClass { get; init; }

    public required IReadOnlyList<SliceFigures<ComplaintType>> ByComplaintType { get; init; }

    public required IReadOnlyList<SliceFigures<Channel>> ByChannel { get; init; }

    public required IReadOnlyList<SliceFigures<CaseGrade>> ByGrade { get; init; }

    /// <summary>The period cut where heating begins and ends, oldest first; one line for a period that lies in a season, or between two.</summary>
    public required IReadOnlyList<SeasonFigures> BySeason { get; init; }

    /// <summary>By topic across the rules of all sets, in the order of <see cref="LimitTopic"/>.</summary>
    public required IReadOnlyList<TopicFigures> Topics { get; init; }

    /// <summary>By rule id.</summary>
    public required IReadOnlyList<LimitFigures> Limits { get; init; }

    /// <summary>The months that end with the last of the period, oldest first; months without rows have empty figures.</summary>
    public required IReadOnlyList<MonthFigures> Trend { get; init; }

    /// <summary>Where within the trend the method of figures changes, by day.</summary>
    public required IReadOnlyList<MethodChange> Changes { get; init; }

    public int CountOf(FilingStanding standing) => Enterprises.Count(enterprise => enterprise.Filing.Standing == standing);
}

public sealed record EnterpriseFigures
{
    public required SubjectEnterprise Enterprise { get; init; }

    /// <summary>All in full depth, else <see cref="IndicatorRegistry.WithoutQuantiles"/>.</summary>
    public required FigureSet Figures { get; init; }

    /// <summary>Empty unless in full depth.</summary>
    public required IReadOnlyList<LimitFigures> Limits { get; init; }

    /// <summary>For the last month of the period.</summary>
    public required FilingState Filing { get; init; }
}

/// <param name="Figures">Those of <see cref="IndicatorRegistry.OfCounts"/>.</param>
public sealed record SliceFigures<T>(T Key, FigureSet Figures)
    where T : struct, Enum;

/// <summary>A heating season, or the time between two, as far as it lies in the period: whole months, as ledgers are filed.</summary>
/// <param name="Season">Null between seasons.</param>
/// <param name="From">First day of the first month.</param>
/// <param name="To">First day of the last month.</param>
/// <param name="Figures">Those of <see cref="IndicatorRegistry.OfCounts"/>.</param>
public sealed record SeasonFigures(HeatingSeason? Season, DateOnly From, DateOnly To, FigureSet Figures);

/// <param name="Previous">Of the same months directly before; only in the total.</param>
public sealed record LimitFigures(LimitIndicator Indicator, VerdictCounts Counts, Figure Timeliness, Figure? Previous);

/// <param name="Previous">Of the same months directly before.</param>
public sealed record TopicFigures(TopicIndicator Indicator, VerdictCounts Counts, Figure Timeliness, Figure? Previous);

/// <summary>A day from which figures are made otherwise: a trend across it compares what is not quite the same.</summary>
public sealed record MethodChange(DateOnly On, LimitText Words)
{
    /// <summary>Months judged again by later rules: the last of them, by its first day; the others around them were not. Null for a change that lasts.</summary>
    public DateOnly? LastMonth { get; init; }

    /// <summary>The run that judged them, where the scope of the report may see it.</summary>
    public long? RejudgingId { get; init; }
}

/// <summary>A community by its cases in a period.</summary>
/// <param name="Before">Its cases in the months directly before.</param>
public sealed record CommunityFigures(string JurisdictionCode, string Community, long Cases, long Before);

/// <param name="Month">Its first day.</param>
/// <param name="Figures">Those of <see cref="IndicatorRegistry.OfCounts"/>.</param>
public sealed record MonthFigures(DateOnly Month, FigureSet Figures);
