using Portal.Data.Access;

namespace Portal.Data.Ledgers.Disclosures;

/// <summary>How personal data became known to a user. Stored by number.</summary>
public enum DisclosureKind
{
    /// <summary>One field of one complainant on the page of a case.</summary>
    Revealed = 1,

    /// <summary>A workbook of cases with the complainants in clear.</summary>
    Exported = 2,

    /// <summary>An original file, or one made of it.</summary>
    FileTaken = 3,
}

/// <summary>A field of a complainant. Stored by number.</summary>
public enum PersonalField
{
    Name = 1,
    Phone = 2,
    Address = 3,

    /// <summary>Where a photo of a spot check was taken; not of the row of a case.</summary>
    Position = 4,
}

/// <summary>What a field is looked at for. Stored by number.</summary>
public enum RevealPurpose
{
    Callback = 1,
    SiteVisit = 2,
    ComplaintReview = 3,
    DataCorrection = 4,

    /// <summary>Said in words.</summary>
    Other = 5,
}

/// <summary>An entry of the record of who has seen which personal data (S2-42): never the data themselves.</summary>
public sealed record Disclosure
{
    public long Id { get; init; }

    public required DateTime AtUtc { get; init; }

    public required DisclosureKind Kind { get; init; }

    public required long UserId { get; init; }

    public required string UserName { get; init; }

    public required string DisplayName { get; init; }

    public required string EnterpriseCode { get; init; }

    public string EnterpriseName { get; init; } = "";

    public string EnterpriseNameEn { get; init; } = "";

    /// <summary>The row of the case; null for exports and files.</summary>
    public long? RowId { get; init; }

    /// <summary>The filing whose file was taken.</summary>
    public long? FilingId { get; init; }

    public string? CaseNo { get; init; }

    public PersonalField? Field { get; init; }

    public RevealPurpose? Purpose { get; init; }

    /// <summary>The purpose in words: of the user, or of the permit.</summary>
    public string? Note { get; init; }

    /// <summary>How many complainants it was about.</summary>
    public required int Complainants { get; init; }

    public static Disclosure By(Actor actor, DisclosureKind kind, string enterpriseCode, int complainants, DateTime atUtc) => new()
    {
        AtUtc = atUtc,
        Kind = kind,
        UserId = actor.UserId,
        UserName = actor.Name,
        DisplayName = actor.DisplayName,
        EnterpriseCode = enterpriseCode,
        Complainants = complainants,
    };
}

/// <summary>Which entries to list. What is null narrows nothing.</summary>
public sealed record DisclosureFilter(EnterpriseScope Scope)
{
    /// <summary>A part of the user's name.</summary>
    public string? User { get; init; }

    /// <summary>How the case number begins.</summary>
    public string? CaseNo { get; init; }

    public DisclosureKind? Kind { get; init; }

    /// <summary>First moment, in UTC.</summary>
    public DateTime? FromUtc { get; init; }

    /// <summary>The first moment that does not count, in UTC.</summary>
    public DateTime? ToUtc { get; init; }
}
