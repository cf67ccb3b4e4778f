using Portal.Data.Access.Recusals;

namespace Portal.Data.Ledgers.Disclosures;

/// <summary>A case as the question "may this user have it?" needs it: who complains is sealed or hashed.</summary>
public sealed record SealedCase
{
    public required long Id { get; init; }

    public required long FilingId { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string CaseNo { get; init; }

    public required string FigureMonth { get; init; }

    internal byte[] Complainant { get; init; } = [];

    internal byte[] PhoneHash { get; init; } = [];

    internal byte[] AddressHash { get; init; } = [];

    /// <summary>What the case is called wherever it is assigned: the same in every filing that reports it.</summary>
    public RecusalItem ToItem()
    {
        var id = $"{EnterpriseCode}/{FigureMonth}/{CaseNo}";
        return new(RecusalItemKind.Case, id, EnterpriseCode) { CaseId = id, PhoneHash = PhoneHash, AddressHash = AddressHash };
    }
}
