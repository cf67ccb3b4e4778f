namespace Portal.Data.Access.Accounts;

/// <summary>What kind of thing a scope names.</summary>
public enum ScopeKind
{
    /// <summary>In no registry: nobody but whoever is everywhere manages what lies there.</summary>
    Unknown,

    Everywhere,
    Jurisdiction,
    Enterprise,
}

/// <summary>A scope and where it lies in the jurisdiction tree.</summary>
/// <param name="Path">
/// Of the jurisdiction, or of the one the enterprise lies in: codes from the top, each followed by <c>/</c>. Null for
/// <see cref="ScopeKind.Everywhere"/> and <see cref="ScopeKind.Unknown"/>.
/// </param>
public sealed record ScopePlace(string Code, ScopeKind Kind, string? Path)
{
    public static ScopePlace Everywhere { get; } = new(Actor.Everywhere, ScopeKind.Everywhere, null);

    /// <summary>Whether whoever answers for this place answers for the other one too. An enterprise answers for no other.</summary>
    public bool Holds(ScopePlace other) => Kind switch
    {
        ScopeKind.Everywhere => true,
        ScopeKind.Jurisdiction => other.Path is { } path && path.StartsWith(Path!, StringComparison.Ordinal),
        _ => false,
    };
}

/// <summary>A grant with the place of its scope.</summary>
public sealed record PlacedGrant(long Id, Role Role, ScopePlace Place);

/// <summary>The account that is to be changed.</summary>
public sealed record Subject(long Id, string Name, bool IsDisabled, IReadOnlyList<PlacedGrant> Grants);

/// <summary>A grant as administrator of an account that is not disabled.</summary>
public sealed record ActiveAdministrator(long UserId, long GrantId, string Scope);

/// <summary>Who changes an account, and from which place.</summary>
public sealed record Manager(long UserId, ScopePlace Place);
