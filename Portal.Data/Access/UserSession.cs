namespace Portal.Data.Access;

/// <summary>One sign-in, from its beginning to its end.</summary>
public sealed record UserSession
{
    /// <summary>128 random bits in hexadecimal.</summary>
    public required string Id { get; init; }

    public required long UserId { get; init; }

    /// <summary>The role and scope in use; switching changes it.</summary>
    public required long GrantId { get; init; }

    public required SignInMethod Method { get; init; }

    public DateTime StartedAtUtc { get; init; }

    /// <summary>Last activity, exact to about a minute.</summary>
    public DateTime SeenAtUtc { get; init; }

    public DateTime? EndedAtUtc { get; init; }

    /// <summary>Null while it lasts.</summary>
    public SessionEnd? EndReason { get; init; }

    /// <summary>The network address it began from.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser calls itself, cut to 300 characters.</summary>
    public required string Agent { get; init; }

    /// <summary>The provider's name for its own session, by which it can end ours; null for local sign-ins.</summary>
    public string? ProviderSession { get; init; }
}

/// <summary>Stored by name.</summary>
public enum SignInMethod
{
    Password,
    PasswordAndCode,
    Provider,
}

/// <summary>Why a session ended. Stored by name.</summary>
public enum SessionEnd
{
    SignedOut,
    Idle,
    Expired,
    EndedByUser,
    EndedByAdministrator,
    EndedByProvider,
    AccountChanged,
}

/// <summary>A session that lasts, with the account and the grant it stands on.</summary>
/// <param name="Grants">All grants of the account, among them <paramref name="Grant"/>.</param>
public sealed record LiveSession(UserSession Session, UserAccount Account, UserGrant Grant, IReadOnlyList<UserGrant> Grants)
{
    public Actor ToActor() => new(Account.Name, Account.DisplayName, Grant.Role, Grant.Scope)
    {
        UserId = Account.Id,
        SessionId = Session.Id,
        Address = Session.Address,
    };
}

/// <summary>How long sessions last.</summary>
/// <param name="Idle">Without activity.</param>
/// <param name="Longest">In all.</param>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Longest);
