using System.Collections.Concurrent;
using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>
/// Which rules hold in one jurisdiction on a day. The nearest jurisdiction on the way to the root with an adoption in
/// force decides; its latest adoption holds; without any, the default set does (requirements §5: limits are data).
/// Overrides of the chain are applied to it from the root down, so that the nearest has the last word. Safe for many threads.
/// </summary>
public sealed class EffectiveRules
{
    private readonly ILookup<string, RuleSet> _versions;
    private readonly RuleSetAdoption[] _byRank;
    private readonly RuleOverride[] _overrides;
    private readonly HeatingSeasons _seasons;
    private readonly ConcurrentDictionary<(int Day, int Sectors), RuleSet> _byDay = new();
    private readonly ConcurrentDictionary<(RuleSet Set, string Overrides, bool IsHeating), RuleSet> _combined = new();

    /// <param name="sets">All versions of all sets.</param>
    /// <param name="adoptions">The adoptions of all jurisdictions.</param>
    /// <param name="chain">The jurisdiction, its parent, and so on to the root.</param>
    /// <param name="overrides">The overrides of all jurisdictions.</param>
    /// <param name="seasons">The heating seasons of the jurisdiction.</param>
    public EffectiveRules(
        IEnumerable<RuleSet> sets,
        IEnumerable<RuleSetAdoption> adoptions,
        IReadOnlyList<string> chain,
        IEnumerable<RuleOverride>? overrides = null,
        HeatingSeasons? seasons = null)
    {
        var rank = chain.ToList();
        _versions = sets.OrderByDescending(set => set.Version).ToLookup(set => set.Code, StringComparer.Ordinal);
        _byRank =
        [
            .. from adoption in adoptions
               let distance = rank.IndexOf(adoption.JurisdictionCode)
               where distance >= 0
               orderby distance, adoption.EffectiveFrom descending, adoption.Id descending
               select adoption,
        ];
        _overrides =
        [
            .. from decision in overrides ?? []
               let distance = rank.IndexOf(decision.JurisdictionCode)
               where distance >= 0
               orderby distance descending, decision.Id
               select decision,
        ];
        _seasons = seasons ?? HeatingSeasons.Default;

        // A set that was taken away would silently change which limits hold.
        if (_byRank.FirstOrDefault(adoption => !_versions.Contains(adoption.SetCode)) is { } unknown)
        {
            throw new InvalidDataException($"{unknown.JurisdictionCode} has adopted the rule set {unknown.SetCode}, which is not there.");
        }
    }

    /// <summary>Shipped sets and what has been decided, seen from the end of a chain.</summary>
    public static EffectiveRules Of(RuleDecisions decisions, IReadOnlyList<string> chain) => new(
        RuleSets.Shipped.Concat(decisions.Versions.Where(version => chain.Contains(version.JurisdictionCode)).Select(version => version.Set)),
        decisions.Adoptions,
        chain,
        decisions.Overrides,
        new HeatingSeasons(decisions.Seasons, chain));

    /// <summary>
    /// The rules for a case received on a day by an enterprise of these trades, overrides applied. An adopted set that is
    /// silent on the trades is passed over, so that a set for water leaves heat with the limits it had. The same rules are
    /// the same object.
    /// </summary>
    public RuleSet On(DateOnly receivedOn, IReadOnlyCollection<Sector> sectors)
    {
        var bits = 0;
        foreach (var sector in sectors)
        {
            bits |= 1 << (int)sector;
        }

        return _byDay.TryGetValue((receivedOn.DayNumber, bits), out var known)
            ? known
            : _byDay.GetOrAdd((receivedOn.DayNumber, bits), Combine(Source(receivedOn, sectors).Set, receivedOn));
    }

    /// <summary>The version of a set that is in force on a day with the overrides of the chain, whether adopted or not; null when there is none.</summary>
    public RuleSet? Combined(string setCode, DateOnly day) => InForce(setCode, day) is { } set ? Combine(set, day) : null;

    /// <summary>The set that holds before overrides, and the adoption by which it does; null for the default.</summary>
    public (RuleSet Set, RuleSetAdoption? Adoption) Source(DateOnly receivedOn, IReadOnlyCollection<Sector> sectors)
    {
        foreach (var adoption in _byRank)
        {
            if (adoption.EffectiveFrom <= receivedOn && InForce(adoption.SetCode, receivedOn) is { } set && set.Covers(sectors))
            {
                return (set, adoption);
            }
        }

        var standing = InForce(RuleSets.DefaultCode, receivedOn)
            ?? throw new InvalidDataException($"The default rule set {RuleSets.DefaultCode} is not there for {receivedOn:yyyy-MM-dd}.");
        return (standing, null);
    }

    /// <summary>Every rule of the set as its source states it and as it holds: null where it is off or not in force that day.</summary>
    public IReadOnlyList<EffectiveRule> Table(DateOnly receivedOn, IReadOnlyCollection<Sector> sectors)
    {
        var (set, adoption) = Source(receivedOn, sectors);
        var overrides = OverridesOn(set.Code, receivedOn);
        return
        [
            .. set.Rules
                .Where(rule => !(receivedOn < rule.EffectiveFrom || receivedOn > rule.EffectiveTo) && Concerns(rule, sectors))
                .Select(rule => new EffectiveRule(rule, Apply(rule, overrides), adoption, [.. overrides.Where(decision => decision.RuleId == rule.Id)])),
        ];
    }

    private static bool Concerns(LimitRule rule, IReadOnlyCollection<Sector> sectors) =>
        rule.AppliesWhen.Sectors.Count == 0 || sectors.Count == 0 || rule.AppliesWhen.Sectors.Any(sectors.Contains);

    private RuleSet Combine(RuleSet set, DateOnly day)
    {
        var overrides = OverridesOn(set.Code, day);
        var isHeating = _seasons.Of(day) is not null;
        return _combined.GetOrAdd(
            (set, string.Join(',', overrides.Select(decision => decision.Id)), isHeating),
            _ => set with
            {
                Rules =
                [
                    // Rules for register entries are never asked of a ledger row.
                    .. set.Rules.Where(rule => rule.Record is RecordKind.LedgerRow).Select(rule => Apply(rule, overrides)).OfType<LimitRule>()
                        .Select(rule => rule.AppliesWhen.HeatingOnly ? rule with { AppliesWhen = rule.AppliesWhen with { IsHeating = isHeating } } : rule),
                ],
            });
    }

    /// <summary>From the root down; of one jurisdiction only the latest decision about a rule.</summary>
    private RuleOverride[] OverridesOn(string setCode, DateOnly day) =>
    [
        .. _overrides.Where(decision => decision.SetCode == setCode && decision.IsInForce(day))
            .GroupBy(decision => (decision.JurisdictionCode, decision.RuleId))
            .Select(same => same.Last()),
    ];

    private static LimitRule? Apply(LimitRule rule, RuleOverride[] overrides)
    {
        foreach (var decision in overrides)
        {
            if (decision.RuleId == rule.Id)
            {
                if (decision.Change.Apply(rule) is not { } changed)
                {
                    return null;
                }

                rule = changed with { Override = decision };
            }
        }

        return rule;
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

/// <param name="Source">As its set states it.</param>
/// <param name="Rule">As it holds; null when an override has switched it off.</param>
/// <param name="Adoption">The decision by which the set holds; null for the default.</param>
/// <param name="Overrides">What was decided about it, from the root down; the last one is the nearest.</param>
public sealed record EffectiveRule(LimitRule Source, LimitRule? Rule, RuleSetAdoption? Adoption, IReadOnlyList<RuleOverride> Overrides);
