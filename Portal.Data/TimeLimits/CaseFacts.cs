using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>
/// What the rules may know of a case or of a register entry: ledger wall-clock times (China Standard Time, whole seconds) and
/// the codes that decide which limits apply. Personal data never comes here.
/// </summary>
public sealed class CaseFacts
{
    // Room for a ledger row; a register entry's events make more.
    private DateTime?[] _times = new DateTime?[(int)CaseEvent.Reconsidered + 1];
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

    /// <summary>二级类型 as filed; of a register entry its kind.</summary>
    public string? SubType { get; init; }

    /// <summary>责任归属 as filed.</summary>
    public string? Ownership { get; init; }

    /// <summary>Whether the complaint was found valid (S3-07); null while nobody has decided.</summary>
    public bool? IsValid { get; init; }

    /// <summary>管径DN in millimetres.</summary>
    public int? PipeDiameter { get; init; }

    /// <summary>实测室温 in tenths of a degree Celsius.</summary>
    public int? RoomTemperatureTenths { get; init; }

    /// <summary>预约到场时间: a later agreed arrival; may lie in the future.</summary>
    public DateTime? AppointedAt { get; init; }

    /// <summary>延期至: the order's own, later limit.</summary>
    public DateTime? ExtendedTo { get; init; }

    public string? ExtensionReason { get; init; }

    internal int SectorBits { get; private init; }

    public DateTime? this[CaseEvent happening]
    {
        get => (uint)happening < (uint)_times.Length ? _times[(int)happening] : null;
        init
        {
            if ((int)happening >= _times.Length)
            {
                Array.Resize(ref _times, (int)happening + 1);
            }

            _times[(int)happening] = value;
            var bit = 1 << (int)happening;
            _happened = value is null ? _happened & ~bit : _happened | bit;
        }
    }

    /// <summary>True when an event that cannot have happened without this one has a time.</summary>
    public bool HasEventAfter(CaseEvent happening) => (_happened & CaseEvents.ProvedBy(happening)) != 0;
}
