using Portal.Data.Access;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>One valid row of a ledger (S0-20, S0-21, S0-45), typed. What the rules say of it is <see cref="CaseJudgement"/>.</summary>
public sealed class LedgerEntry
{
    public required string CaseNo { get; init; }

    /// <summary>As <c>yyyy-MM</c>: the month of 受理, to which all figures of the case belong.</summary>
    public required string FigureMonth { get; init; }

    public required EntryKind Entry { get; set; }

    public required string Sheet { get; init; }

    public required int SheetRow { get; init; }

    public required CaseFacts Facts { get; init; }

    public required Complainant Complainant { get; init; }

    public string? Community { get; init; }

    public required string Content { get; init; }

    public string? Department { get; init; }

    public string? Staff { get; init; }

    /// <summary>实测室温 in tenths of a degree Celsius.</summary>
    public int? RoomTemperatureTenths { get; init; }

    public int? DaysWithoutSupply { get; init; }

    public CaseOutcome? Outcome { get; init; }

    public string? Resolution { get; init; }

    public string? Responsibility { get; init; }

    public CaseRating? Rating { get; init; }

    public int? ReturnCount { get; init; }

    public string? Evidence { get; init; }

    public string? ReturnReason { get; init; }
}

/// <summary>Which template field holds which event of a ledger row.</summary>
public static class EventFields
{
    private static readonly LedgerField[] s_fields =
    [
        LedgerField.ReceivedAt, LedgerField.RegisteredAt, LedgerField.DispatchedAt, LedgerField.AcceptedAt,
        LedgerField.RespondedAt, LedgerField.ArrivedAt, LedgerField.RepairStartedAt, LedgerField.RepairedAt,
        LedgerField.RepliedInWritingAt, LedgerField.FedBackAt, LedgerField.ClosedAt, LedgerField.CalledBackAt,
        LedgerField.ReturnedAt, LedgerField.MediatedAt, LedgerField.ObjectedAt, LedgerField.ReconsideredAt,
    ];

    public static LedgerField Of(CaseEvent happening) => s_fields[(int)happening];
}
