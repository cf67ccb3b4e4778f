namespace Portal.Data.Registry;

/// <summary>Whose contact it is. Stored as its number.</summary>
public enum ContactSubject
{
    Enterprise = 1,
    Authority = 2,
}

/// <summary>What a contact answers for. Stored as its number.</summary>
public enum ContactRole
{
    Principal = 1, // 企业主要负责人 S0-10
    Deputy = 2, // 分管领导 S0-11
    Handler = 3, // 专责经办人 S0-12
    SectionLeader = 4, // 科级领导 S0-08
    Liaison = 5, // 联络员 S0-09
}

/// <summary>
/// One person in one role of an enterprise or authority for one stretch of days (S0-08…13, S0-79). A role
/// has one holder at a time; a change of holder keeps the earlier entry.
/// </summary>
public sealed record Contact
{
    public required ContactSubject SubjectKind { get; init; }

    /// <summary>Code of the enterprise or authority.</summary>
    public required string SubjectCode { get; init; }

    public required ContactRole Role { get; init; }

    public required string Name { get; init; }

    public string? Post { get; init; }

    public string? Phone { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }
}
