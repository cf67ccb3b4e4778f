using Portal.Data.Access;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Cases;

/// <summary>One line of the explorer.</summary>
public sealed record CaseLine
{
    public required long Id { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string EnterpriseName { get; init; }

    public required string EnterpriseNameEn { get; init; }

    public required string CaseNo { get; init; }

    public required Channel Channel { get; init; }

    public required RequestClass RequestClass { get; init; }

    public required ComplaintType ComplaintType { get; init; }

    public required Urgency Urgency { get; init; }

    public required CaseGrade Grade { get; init; }

    public string? Community { get; init; }

    public required string Content { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public DateTime? FedBackAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public CaseOutcome? Outcome { get; init; }

    public CaseRating? Rating { get; init; }

    /// <summary>See <see cref="VerdictText"/>.</summary>
    public required string Verdicts { get; init; }

    public required DueState FeedbackState { get; init; }

    public int? HandlingMinutes { get; init; }

    public required bool IsComplete { get; init; }
}

/// <summary>One row of a ledger as it stands, with the complainant masked: what the page of a case shows and an export holds.</summary>
public sealed record CaseRow
{
    public required long Id { get; init; }

    public required long FilingId { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string CaseNo { get; init; }

    public required string FigureMonth { get; init; }

    public required bool IsCurrent { get; init; }

    public required EntryKind Entry { get; init; }

    public required string Sheet { get; init; }

    public required int SheetRow { get; init; }

    public required Channel Channel { get; init; }

    public required RequestClass RequestClass { get; init; }

    public required ComplaintType ComplaintType { get; init; }

    public string? SubType { get; init; }

    public required Urgency Urgency { get; init; }

    public required CaseGrade Grade { get; init; }

    public string MaskedName { get; init; } = "";

    public string MaskedPhone { get; init; } = "";

    public string MaskedAddress { get; init; } = "";

    /// <summary>The complainant in clear; null unless a permit covers the row of an export.</summary>
    public Complainant? Clear { get; init; }

    /// <summary>A permit covers the row, and it stays masked all the same: the user must step aside from the complainant.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>Nothing is kept of the complainant any more.</summary>
    public bool IsAnonymised { get; init; }

    public string? Community { get; init; }

    public required string Content { get; init; }

    public string? Department { get; init; }

    public string? Staff { get; init; }

    public int? RoomTemperatureTenths { get; init; }

    public int? DaysWithoutSupply { get; init; }

    public int? PipeDiameter { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public DateTime? RegisteredAt { get; init; }

    public DateTime? DispatchedAt { get; init; }

    public DateTime? AcceptedAt { get; init; }

    public DateTime? RespondedAt { get; init; }

    public DateTime? AppointedAt { get; init; }

    public DateTime? ArrivedAt { get; init; }

    public DateTime? RepairStartedAt { get; init; }

    public DateTime? RepairedAt { get; init; }

    public DateTime? RepliedInWritingAt { get; init; }

    public DateTime? FedBackAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public DateTime? CalledBackAt { get; init; }

    public CaseOutcome? Outcome { get; init; }

    public string? Resolution { get; init; }

    public string? Responsibility { get; init; }

    public CaseRating? Rating { get; init; }

    public int? ReturnCount { get; init; }

    public DateTime? ExtendedTo { get; init; }

    public string? ExtensionReason { get; init; }

    public string? Evidence { get; init; }

    public DateTime? ReturnedAt { get; init; }

    public string? ReturnReason { get; init; }

    public DateTime? MediatedAt { get; init; }

    /// <summary>异议提出时间: of the complainant's objection (S0-43), never of an enterprise's appeal.</summary>
    public DateTime? ObjectedAt { get; init; }

    public DateTime? ReconsideredAt { get; init; }

    /// <summary>投诉有效性 as the number of its list; null while undecided.</summary>
    public int? Validity { get; init; }

    /// <summary>As judged and stored; see <see cref="VerdictText"/>.</summary>
    public required string Verdicts { get; init; }

    public required DueState FeedbackState { get; init; }

    public required DueState ClosingState { get; init; }

    public int? HandlingMinutes { get; init; }

    public required bool IsComplete { get; init; }

    public required bool IsOpen { get; init; }

    public required DateTime JudgedAt { get; init; }

    /// <summary>See <see cref="CaseJudgement.Dispatch"/>.</summary>
    public DueState? DispatchState { get; init; }

    /// <summary>The row is judged by the rules known then: when its filing was received, or when it was judged again on purpose.</summary>
    public required DateTime RulesAsOfUtc { get; init; }

    /// <summary>Only inside the store: sealed when read, gone when handed out.</summary>
    internal byte[]? Complainant { get; init; }

    /// <summary>As above.</summary>
    internal byte[]? PhoneHash { get; init; }

    /// <summary>As above.</summary>
    internal byte[]? AddressHash { get; init; }
}

/// <summary>One of the rows in which a case was reported, filing by filing.</summary>
public sealed record CaseVersion
{
    public required long Id { get; init; }

    public required long FilingId { get; init; }

    public required string Period { get; init; }

    /// <summary>Version of the filing within its period.</summary>
    public required int Version { get; init; }

    public required EntryKind Entry { get; init; }

    /// <summary>Whether this row counts.</summary>
    public required bool IsCurrent { get; init; }

    public required DateTime ReceivedAtUtc { get; init; }

    public CaseRating? Rating { get; init; }

    public required string Verdicts { get; init; }
}
