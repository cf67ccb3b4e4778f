using Portal.Data.Registry;

namespace Portal.Data.TimeLimits.Versions;

public enum FindingKind
{
    /// <summary>Has to be mended before the version can be submitted.</summary>
    Fault,

    /// <summary>Cases for which no rule of a topic applies that the set otherwise covers.</summary>
    Gap,

    /// <summary>A rule that no case can ever meet.</summary>
    Unreachable,
}

/// <summary>Something about a set that its author should see.</summary>
/// <param name="Entry">The id of the rule, or of the set.</param>
/// <param name="Code">What it is: the property of a fault, otherwise the name of the finding.</param>
/// <param name="Text">The fault as the reader of the file states it; empty for other findings.</param>
/// <param name="Args">What the sentence of the finding names.</param>
public sealed record RuleFinding(string Entry, FindingKind Kind, string Code, string Text, IReadOnlyList<Enum> Args);

/// <summary>What a set leaves uncovered and which of its rules can never hold: pure, and no fault by itself.</summary>
public static class RuleFindings
{
    /// <param name="set">Also a draft that has faults.</param>
    /// <param name="problems">What its reader found.</param>
    public static IReadOnlyList<RuleFinding> Of(RuleSet set, IEnumerable<DataFileProblem> problems) =>
    [
        .. problems.Select(problem => new RuleFinding(problem.Entry, FindingKind.Fault, problem.Property, problem.Text, [])),
        .. set.Rules.SelectMany(rule => Unreachable(set, rule)),
        .. Gaps(set),
    ];

    private static IEnumerable<RuleFinding> Unreachable(RuleSet set, LimitRule rule)
    {
        if (set.Sectors.Count > 0 && rule.AppliesWhen.Sectors.Count > 0 && !rule.AppliesWhen.Sectors.Any(set.Sectors.Contains))
        {
            yield return new(rule.Id, FindingKind.Unreachable, "no-sector", "", []);
        }

        if (Channels(rule.AppliesWhen).Length == 0)
        {
            yield return new(rule.Id, FindingKind.Unreachable, "no-channel", "", []);
        }

        if (rule.EffectiveTo < set.EffectiveFrom || rule.EffectiveFrom > set.EffectiveTo)
        {
            yield return new(rule.Id, FindingKind.Unreachable, "no-day", "", []);
        }
    }

    private static IEnumerable<RuleFinding> Gaps(RuleSet set)
    {
        var sectors = set.Sectors.Count == 0 ? Enum.GetValues<Sector>() : [.. set.Sectors];
        foreach (var topic in set.Rules.Where(rule => rule.Record is RecordKind.LedgerRow).GroupBy(rule => rule.Topic))
        {
            foreach (var sector in sectors)
            {
                var rules = topic.Where(rule => rule.AppliesWhen.Sectors.Count == 0 || rule.AppliesWhen.Sectors.Contains(sector)).ToList();
                if (rules.Count == 0)
                {
                    yield return new(set.Code, FindingKind.Gap, "sector", "", [topic.Key, sector]);
                    continue;
                }

                foreach (var channel in Enum.GetValues<Channel>().Except(rules.SelectMany(rule => Channels(rule.AppliesWhen))))
                {
                    yield return new(set.Code, FindingKind.Gap, "channel", "", [topic.Key, sector, channel]);
                }
            }
        }
    }

    private static Channel[] Channels(LimitScope scope) =>
        [.. (scope.Channels.Count == 0 ? Enum.GetValues<Channel>() : [.. scope.Channels]).Except(scope.ExceptChannels)];
}
