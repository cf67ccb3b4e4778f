using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>
/// Which rule set holds in one jurisdiction on a day. The nearest jurisdiction on the way to the root with an adoption in
/// force decides; its latest adoption holds; without any, the default set does (requirements §5: limits are data).
/// </summary>
public sealed class EffectiveRules
{
    private readonly ILookup<string, RuleSet> _versions;
    private readonly RuleSetAdoption[] _byRank;

    /// <param name="sets">All versions of all sets.</param>
    /// <param name="adoptions">The adoptions of all jurisdictions.</param>
    /// <param name="chain">The jurisdiction, its parent, and so on to the root.</param>
    public EffectiveRules(IEnumerable<RuleSet> sets, IEnumerable<RuleSetAdoption> adoptions, IReadOnlyList<string> chain)
    {
        // Rules for register entries are never asked of a ledger row.
        _versions = sets.Select(set => set.For(RecordKind.LedgerRow)).OrderByDescending(set => set.Version).ToLookup(set => set.Code, StringComparer.Ordinal);
        _byRank =
        [
            .. from adoption in adoptions
               let distance = chain.ToList().IndexOf(adoption.JurisdictionCode)
               where distance >= 0
               orderby distance, adoption.EffectiveFrom descending, adoption.Id descending
               select adoption,
        ];

        // A set that was taken away would silently change which limits hold.
        if (_byRank.FirstOrDefault(adoption => !_versions.Contains(adoption.SetCode)) is { } unknown)
        {
            throw new InvalidDataException($"{unknown.JurisdictionCode} has adopted the rule set {unknown.SetCode}, which is not there.");
        }
    }

    /// <summary>
    /// The set for a case received on a day by an enterprise of these trades. An adopted set that is silent on the trades
    /// is passed over, so that a set for water leaves heat with the limits it had.
    /// </summary>
    public RuleSet On(DateOnly receivedOn, IReadOnlyCollection<Sector> sectors)
    {
        foreach (var adoption in _byRank)
        {
            if (adoption.EffectiveFrom <= receivedOn && InForce(adoption.SetCode, receivedOn) is { } set && set.Covers(sectors))
            {
                return set;
            }
        }

        return InForce(RuleSets.DefaultCode, receivedOn)
            ?? throw new InvalidDataException($"The default rule set {RuleSets.DefaultCode} is not there for {receivedOn:yyyy-MM-dd}.");
    }

    private RuleSet? InForce(string code, DateOnly day)
    {
        foreach (var version in _versions[code])
        {
            if (version.IsInForce(day))
            {
                return version;
            }
        }

        return null;
    }
}
