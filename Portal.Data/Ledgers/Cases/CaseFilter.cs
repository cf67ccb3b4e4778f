using Portal.Data.Access;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Cases;

/// <summary>Which cases to list; only rows that count are found. What is null or empty narrows nothing.</summary>
public sealed record CaseFilter
{
    /// <summary>Whose cases may be listed at all.</summary>
    public required EnterpriseScope Scope { get; init; }

    /// <summary>First month of 受理; a day of it.</summary>
    public DateOnly? FromMonth { get; init; }

    public DateOnly? ToMonth { get; init; }

    public Channel? Channel { get; init; }

    public RequestClass? RequestClass { get; init; }

    /// <summary>Any of these request classes.</summary>
    public IReadOnlyList<RequestClass> RequestClasses { get; init; } = [];

    /// <summary>Only cases of enterprises whose households are known at the end of the months asked for.</summary>
    public bool HasHouseholds { get; init; }

    public ComplaintType? ComplaintType { get; init; }

    public Urgency? Urgency { get; init; }

    public CaseGrade? Grade { get; init; }

    /// <summary>Any of these grades.</summary>
    public IReadOnlyList<CaseGrade> Grades { get; init; } = [];

    public CaseOutcome? Outcome { get; init; }

    public RatingFilter? Rating { get; init; }

    public VerdictFilter? Verdict { get; init; }

    /// <summary>The rule whose limit was not kept: late, or still open after it.</summary>
    public string? MissedRule { get; init; }

    /// <summary>Any of these states of feedback.</summary>
    public IReadOnlyList<DueState> Feedback { get; init; } = [];

    /// <summary>Any of these states of closing.</summary>
    public IReadOnlyList<DueState> Closing { get; init; } = [];

    public bool? IsComplete { get; init; }

    /// <summary>Whether the figure 办件天数 counts the case.</summary>
    public bool? IsHandled { get; init; }

    /// <summary>Whether it was taken up again after it was closed (<see cref="ReopenRules"/>).</summary>
    public bool? IsReopened { get; init; }

    /// <summary>Words within 投诉内容.</summary>
    public string? Text { get; init; }

    /// <summary>How the case number begins.</summary>
    public string? CaseNo { get; init; }

    /// <summary>小区, whole.</summary>
    public string? Community { get; init; }

    /// <summary>责任归属, whole; empty for cases in which it is not filled in.</summary>
    public string? Responsibility { get; init; }

    /// <summary>二级类型, whole; empty for cases in which it is not filled in.</summary>
    public string? SubType { get; init; }

    /// <summary>The whole number; compared by its hash.</summary>
    public string? Phone { get; init; }

    /// <summary>The filing that the rows came with.</summary>
    public long? FilingId { get; init; }
}

/// <summary>A verdict of one limit.</summary>
public sealed record VerdictFilter(string RuleId, Verdict Verdict);

public enum RatingFilter
{
    Satisfied,
    Dissatisfied,

    /// <summary>Rated either way: below the line of 满意率.</summary>
    Rated,

    /// <summary>Not rated, or the cell was empty.</summary>
    NotRated,
}

public enum CaseSort
{
    ReceivedAt,
    CaseNo,
    Enterprise,
    HandlingMinutes,
}
