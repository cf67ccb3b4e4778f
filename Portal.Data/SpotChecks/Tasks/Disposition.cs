namespace Portal.Data.SpotChecks.Tasks;

/// <summary>How a contact ended (requirements §6). Stored by number.</summary>
public enum Disposition
{
    CompletedResolved = 1,
    CompletedPartly = 2,
    CompletedNotResolved = 3,

    /// <summary>Reached, and nobody has ever looked after the matter.</summary>
    CompletedNeverHandled = 4,

    /// <summary>Reached, and has never complained.</summary>
    DeniesComplaint = 5,

    /// <summary>Wrong, or not in service.</summary>
    WrongNumber = 6,

    /// <summary>Ends a task only after attempts in enough time bands: <see cref="AttemptRules"/>.</summary>
    NoAnswer = 7,

    Refused = 8,

    /// <summary>Reached, and was asked by the enterprise to change the rating: a flag of intimidation.</summary>
    Recalled = 9,

    /// <summary>Does not belong into the frame.</summary>
    Ineligible = 10,

    /// <summary>The complaint, or the consent to be asked, was withdrawn.</summary>
    Withdrawn = 11,
}
