namespace Portal.Data.Ledgers;

/// <summary>How a row entered a filing. Stored as its number.</summary>
public enum EntryKind
{
    /// <summary>Received within the period of the filing.</summary>
    New = 1,

    /// <summary>续报: received before the period, case number known; replaces the events filed earlier.</summary>
    Update = 2,

    /// <summary>补报: received before the period, case number not known; accepted with a warning.</summary>
    Late = 3,
}

/// <summary>What became of a file. Stored as its number.</summary>
public enum FilingStatus
{
    Accepted = 1,

    /// <summary>At least one row has a validity issue; no row counts.</summary>
    Rejected = 2,

    /// <summary>The file as a whole could not be read as a ledger.</summary>
    Refused = 3,
}

/// <summary>The four classes of checks. Stored as its number.</summary>
public enum IssueClass
{
    /// <summary>The whole file is refused.</summary>
    Format = 1,

    /// <summary>The row cannot be accepted, and with it the filing.</summary>
    Validity = 2,

    /// <summary>Accepted; an event is missing, which counts against 台账健全率 (S0-70).</summary>
    Completeness = 3,

    /// <summary>Accepted with a warning to explain.</summary>
    Plausibility = 4,
}

/// <summary>Where a case stands against the limit of its feedback (S0-39, S0-40) or closing. Stored as its number.</summary>
public enum DueState
{
    /// <summary>Not done, the limit has not passed.</summary>
    NotDue = 0,

    /// <summary>Done within the limit, or no limit applies.</summary>
    InTime = 1,

    /// <summary>Done after the limit.</summary>
    Late = 2,

    /// <summary>Not done and the limit has passed.</summary>
    Overdue = 3,
}
