namespace Portal.Data.Registry;

/// <summary>
/// A body that regulates utilities in one jurisdiction (S0-01). Which bureau that is differs from place to
/// place, so the kind is data: one of <see cref="AuthorityKinds"/> or a word of the operator's own.
/// </summary>
public sealed record Authority
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string Kind { get; init; }

    public required string JurisdictionCode { get; init; }
}

/// <summary>The kinds of <see cref="Authority"/> that the source documents name.</summary>
public static class AuthorityKinds
{
    /// <summary>住房和城乡建设 (S0-01).</summary>
    public const string Housing = "housing";

    /// <summary>城市管理 (S0-01).</summary>
    public const string CityManagement = "city-management";

    /// <summary>经济和信息化 (S3).</summary>
    public const string EconomyAndInformation = "economy-and-information";
}
