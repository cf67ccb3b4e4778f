namespace Portal.Data.Registry;

/// <summary>Stored as its number.</summary>
public enum JurisdictionLevel
{
    Province = 1, // 省、自治区
    City = 2, // 市、盟
    County = 3, // 县、旗、区
}

/// <summary>A node of the regulator tree (S0-01): a code in the manner of GB/T 2260 and the code of the node above.</summary>
public sealed record Jurisdiction
{
    public required string Code { get; init; }

    /// <summary>Null at a root.</summary>
    public string? ParentCode { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required JurisdictionLevel Level { get; init; }
}
