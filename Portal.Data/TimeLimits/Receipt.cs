namespace Portal.Data.TimeLimits;

/// <summary>
/// What a rule says of a case and how it came to say so (design §5): everything a page needs to show the reckoning,
/// as codes and times and never as a sentence.
/// </summary>
public readonly record struct Receipt
{
    public required LimitRule Rule { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The reason of a verdict that is not simply early or late.</summary>
    public Why Why { get; init; }

    /// <summary>What changed the due time, or was offered and not accepted.</summary>
    public DueChanges Changes { get; init; }

    public DateTime? Start { get; init; }

    /// <summary>The last second in time, or the first where a limit sets the earliest time. Known whenever the start is, also for an undeterminable case, unless the length itself depends on a missing diameter.</summary>
    public DateTime? Due { get; init; }

    public DateTime? Stop { get; init; }

    /// <summary>Which event <see cref="Stop"/> is: the rule's own, or an earlier one that ends the clock as well.</summary>
    public CaseEvent StoppedBy { get; init; }

    /// <summary>
    /// Whole minutes, rounded down, by the clock on the wall: start to stop, or start to the judging time while open. Of a
    /// limit that looks ahead, the notice given: stop to start, and none without a stop.
    /// </summary>
    public int? ElapsedMinutes { get; init; }

    /// <summary>Days off between start and due on which a limit in working days stood still.</summary>
    public int PausedDays { get; init; }

    public string SetCode => Rule.SetCode;

    public int SetVersion => Rule.SetVersion;
}

/// <summary>Why a limit does not apply, cannot be determined, or has not begun.</summary>
public enum Why
{
    None = 0,

    // The limit is not for this case.
    NotInForce = 1,
    Sector = 2,
    Channel = 3,
    RequestClass = 4,
    ComplaintType = 5,
    SubType = 6,
    Urgency = 7,
    Grade = 8,
    PipeDiameter = 9,
    Season = 10,
    Ownership = 11,
    NotValid = 12,
    NoOrderLimit = 13,

    /// <summary>The limit rests on an event that most cases never have, and this one has not (退回, 调解, 异议).</summary>
    EventAbsent = 14,

    /// <summary>Another event ended the case for this limit before its clock began (an order returned before it was closed).</summary>
    EndedBefore = 15,

    RoomTemperature = 16,

    // It cannot be told.
    StartMissing = 20,
    StopMissing = 21,
    StopBeforeStart = 22,
    PipeDiameterMissing = 23,

    RoomTemperatureMissing = 24,

    /// <summary>Late in the other direction: done before the waiting time was over.</summary>
    TooEarly = 25,

    /// <summary>The start event has not happened and nothing after it has: open, with no due time yet.</summary>
    NotStarted = 30,
}

/// <summary>What happened to the due time of a limit.</summary>
[Flags]
public enum DueChanges
{
    None = 0,
    Appointment = 1,
    AppointmentNotAgreedInTime = 2,
    Extension = 4,
    ExtensionCapped = 8,
    ExtensionWithoutReason = 16,
    OrderLimit = 32,

    /// <summary>A year without a loaded calendar: only weekends were taken as days off.</summary>
    CalendarNotLoaded = 64,
}
