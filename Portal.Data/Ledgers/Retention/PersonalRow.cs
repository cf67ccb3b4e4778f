namespace Portal.Data.Ledgers.Retention;

/// <summary>The columns of a ledger row in which a person may be found.</summary>
internal sealed record PersonalRow
{
    public required long Id { get; init; }

    public required byte[] Complainant { get; init; }

    public required byte[] PhoneHash { get; init; }

    public required byte[] AddressHash { get; init; }

    public required string Content { get; init; }

    public string? SubType { get; init; }

    public string? Community { get; init; }

    public string? Department { get; init; }

    public string? Staff { get; init; }

    public string? Resolution { get; init; }

    public string? Responsibility { get; init; }

    public string? ExtensionReason { get; init; }

    public string? Evidence { get; init; }

    public string? ReturnReason { get; init; }
}

/// <summary>A filing whose complainants are not kept any more.</summary>
public sealed record DueFiling
{
    public required long Id { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string Period { get; init; }

    /// <summary>Rows in the table: none of a filing that was declined.</summary>
    public int Rows { get; init; }
}
