namespace Portal.Data.SpotChecks.Schedules;

/// <summary>How often a campaign comes again. Stored as its number.</summary>
public enum Recurrence
{
    Weekly = 1, // 每周
    Monthly = 2, // 每月
}

/// <summary>Why a schedule is not taken.</summary>
public enum ScheduleFault
{
    None,

    /// <summary>There is no such campaign or schedule within the actor's scope.</summary>
    NotFound,

    /// <summary>The actor's role does not do this.</summary>
    NotAllowed,

    /// <summary>Only what was frozen can be repeated: until then the plan may still change. A list of cases is of one time.</summary>
    NotRepeatable,

    /// <summary>Days 1 to 7 of a week or 1 to 28 of a month, the last not before the first.</summary>
    Window,

    /// <summary>1 to 60 days of field work.</summary>
    FieldDays,
}

/// <summary>What a schedule is to be.</summary>
/// <param name="WindowFrom">Day of the week, Monday 1, or of the month.</param>
/// <param name="WindowTo">The last day on which it may begin.</param>
/// <param name="FieldDays">How long the field work may take.</param>
/// <param name="FromDay">Nothing begins before this day.</param>
public sealed record ScheduleDraft(Recurrence Every, int WindowFrom, int WindowTo, int FieldDays, bool IsHeatingSeasonOnly, DateOnly FromDay);

/// <summary>
/// A campaign that comes again (周期抽检计划), at a moment of each period that nobody knows before (S0-63, S0-64). Never
/// changed: it is ended, and another takes its place.
/// </summary>
public sealed record CampaignSchedule
{
    public required long Id { get; init; }

    public required string JurisdictionCode { get; init; }

    /// <summary>The campaign that is repeated, with its plan and questionnaire.</summary>
    public required long TemplateId { get; init; }

    /// <summary>The template's name.</summary>
    public required string Name { get; init; }

    public required Recurrence Every { get; init; }

    public required int WindowFrom { get; init; }

    public required int WindowTo { get; init; }

    public required int FieldDays { get; init; }

    public required bool IsHeatingSeasonOnly { get; init; }

    public required DateOnly FromDay { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTime CreatedAtUtc { get; init; }

    public string? EndedBy { get; init; }

    public DateTime? EndedAtUtc { get; init; }
}

/// <summary>One period of a schedule.</summary>
public sealed record CampaignRun
{
    public required long Id { get; init; }

    public required long ScheduleId { get; init; }

    /// <summary>First day of the week or month.</summary>
    public required DateOnly Period { get; init; }

    /// <summary>Wall-clock time of the ledgers. Drawn when the period begins, and told to nobody before it has come.</summary>
    public required DateTime BeginsAt { get; init; }

    /// <summary>Null before it has begun, and where it was missed.</summary>
    public long? CampaignId { get; init; }

    /// <summary>Why it went no further; the campaign stands where it came to.</summary>
    public Campaigns.CampaignFault? Fault { get; init; }

    public DateTime? DoneAtUtc { get; init; }
}
