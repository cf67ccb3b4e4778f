namespace Portal.Data.Ledgers.Mapping;

/// <summary>
/// The columns of a complaint ledger (投诉清单台账, S0-20, S0-21, S0-46) in template order. The number is the
/// column's index in the template; <see cref="LedgerTemplate"/> holds what is known of each.
/// </summary>
public enum LedgerField
{
    CaseNo,
    Channel,
    RequestClass,
    ComplaintType,
    SubType,
    Urgency,
    Grade,
    ComplainantName,
    ComplainantPhone,
    Community,
    Address,
    Content,
    Department,
    Staff,
    RoomTemperature,
    DaysWithoutSupply,
    PipeDiameter,
    ReceivedAt,
    RegisteredAt,
    DispatchedAt,
    AcceptedAt,
    RespondedAt,
    AppointedAt,
    ArrivedAt,
    RepairStartedAt,
    RepairedAt,
    RepliedInWritingAt,
    FedBackAt,
    ClosedAt,
    CalledBackAt,
    Outcome,
    Resolution,
    Responsibility,
    Rating,
    ReturnCount,
    ExtendedTo,
    ExtensionReason,
    Evidence,

    // Added later, at the end, so that workbooks and mappings made before keep their columns.
    ReturnedAt,
    ReturnReason,
    MediatedAt,
    ObjectedAt,
    ReconsideredAt,
    Validity,
}
