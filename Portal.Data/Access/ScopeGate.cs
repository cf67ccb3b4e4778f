using Portal.Data.Registry;

namespace Portal.Data.Access;

/// <summary>
/// Answers whether an actor may see an enterprise or a jurisdiction, from the registry as it is now. What does not
/// exist may not be seen either, so a page answers both with the same "not found".
/// </summary>
public sealed class ScopeGate(EnterpriseStore enterprises, JurisdictionStore jurisdictions)
{
    public async Task<bool> MaySeeAsync(Actor actor, string enterpriseCode, CancellationToken cancellation)
    {
        if (await enterprises.ReadByCodeAsync(enterpriseCode, cancellation) is not { } enterprise)
        {
            return false;
        }

        return await MaySeeAsync(actor, enterprise, cancellation);
    }

    public async Task<bool> MaySeeAsync(Actor actor, Enterprise enterprise, CancellationToken cancellation) =>
        actor.MaySee(enterprise.Code, await ChainAsync(enterprise.JurisdictionCode, cancellation));

    /// <summary>True for the actor's own jurisdiction and those within it; an enterprise sees none.</summary>
    public async Task<bool> MaySeeJurisdictionAsync(Actor actor, string jurisdictionCode, CancellationToken cancellation)
    {
        if (actor.IsEnterprise || actor.Scope.Length == 0)
        {
            return false;
        }

        var chain = await ChainAsync(jurisdictionCode, cancellation);
        return actor.IsEverywhere ? chain.Any() : chain.Contains(actor.Scope);
    }

    /// <summary>The jurisdictions the actor may choose from, its own first; none for an enterprise.</summary>
    public async Task<IReadOnlyList<Jurisdiction>> ReadJurisdictionsAsync(Actor actor, CancellationToken cancellation)
    {
        if (actor.IsEverywhere)
        {
            return await jurisdictions.ReadAllAsync(cancellation);
        }

        if (actor.JurisdictionCode is not { Length: > 0 } own)
        {
            return [];
        }

        var within = await jurisdictions.ReadWithinAsync(own, cancellation);
        return [.. within.OrderBy(jurisdiction => jurisdiction.Code != own).ThenBy(jurisdiction => jurisdiction.Code, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<string>> ChainAsync(string jurisdictionCode, CancellationToken cancellation) =>
        (await jurisdictions.ReadChainAsync(jurisdictionCode, cancellation)).Select(jurisdiction => jurisdiction.Code);
}
