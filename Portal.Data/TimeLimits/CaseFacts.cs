using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>
/// The events of a case in the order in which they are expected. A missing stop event of a limit is
/// <see cref="Verdict.Undeterminable"/> when a later event of this order is present.
/// </summary>
public enum CaseEvent
{
    Received, // 受理
    Registered, // 登记
    Dispatched, // 派单
    Accepted, // 接单
    Responded, // 首次响应
    Arrived, // 到场
    RepairStarted, // 开始抢修
    Repaired, // 修复
    RepliedInWriting, // 书面答复
    FedBack, // 反馈
    Closed, // 办结
    CalledBack, // 回访
}

/// <summary>
/// What the rules may know of a case: ledger wall-clock times (China Standard Time, whole seconds) and
/// the codes that decide which limits apply. Personal data never comes here.
/// </summary>
public sealed class CaseFacts
{
    private readonly DateTime?[] _times = new DateTime?[12];
    private int _happened;

    public required IReadOnlyCollection<Sector> Sectors
    {
        get;
        init
        {
            field = value;
            foreach (var sector in value)
            {
                SectorBits |= 1 << (int)sector;
            }
        }
    }

    public required Channel Channel { get; init; }

    public required RequestClass RequestClass { get; init; }

    public required ComplaintType ComplaintType { get; init; }

    public required Urgency Urgency { get; init; }

    public CaseGrade Grade { get; init; } = CaseGrade.Ordinary;

    /// <summary>二级类型 as filed.</summary>
    public string? SubType { get; init; }

    /// <summary>责任归属 as filed.</summary>
    public string? Ownership { get; init; }

    /// <summary>Whether the complaint was found valid (S3-07); null while nobody has decided.</summary>
    public bool? IsValid { get; init; }

    /// <summary>管径DN in millimetres.</summary>
    public int? PipeDiameter { get; init; }

    /// <summary>预约到场时间: a later agreed arrival; may lie in the future.</summary>
    public DateTime? AppointedAt { get; init; }

    /// <summary>延期至: the order's own, later limit.</summary>
    public DateTime? ExtendedTo { get; init; }

    public string? ExtensionReason { get; init; }

    internal int SectorBits { get; private init; }

    public DateTime? this[CaseEvent happening]
    {
        get => _times[(int)happening];
        init
        {
            _times[(int)happening] = value;
            var bit = 1 << (int)happening;
            _happened = value is null ? _happened & ~bit : _happened | bit;
        }
    }

    /// <summary>True when an event that is expected later than this one has a time.</summary>
    public bool HasEventAfter(CaseEvent happening) => _happened >> ((int)happening + 1) != 0;
}
