namespace Portal.Data.TimeLimits;

/// <summary>
/// The events that limits are measured between. The main course of a case comes first, in the order in which it is
/// expected; then what may happen beside it; then the events of register entries (<see cref="RecordKind"/>).
/// </summary>
public enum CaseEvent
{
    Received, // 受理
    Registered, // 登记
    Dispatched, // 派单
    Accepted, // 接单
    Responded, // 首次响应
    Arrived, // 到场; of a visit: 上门
    RepairStarted, // 开始抢修
    Repaired, // 修复
    RepliedInWriting, // 书面答复
    FedBack, // 反馈
    Closed, // 办结
    CalledBack, // 回访

    // Beside the main course: most cases never have them.
    Returned, // 退回 S2-18
    Mediated, // 调解完成 S1-45
    Objected, // 异议提出 S0-43: by the complainant, never the enterprise's appeal
    Reconsidered, // 复议答复 S0-44

    // Of register entries.
    VisitAgreed, // 预约上门 S1-14
    Retested, // 复测 S1-18
    Announced, // 发布停供通知 S2-34
    SupplyStopped, // 停供开始
    SupplyRestored, // 恢复供应
    Held, // 会议、培训举行 S1-47, S1-51
    PeriodEnded, // 期末 S0-80, S1-51
    Submitted, // 上报 S0-78
}

/// <summary>What kind of record a limit is measured on. Only a ledger row is judged while a ledger is filed.</summary>
public enum RecordKind
{
    /// <summary>台账行</summary>
    LedgerRow = 1,

    /// <summary>主动上门</summary>
    Visit = 2,

    /// <summary>停供</summary>
    Outage = 3,

    /// <summary>专题会议</summary>
    Meeting = 4,

    /// <summary>培训</summary>
    Training = 5,

    /// <summary>报表上报</summary>
    Return = 6,
}

/// <summary>What is known of events as such: which record has them, in which order, and what one event proves of another.</summary>
public static class CaseEvents
{
    /// <summary>Main and side events of a ledger row, in the order in which they are expected.</summary>
    public static IReadOnlyList<CaseEvent> OfLedgerRow { get; } =
    [
        CaseEvent.Received, CaseEvent.Registered, CaseEvent.Dispatched, CaseEvent.Accepted, CaseEvent.Returned,
        CaseEvent.Responded, CaseEvent.Arrived, CaseEvent.RepairStarted, CaseEvent.Repaired, CaseEvent.Mediated,
        CaseEvent.RepliedInWriting, CaseEvent.FedBack, CaseEvent.Closed, CaseEvent.CalledBack, CaseEvent.Objected,
        CaseEvent.Reconsidered,
    ];

    private static readonly CaseEvent[][] s_ofRecord =
    [
        [],
        [.. OfLedgerRow],
        [CaseEvent.VisitAgreed, CaseEvent.Arrived, CaseEvent.Repaired, CaseEvent.Retested, CaseEvent.CalledBack],
        [CaseEvent.Announced, CaseEvent.SupplyStopped, CaseEvent.SupplyRestored],
        [CaseEvent.Received, CaseEvent.Held],
        [CaseEvent.Held, CaseEvent.PeriodEnded],
        [CaseEvent.PeriodEnded, CaseEvent.Submitted],
    ];

    private static readonly int[] s_provedBy = [.. Enum.GetValues<CaseEvent>().Select(BitsAfter)];

    /// <summary>The events of a kind of record, in the order in which they are expected.</summary>
    public static IReadOnlyList<CaseEvent> Of(RecordKind record) => s_ofRecord[(int)record];

    /// <summary>An event that most cases never have: a limit that rests on it is not for cases without it.</summary>
    public static bool IsOptional(CaseEvent happening) =>
        happening is CaseEvent.Returned or CaseEvent.Mediated or CaseEvent.Objected;

    /// <summary>
    /// The events, as bits, that cannot have happened without this one. A side event proves nothing of the main course:
    /// a mediated case need not have been repaired.
    /// </summary>
    internal static int ProvedBy(CaseEvent happening) => s_provedBy[(int)happening];

    private static int BitsAfter(CaseEvent happening) => happening switch
    {
        CaseEvent.Dispatched => MainAfter(happening) | Bit(CaseEvent.Returned),
        CaseEvent.Repaired => MainAfter(happening) | Bit(CaseEvent.Retested),
        <= CaseEvent.CalledBack => MainAfter(happening),
        CaseEvent.Objected => Bit(CaseEvent.Reconsidered),
        CaseEvent.VisitAgreed => Bit(CaseEvent.Arrived) | Bit(CaseEvent.Repaired) | Bit(CaseEvent.Retested),
        CaseEvent.Announced => Bit(CaseEvent.SupplyStopped) | Bit(CaseEvent.SupplyRestored),
        CaseEvent.SupplyStopped => Bit(CaseEvent.SupplyRestored),
        CaseEvent.PeriodEnded => Bit(CaseEvent.Submitted),
        _ => 0,
    };

    private static int MainAfter(CaseEvent happening) =>
        (Bit(CaseEvent.CalledBack + 1) - 1) & ~(Bit(happening + 1) - 1);

    private static int Bit(CaseEvent happening) => 1 << (int)happening;
}
