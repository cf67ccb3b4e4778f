namespace Portal.Data.Access.OpenId;

/// <summary>Who an OpenID provider says somebody is, taken from a token that was checked.</summary>
public sealed record ProviderIdentity
{
    public required string Issuer { get; init; }

    /// <summary>The provider's own, unchanging name for the person.</summary>
    public required string Subject { get; init; }

    /// <summary>What the person types there to sign in; may change, so nothing hangs on it.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>In lower case; null when the provider does not vouch for it.</summary>
    public string? VerifiedEmail { get; init; }

    /// <summary>Every claim by its name, a list of groups as one entry each.</summary>
    public required ILookup<string, string> Claims { get; init; }
}

/// <summary>A role over a scope for everybody who has a claim of this value.</summary>
public sealed record ClaimGrant
{
    public required string Claim { get; init; }

    /// <summary>Compared as it is.</summary>
    public required string Value { get; init; }

    public required Role Role { get; init; }

    public required string Scope { get; init; }
}

/// <summary>Which roles follow from what a provider says.</summary>
public static class ClaimRules
{
    /// <returns>Each pair once, in the order of the mappings.</returns>
    public static IReadOnlyList<(Role Role, string Scope)> GrantsOf(ILookup<string, string> claims, IEnumerable<ClaimGrant> mappings) =>
    [
        .. mappings.Where(mapping => claims[mapping.Claim].Contains(mapping.Value)).Select(mapping => (mapping.Role, mapping.Scope)).Distinct(),
    ];
}
