namespace Portal.Data.Access;

/// <summary>A local account: one role over one scope (S0-04…06).</summary>
public sealed record UserAccount
{
    public long Id { get; init; }

    /// <summary>What the user types to sign in; compared as typed.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public required string PasswordHash { get; init; }

    public required Role Role { get; init; }

    /// <summary>A jurisdiction code, seen with its descendants, or the code of one enterprise; the role says which.</summary>
    public required string Scope { get; init; }

    public bool IsDisabled { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    public Actor ToActor() => new(Name, DisplayName, Role, Scope);
}
