using Portal.Data.SpotChecks.Campaigns;

namespace Portal.Data.SpotChecks.Tasks;

/// <summary>A task as it is listed and opened. Holds nothing of the complainant.</summary>
public sealed record TaskLine
{
    public required long Id { get; init; }

    public required long CampaignId { get; init; }

    public required string CampaignName { get; init; }

    public required CampaignKind Kind { get; init; }

    public required CampaignState CampaignState { get; init; }

    public required string QuestionnaireCode { get; init; }

    public required int QuestionnaireVersion { get; init; }

    public required int DrawOrder { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string EnterpriseName { get; init; }

    public required string EnterpriseNameEn { get; init; }

    public string? Hotline { get; init; }

    public long? RowId { get; init; }

    /// <summary>Null without a row.</summary>
    public string? CaseNo { get; init; }

    public string? Community { get; init; }

    /// <summary>Name of the enterprise's jurisdiction: what an address of its ledger leaves out.</summary>
    public required string Town { get; init; }

    /// <summary>Of a phone test, wall-clock time.</summary>
    public DateTime? PlannedAt { get; init; }

    public required DateOnly DueOn { get; init; }

    public required SpotTaskState State { get; init; }

    public Disposition? Disposition { get; init; }

    public DateTime? SettledAtUtc { get; init; }

    /// <summary>When its words and files were given up after the retention period.</summary>
    public DateTime? ErasedAtUtc { get; init; }

    public long? InspectorId { get; init; }

    /// <summary>Null while nobody has it.</summary>
    public string? InspectorName { get; init; }

    /// <summary>The names of those who go along; null where nobody does.</summary>
    public string? Companions { get; init; }

    /// <summary>Attempts that count.</summary>
    public required int Attempts { get; init; }

    /// <summary>Sent by somebody who no longer had the task, or after it had ended: for whoever answers for the campaign.</summary>
    public required int Kept { get; init; }

    /// <summary>On the reader's shortlist.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>The reader goes along with the inspector whose task it is, and may answer it as well.</summary>
    public required bool IsAccompanied { get; init; }

    /// <summary>Why <see cref="InspectorName"/> cannot do it any more; null where nothing stands against it, and when it is settled.</summary>
    public TaskHindrance? Hindrance { get; init; }

    public bool IsSettled => State is not (SpotTaskState.Open or SpotTaskState.InProgress);
}

/// <summary>A campaign with the number of its tasks on a list.</summary>
public sealed record TaskCampaign
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required int Tasks { get; init; }
}

/// <summary>Which tasks a list shows; what is null narrows nothing.</summary>
public sealed record TaskFilter
{
    public long? CampaignId { get; init; }

    /// <summary>Still to be done, or already settled.</summary>
    public bool? IsSettled { get; init; }

    /// <summary>Whose it is, or who goes along.</summary>
    public long? InspectorId { get; init; }

    /// <summary>With somebody who can do them, or without.</summary>
    public bool? IsAssigned { get; init; }

    /// <summary>Only those with something kept for the campaign's owner.</summary>
    public bool HasKept { get; init; }
}

/// <summary>Whether an attempt counts. Stored by number.</summary>
public enum AttemptStanding
{
    Counted = 1,

    /// <summary>The task had ended before: by another device, or by another inspector.</summary>
    AlreadySettled = 2,

    /// <summary>The task was no longer the sender's, or the sender must step aside.</summary>
    NoLongerTheirs = 3,

    /// <summary>The field work was over.</summary>
    FieldWorkOver = 4,

    /// <summary>A phone test before its drawn moment: the call is still to be made.</summary>
    TooEarly = 5,
}

/// <summary>One attempt of a task, as it was sent.</summary>
public sealed record TaskAttempt
{
    public required long Id { get; init; }

    public required string ClientId { get; init; }

    public required long TaskId { get; init; }

    public required long UserId { get; init; }

    public required string UserName { get; init; }

    public required string DisplayName { get; init; }

    public required Disposition Disposition { get; init; }

    public required AttemptStanding Standing { get; init; }

    public required TimeBand Band { get; init; }

    /// <summary>Wall-clock time, as the device told it where that can be: <see cref="AttemptRules.TriedAt"/>.</summary>
    public required DateTime At { get; init; }

    public required DateTime ReceivedAtUtc { get; init; }

    public string? Note { get; init; }

    /// <summary>Who counted it after it had been kept beside; null where it counted at once, or does not count.</summary>
    public string? CountedBy { get; init; }

    public DateTime? CountedAtUtc { get; init; }

    /// <summary>As what it had been kept; with <see cref="CountedBy"/>.</summary>
    public AttemptStanding? KeptAs { get; init; }

    public string? CountedWhy { get; init; }
}

/// <summary>An answer of an attempt, counted or kept.</summary>
public sealed record AttemptAnswer(long AttemptId, string ItemCode, string? ChoiceCode, decimal? Number, string? Room, string? RawText);
