namespace Portal.Data.Access.Recusals;

/// <summary>What can be assigned to somebody. Stored by number.</summary>
public enum RecusalItemKind
{
    Case = 1,
    Review = 2,
    SpotCheckTask = 3,

    /// <summary>Watching over a whole enterprise.</summary>
    Enterprise = 4,
}

/// <summary>Why somebody steps aside, or is refused. Stored by number.</summary>
public enum RecusalGround
{
    /// <summary>The user recused himself from the item.</summary>
    OwnRequest = 1,

    /// <summary>The user declared an interest in the enterprise.</summary>
    EnterpriseInterest = 2,

    /// <summary>The complainant is a person whom the user declared.</summary>
    PersonInterest = 3,

    /// <summary>One of the user's roles speaks for the enterprise.</summary>
    SpeaksForEnterprise = 4,
}

/// <summary>Something to be assigned, as far as a conflict needs to know it.</summary>
/// <param name="Id">Stays the same however often the item is filed or changed.</param>
public sealed record RecusalItem(RecusalItemKind Kind, string Id, string EnterpriseCode)
{
    /// <summary>The case that the item is about: whoever stepped aside from the case does so from the item.</summary>
    public string? CaseId { get; init; }

    public byte[]? PhoneHash { get; init; }

    public byte[]? AddressHash { get; init; }

    /// <summary>Watching over a whole enterprise.</summary>
    public static RecusalItem OfEnterprise(string enterpriseCode) => new(RecusalItemKind.Enterprise, enterpriseCode, enterpriseCode);
}

/// <summary>A user's own recusal, or an assignment that was refused.</summary>
public sealed record Recusal
{
    public long Id { get; init; }

    public required long UserId { get; init; }

    public required RecusalItemKind ItemKind { get; init; }

    public required string ItemId { get; init; }

    public required string EnterpriseCode { get; init; }

    public required RecusalGround Ground { get; init; }

    public string? Note { get; init; }

    public required DateTime AtUtc { get; init; }
}
