namespace Portal.Data.Ledgers.Rejudging;

/// <summary>An explicit run in which a leader has filed rows judged again by what is known now, with its reason.</summary>
public sealed record RejudgingRun
{
    public required long Id { get; init; }

    public required string JurisdictionCode { get; init; }

    /// <summary>As <c>yyyy-MM</c>.</summary>
    public required string FromMonth { get; init; }

    public required string ToMonth { get; init; }

    /// <summary>The rows are judged by what had been decided up to then.</summary>
    public required DateTime RulesAsOfUtc { get; init; }

    /// <summary>Ledger wall-clock time of the judging.</summary>
    public required DateTime JudgedAt { get; init; }

    public required string Reason { get; init; }

    public required string StartedBy { get; init; }

    public required DateTime StartedAtUtc { get; init; }

    /// <summary>Null while months of enterprises are still to do: the run goes on where it stopped.</summary>
    public DateTime? FinishedAtUtc { get; init; }

    /// <summary>Months of enterprises in all.</summary>
    public required int Parts { get; init; }

    public required int PartsDone { get; init; }

    public required int RowsJudged { get; init; }

    public required int RowsChanged { get; init; }
}

/// <summary>What the run did to one month under one rule; the counts are indexed by <see cref="TimeLimits.Verdict"/>.</summary>
public sealed record RejudgedMonth(string Month, int RowsJudged, int RowsChanged, IReadOnlyList<RuleComparison> Rules);

/// <summary>What to judge again.</summary>
/// <param name="From">Any day of the first month.</param>
/// <param name="To">Any day of the last month.</param>
public sealed record RejudgingRequest(string JurisdictionCode, DateOnly From, DateOnly To, string Reason)
{
    /// <summary>Whether the months are in order, and not more than one run judges.</summary>
    public static bool IsSpan(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month + 1 is >= 1 and <= Rejudger.MostMonths;
}

public enum RejudgingFault
{
    None,
    NotAllowed,

    /// <summary>The jurisdiction is not the actor's, or there is none of that code.</summary>
    OutOfScope,

    /// <summary>The last month lies before the first, or there are more than can be judged in one run.</summary>
    Months,

    /// <summary>A reason of a few words at least.</summary>
    Reason,

    /// <summary>No row is filed there.</summary>
    NoRows,
}
