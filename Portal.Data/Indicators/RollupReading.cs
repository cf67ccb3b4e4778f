using System.Globalization;
using Portal.Data.Ledgers;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Results;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>How much a report tells of each single enterprise; its totals are always whole.</summary>
public enum SummaryDepth
{
    /// <summary>For a screen: no quantiles and no limits by enterprise, which are most of the work in a province.</summary>
    Screen,

    /// <summary>For an export: every figure of every enterprise.</summary>
    Full,
}

/// <summary>What the rollups say of the enterprises of a scope, as <see cref="IndicatorStore"/> reads them.</summary>
public sealed record RollupReading
{
    public required MonthSpan Period { get; init; }

    public required IReadOnlyList<SubjectEnterprise> Enterprises { get; init; }

    /// <summary>Counts of the period by enterprise.</summary>
    public required IReadOnlyList<CountsRow> Counts { get; init; }

    public required SummaryDepth Depth { get; init; }

    /// <summary>Days from dispatch to feedback in rising order; by enterprise in full depth, else of all together.</summary>
    public required IReadOnlyList<HandlingRow> Handling { get; init; }

    /// <summary>By enterprise in full depth, else of all together.</summary>
    public required IReadOnlyList<LimitRow> Limits { get; init; }

    /// <summary>Limits with verdicts that no shipped set has, by id.</summary>
    public IReadOnlyDictionary<string, LimitIndicator> LocalLimits { get; init; } = new Dictionary<string, LimitIndicator>();

    public required IReadOnlyList<SliceRow> Slices { get; init; }

    public required IReadOnlyList<CountsRow> PreviousCounts { get; init; }

    /// <summary>Of all enterprises together.</summary>
    public required IReadOnlyList<HandlingRow> PreviousHandling { get; init; }

    /// <summary>Of all enterprises together.</summary>
    public required IReadOnlyList<LimitRow> PreviousLimits { get; init; }

    /// <summary>The same months a year before.</summary>
    public IReadOnlyList<CountsRow> YearBeforeCounts { get; init; } = [];

    /// <summary>By enterprise; empty enterprises have none.</summary>
    public IReadOnlyList<HouseholdRow> Households { get; init; } = [];

    public IReadOnlyList<HouseholdRow> PreviousHouseholds { get; init; } = [];

    public IReadOnlyList<HouseholdRow> YearBeforeHouseholds { get; init; } = [];

    /// <summary>What published spot checks found, by campaign and enterprise.</summary>
    public IReadOnlyList<CheckCount> Checks { get; init; } = [];

    public IReadOnlyList<CheckCount> PreviousChecks { get; init; } = [];

    public IReadOnlyList<MethodChange> Changes { get; init; } = [];

    /// <summary>Counts of all enterprises together, by month: of the period and of the trend.</summary>
    public required IReadOnlyList<TrendRow> Months { get; init; }

    /// <summary>Those of the place the report is of.</summary>
    public HeatingSeasons Seasons { get; init; } = HeatingSeasons.Default;

    /// <summary>Of the last month of the period.</summary>
    public required IReadOnlyList<FilingLineItem> Filings { get; init; }
}

/// <summary>An enterprise as a report names it.</summary>
public sealed record SubjectEnterprise
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string JurisdictionCode { get; init; }

    /// <summary>In the order of <see cref="Sector"/>.</summary>
    public IReadOnlyList<Sector> Sectors =>
        [.. SectorCodes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => (Sector)int.Parse(code, CultureInfo.InvariantCulture)).Order()];

    internal string SectorCodes { get; init; } = "";
}

/// <summary>The counts that every rollup of a month carries.</summary>
public abstract record RollupCounts
{
    public long Cases { get; init; }

    public long CompleteCases { get; init; }

    public long FedBack { get; init; }

    public long FedBackInTime { get; init; }

    public long FeedbackOverdue { get; init; }

    public long Closed { get; init; }

    public long ClosingOverdue { get; init; }

    public long Handled { get; init; }

    public long HandlingMinutes { get; init; }

    public long Rated { get; init; }

    public long Satisfied { get; init; }

    public long Reopened { get; init; }

    public long RatingPoints { get; init; }

    public long CallBacks { get; init; }

    public long CallBacksReached { get; init; }

    public long Dispatches { get; init; }

    public long DispatchesInTime { get; init; }
}

/// <summary>The households of one enterprise. Their numbers are null over more than one month, unless counted from the rows.</summary>
public sealed record HouseholdRow
{
    public required string EnterpriseCode { get; init; }

    public long SolvedAtOnce { get; init; }

    public long? Households { get; init; }

    public long? RepeatHouseholds { get; init; }
}

public sealed record CountsRow : RollupCounts
{
    public required string EnterpriseCode { get; init; }

    /// <summary>Cases of the classes that count for the rate by households.</summary>
    public long CountedCases { get; init; }

    /// <summary>As in force at the end of the period; null where none were declared.</summary>
    public long? Households { get; init; }

    public long? HeatedSquareMetres { get; init; }
}

public sealed record SliceRow : RollupCounts
{
    public required RollupSlice Slice { get; init; }

    public required int Code { get; init; }
}

public sealed record TrendRow : RollupCounts
{
    public required string Month { get; init; }
}

public sealed record HandlingRow
{
    public string? EnterpriseCode { get; init; }

    public required int DayTenths { get; init; }

    public required long Cases { get; init; }
}

public sealed record LimitRow
{
    public string? EnterpriseCode { get; init; }

    public required string RuleId { get; init; }

    public long Met { get; init; }

    public long Late { get; init; }

    public long OpenInTime { get; init; }

    public long OpenOverdue { get; init; }

    public long NotApplicable { get; init; }

    public long Undeterminable { get; init; }
}
