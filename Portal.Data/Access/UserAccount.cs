namespace Portal.Data.Access;

/// <summary>An account of a person. What it may do is said by its grants (S0-08…12).</summary>
public sealed record UserAccount
{
    public long Id { get; init; }

    /// <summary>What the user types to sign in; compared as typed.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Empty for an account that signs in through an OpenID provider only.</summary>
    public required string PasswordHash { get; init; }

    public bool IsDisabled { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    /// <summary>In lower case; the provider's verified address is matched against it. Null when unknown.</summary>
    public string? Email { get; init; }

    /// <summary>The password was set by somebody else and must be changed before anything else.</summary>
    public bool MustChangePassword { get; init; }

    public DateTime? PasswordChangedAtUtc { get; init; }

    /// <summary>Failures since the last success.</summary>
    public int FailedSignIns { get; init; }

    /// <summary>No password is tried before this time; null when not locked.</summary>
    public DateTime? LockedUntilUtc { get; init; }

    /// <summary>The sealed secret of the second factor; null when there is none.</summary>
    public byte[]? SecondFactor { get; init; }

    /// <summary>The last time step whose code was accepted, so that no code works twice; null before the first.</summary>
    public long? SecondFactorStep { get; init; }

    public bool HasSecondFactor => SecondFactor is not null;

    /// <summary>The owner of the account as actor of what is done about it outside a session: without role and scope.</summary>
    public Actor ToOwner(string? address) => new(Name, DisplayName, Role.Public, "") { UserId = Id, Address = address };
}

/// <summary>One role over one scope, held by an account.</summary>
public sealed record UserGrant
{
    public long Id { get; init; }

    public long UserId { get; init; }

    public required Role Role { get; init; }

    /// <summary>A jurisdiction code, seen with its descendants; the code of one enterprise; or <see cref="Actor.Everywhere"/>.</summary>
    public required string Scope { get; init; }

    public GrantOrigin Origin { get; init; }

    /// <summary>Name of the account that gave it.</summary>
    public required string GrantedBy { get; init; }

    public DateTime GrantedAtUtc { get; init; }

    /// <summary>Name of the jurisdiction or enterprise; null when it is in no registry, such as <see cref="Actor.Everywhere"/>.</summary>
    public string? ScopeName { get; init; }

    public string? ScopeNameEn { get; init; }
}

/// <summary>Stored by name.</summary>
public enum GrantOrigin
{
    /// <summary>Given by an administrator.</summary>
    Local,

    /// <summary>Follows from what the OpenID provider says, and is renewed with each sign-in.</summary>
    Claims,
}
