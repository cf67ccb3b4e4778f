namespace Portal.Data.Warnings;

/// <summary>A change of a rule by a jurisdiction. Changes are only ever added; the newest of the nearest jurisdiction holds.</summary>
public sealed record WarningRuleChange
{
    public long Id { get; init; }

    public required string JurisdictionCode { get; init; }

    public required WarningRuleCode RuleCode { get; init; }

    /// <summary>As <see cref="WarningSettings.ToJson"/> writes them; null: as inherited again.</summary>
    public string? Settings { get; init; }

    public required string Reason { get; init; }

    public required string ChangedBy { get; init; }

    public required DateTime ChangedAtUtc { get; init; }
}

/// <summary>A rule with the parameters that hold somewhere.</summary>
/// <param name="Change">Who laid them down, why and where; null when they are as shipped.</param>
public sealed record EffectiveWarningRule(WarningRule Rule, WarningSettings Settings, WarningRuleChange? Change);

/// <summary>The rules as they hold in one jurisdiction. Pure.</summary>
public sealed class EffectiveWarningRules
{
    private readonly Dictionary<WarningRuleCode, EffectiveWarningRule> _rules;

    /// <param name="changes">Of any jurisdiction, oldest first.</param>
    /// <param name="chain">The jurisdiction and those above it, nearest first.</param>
    public EffectiveWarningRules(IReadOnlyList<WarningRuleChange> changes, IReadOnlyList<string> chain) =>
        _rules = WarningRuleFile.Shipped.ToDictionary(rule => rule.Code, rule =>
        {
            var change = chain
                .Select(code => changes.LastOrDefault(change => change.JurisdictionCode == code && change.RuleCode == rule.Code))
                .FirstOrDefault(change => change?.Settings is not null);
            return new EffectiveWarningRule(rule, change?.Settings is { } json ? WarningSettings.FromJson(json) : rule.Defaults, change);
        });

    public EffectiveWarningRule this[WarningRuleCode code] => _rules[code];

    public IEnumerable<EffectiveWarningRule> All => _rules.Values;
}
