using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Rejudging;

/// <summary>
/// What the rules about one topic said before and after, and their sum: where one set takes the place of another the ids
/// differ, and only the topics compare.
/// </summary>
/// <param name="Topic">Null for rules that are in no version known here.</param>
/// <param name="Rules">By rule id.</param>
public sealed record TopicComparison(LimitTopic? Topic, IReadOnlyList<RuleComparison> Rules)
{
    /// <summary>
    /// All rules together; both lists are indexed by <see cref="Verdict"/>. Not applicable is left at 0: what one rule of a
    /// topic leaves to another is no verdict on the topic.
    /// </summary>
    public RuleComparison Sum { get; } = new("", Add(Rules, rule => rule.Before), Add(Rules, rule => rule.After));

    /// <summary>In the order of topics.</summary>
    public static IReadOnlyList<TopicComparison> Of(IEnumerable<RuleComparison> rules, IReadOnlyDictionary<string, LimitTopic> topics) =>
    [
        .. from rule in rules
           group rule by topics.TryGetValue(rule.RuleId, out var topic) ? topic : (LimitTopic?)null into same
           orderby same.Key is null, same.Key
           select new TopicComparison(same.Key, [.. same.OrderBy(rule => rule.RuleId, StringComparer.Ordinal)]),
    ];

    private static int[] Add(IReadOnlyList<RuleComparison> rules, Func<RuleComparison, IReadOnlyList<int>> side) =>
    [
        .. Enumerable.Range(0, VerdictComparison.Verdicts)
            .Select(verdict => verdict == (int)Verdict.NotApplicable ? 0 : rules.Sum(rule => side(rule)[verdict])),
    ];
}
