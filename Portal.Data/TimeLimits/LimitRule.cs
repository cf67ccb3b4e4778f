using System.Globalization;

namespace Portal.Data.TimeLimits;

/// <summary>One time limit of a rule set, as data (requirements §5.4). Its id is the id of the requirement it stands for.</summary>
public sealed record LimitRule
{
    public required string Id { get; init; }

    public required LimitText Name { get; init; }

    public required LimitTopic Topic { get; init; }

    public required LimitSubject Subject { get; init; }

    public RecordKind Record { get; init; } = RecordKind.LedgerRow;

    public LimitDirection Direction { get; init; } = LimitDirection.Within;

    public required CaseEvent Start { get; init; }

    public required CaseEvent Stop { get; init; }

    /// <summary>Events that end the clock like the stop, whichever comes first: a returned order need not be attended to (S2-18).</summary>
    public IReadOnlyList<CaseEvent> OrStop { get; init; } = [];

    /// <summary>Zero is allowed for a limit that ends with its own day (当日).</summary>
    public required LimitSpan Limit { get; init; }

    /// <summary>Where the length depends on 管径DN, every length with its diameters; <see cref="Limit"/> is then the first (S2-31).</summary>
    public IReadOnlyList<PipeLimit> ByPipe { get; init; } = [];

    public DayBoundary DayBoundary { get; init; } = DayBoundary.SameTime;

    public Hardness Hardness { get; init; } = Hardness.Hard;

    public OrderLimit OrderLimit { get; init; } = OrderLimit.Ignored;

    /// <summary>Conditions on 延期至 where <see cref="OrderLimit"/> is <see cref="OrderLimit.Replaces"/>.</summary>
    public ExtensionPolicy? Extension { get; init; }

    /// <summary>Whether an agreed later arrival (预约到场时间) takes the place of the due time (S2-13).</summary>
    public AppointmentPolicy? Appointment { get; init; }

    public LimitScope AppliesWhen { get; init; } = new();

    public required Citation Citation { get; init; }

    public LimitText? Note { get; init; }

    /// <summary>No source states it; shown with a visible mark (requirements §5.3).</summary>
    public bool IsLocalDefault { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>The last day on which the rule holds.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>The set this rule belongs to and its version, so that a receipt can name its law.</summary>
    public required string SetCode { get; init; }

    public required int SetVersion { get; init; }

    /// <summary>The nearest jurisdiction's decision that has changed the rule; null where it holds as its source states it.</summary>
    public RuleOverride? Override { get; init; }
}

/// <summary>A length of time as sources state it.</summary>
public readonly record struct LimitSpan(int Amount, LimitUnit Unit);

/// <summary>A length of time for pipes of these diameters.</summary>
public sealed record PipeLimit(PipeRange Pipe, LimitSpan Limit);

/// <summary>What an extension must show to be accepted; a limit of zero length does not exist, so no maximum is null.</summary>
public sealed record ExtensionPolicy(bool ReasonRequired, LimitSpan? Longest, string? Approver);

/// <summary>
/// When a new appointment is accepted: the event by which it was agreed must lie within the span after the start.
/// Without <see cref="AgreedBy"/> every appointment is accepted.
/// </summary>
public sealed record AppointmentPolicy(CaseEvent? AgreedBy, LimitSpan? Within);

/// <summary>Where a limit is written.</summary>
public sealed record Citation(string Source, string Clause, string Quote);

/// <summary>A text that belongs to the data and not to the program's resources, in both languages of the portal.</summary>
public sealed record LimitText(string Zh, string En)
{
    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? Zh : En;
}
