namespace Portal.Data.Registry;

/// <summary>A utility enterprise that keeps and files ledgers. Its code is its <see cref="CreditCode"/>.</summary>
public sealed record Enterprise
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string JurisdictionCode { get; init; }

    /// <summary>The number that must be answered day and night (S0-17).</summary>
    public string? Hotline { get; init; }

    /// <summary>At least one, in the order of <see cref="Sector"/> (S0-03).</summary>
    public required IReadOnlyList<Sector> Sectors { get; init; }
}

/// <summary>The bases of one year by which complaint counts are made comparable (S0-52).</summary>
public sealed record EnterpriseSize
{
    public required string EnterpriseCode { get; init; }

    /// <summary>The year the figures were declared for; they stay in force until a later year's.</summary>
    public required int Year { get; init; }

    public long? Households { get; init; }

    public long? Connections { get; init; }

    public long? HeatedSquareMetres { get; init; }
}

/// <summary>Where complaints can be brought (S0-16). Stored as its number.</summary>
public enum ChannelKind
{
    Hotline = 1, // 服务热线
    PublicAccount = 2, // 公众号
    Website = 3, // 网站
    ServiceHall = 4, // 服务大厅
}

/// <summary>A published complaint channel of an enterprise, and when somebody last tried it (S0-16).</summary>
public sealed record EnterpriseChannel
{
    public required string EnterpriseCode { get; init; }

    public required ChannelKind Kind { get; init; }

    /// <summary>Number, account name, web address or street address.</summary>
    public required string Address { get; init; }

    public required bool IsVerified { get; init; }

    public DateOnly? CheckedOn { get; init; }
}
