namespace Portal.Data.Access.Permits;

/// <summary>
/// Leave to take personal data out of the portal (S2-42): one user, one part of the registry, some ledger months, one
/// purpose, until a day. Given by a second person, never to oneself.
/// </summary>
public sealed record PersonalDataPermit
{
    public long Id { get; init; }

    public required long UserId { get; init; }

    public string UserName { get; init; } = "";

    /// <summary>With its descendants; null when one enterprise is meant.</summary>
    public string? JurisdictionCode { get; init; }

    public string? EnterpriseCode { get; init; }

    public string ScopeName { get; init; } = "";

    public string ScopeNameEn { get; init; } = "";

    /// <summary>First ledger month, as <c>yyyy-MM</c>.</summary>
    public required string FromMonth { get; init; }

    /// <summary>Last ledger month, as <c>yyyy-MM</c>.</summary>
    public required string ToMonth { get; init; }

    public required string Purpose { get; init; }

    /// <summary>The last day, on the ledger's clock.</summary>
    public required DateOnly ValidUntil { get; init; }

    public required string GrantedBy { get; init; }

    public required DateTime GrantedAtUtc { get; init; }

    public string? EndedBy { get; init; }

    public DateTime? EndedAtUtc { get; init; }
}

/// <summary>One enterprise that a permit covers, with the months for which it does.</summary>
public sealed record CoveredEnterprise
{
    public required string EnterpriseCode { get; init; }

    public required string FromMonth { get; init; }

    public required string ToMonth { get; init; }

    /// <summary>Of the permit.</summary>
    public required string Purpose { get; init; }
}

/// <summary>What a user's permits of today cover together. Everything else stays masked.</summary>
public sealed class PermitCoverage(IEnumerable<CoveredEnterprise> covered)
{
    private readonly ILookup<string, CoveredEnterprise> _byEnterprise = covered.ToLookup(item => item.EnterpriseCode, StringComparer.Ordinal);

    /// <summary>No permit at all.</summary>
    public static PermitCoverage Nothing { get; } = new([]);

    public bool IsNothing => _byEnterprise.Count == 0;

    /// <param name="month">As <c>yyyy-MM</c>.</param>
    public bool Covers(string enterpriseCode, string month) => Covering(enterpriseCode, month).Any();

    /// <summary>The purposes of the permits that cover any of these months, each once.</summary>
    /// <param name="months">As <c>yyyy-MM</c>.</param>
    public IEnumerable<string> PurposesOf(string enterpriseCode, IEnumerable<string> months) =>
        months.SelectMany(month => Covering(enterpriseCode, month)).Select(item => item.Purpose).Distinct();

    private IEnumerable<CoveredEnterprise> Covering(string enterpriseCode, string month) => _byEnterprise[enterpriseCode].Where(item =>
        string.CompareOrdinal(item.FromMonth, month) <= 0 && string.CompareOrdinal(month, item.ToMonth) <= 0);
}
