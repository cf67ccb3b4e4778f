using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>A version of one source's limits (requirements §4.1: S0…S4 become rule sets with citations).</summary>
public sealed record RuleSet
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    public required LimitText Name { get; init; }

    public required LimitText Source { get; init; }

    /// <summary>The trades the source speaks of; empty means all. A set never displaces another for a trade it is silent on.</summary>
    public IReadOnlyList<Sector> Sectors { get; init; } = [];

    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>The last day on which the version holds.</summary>
    public DateOnly? EffectiveTo { get; init; }

    public required IReadOnlyList<LimitRule> Rules { get; init; }

    /// <summary>The version with the rules for one kind of record alone: a filing is judged by those of ledger rows.</summary>
    public RuleSet For(RecordKind record) => this with { Rules = [.. Rules.Where(rule => rule.Record == record)] };

    public bool IsInForce(DateOnly day) =>
        (EffectiveFrom is not { } from || day >= from) && (EffectiveTo is not { } to || day <= to);

    public bool Covers(IReadOnlyCollection<Sector> sectors) => Sectors.Count == 0 || Sectors.Any(sectors.Contains);
}
