namespace Portal.Data.Access.Recusals;

/// <summary>
/// An interest a user has declared (利害关系, S2-43): in an enterprise, or in a person, who is kept by keyed hashes
/// alone, so that nobody reads here who it is.
/// </summary>
public sealed record Interest
{
    public long Id { get; init; }

    public required long UserId { get; init; }

    public string? EnterpriseCode { get; init; }

    public byte[]? PhoneHash { get; init; }

    public byte[]? AddressHash { get; init; }

    /// <summary>The user's own words, by which the user knows the entry again; numbers of people masked.</summary>
    public string Note { get; init; } = "";

    public required DateTime DeclaredAtUtc { get; init; }

    public DateTime? EndedAtUtc { get; init; }
}
