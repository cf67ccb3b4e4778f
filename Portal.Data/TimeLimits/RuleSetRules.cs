namespace Portal.Data.TimeLimits;

/// <summary>What must hold of a rule set beyond the form of its file, so that a limit cannot be senseless or contradict another.</summary>
public static class RuleSetRules
{
    private const int LongestAmount = 10_000;

    public static IReadOnlyList<DataFileProblem> Validate(RuleSet set)
    {
        var problems = new List<DataFileProblem>();
        if (set.Version < 1)
        {
            problems.Add(new("rule set", "version", "must be 1 or more."));
        }

        if (set.EffectiveTo < set.EffectiveFrom)
        {
            problems.Add(new("rule set", "effectiveTo", "lies before effectiveFrom."));
        }

        if (set.Rules.Count == 0)
        {
            problems.Add(new("rule set", "rules", "holds no rule."));
        }

        problems.AddRange(set.Rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Where(same => same.SelectMany(rule => same.Where(other => other != rule), InForceTogether).Any(together => together))
            .Select(same => new DataFileProblem(same.Key, "id", "is used by more than one rule at a time.")));
        problems.AddRange(set.Rules.SelectMany(Faults));
        problems.AddRange(Contradictions(set.Rules));
        return problems;
    }

    private static IEnumerable<DataFileProblem> Faults(LimitRule rule)
    {
        if (rule.Stop <= rule.Start)
        {
            yield return new(rule.Id, "stop", $"{rule.Stop} does not come after the start, {rule.Start}, in the order of events.");
        }

        if (rule.OrderLimit is not OrderLimit.Required && FaultOf(rule.Limit, rule.DayBoundary) is { } amountFault)
        {
            yield return new(rule.Id, "amount", amountFault);
        }

        if (rule.DayBoundary is DayBoundary.EndOfDay && rule.Limit.Unit is LimitUnit.Minute or LimitUnit.Hour)
        {
            yield return new(rule.Id, "dayBoundary", "EndOfDay needs a limit in days.");
        }

        if (rule.Extension is not null && rule.OrderLimit is not OrderLimit.Replaces)
        {
            yield return new(rule.Id, "extension", "has an effect only where orderLimit is Replaces.");
        }

        if (rule.Extension?.Longest is { } longest && FaultOf(longest, DayBoundary.SameTime) is { } longestFault)
        {
            yield return new(rule.Id, "extension.longest.amount", longestFault);
        }

        if (rule.Appointment is { Within: not null, AgreedBy: null })
        {
            yield return new(rule.Id, "appointment.within", "needs agreedBy: the event by which the appointment was agreed.");
        }

        if (rule.Appointment?.Within is { } within && FaultOf(within, DayBoundary.SameTime) is { } withinFault)
        {
            yield return new(rule.Id, "appointment.within.amount", withinFault);
        }

        if (rule.AppliesWhen.Pipe is { IsEmpty: true })
        {
            yield return new(rule.Id, "appliesWhen.pipe", "holds no diameter.");
        }

        if (rule.EffectiveTo < rule.EffectiveFrom)
        {
            yield return new(rule.Id, "effectiveTo", "lies before effectiveFrom.");
        }
    }

    private static string? FaultOf(LimitSpan span, DayBoundary boundary) =>
        span.Amount > LongestAmount ? $"must not be more than {LongestAmount}."
        : span.Amount < 0 || (span.Amount == 0 && boundary is not DayBoundary.EndOfDay)
            ? "must be 1 or more; 0 is for a limit that ends with its own day (dayBoundary EndOfDay)."
        : null;

    /// <summary>Two limits for the same subject over the same two events must not both fit one case: which would hold?</summary>
    private static IEnumerable<DataFileProblem> Contradictions(IReadOnlyList<LimitRule> rules) =>
        from i in Enumerable.Range(0, rules.Count)
        from other in rules.Skip(i + 1)
        let rule = rules[i]
        where rule.Id != other.Id
            && (rule.Subject, rule.Start, rule.Stop) == (other.Subject, other.Start, other.Stop)
            && InForceTogether(rule, other)
            && rule.AppliesWhen.Overlaps(other.AppliesWhen)
        select new DataFileProblem(other.Id, "appliesWhen", $"fits cases that {rule.Id} fits too; narrow one of them.");

    private static bool InForceTogether(LimitRule rule, LimitRule other) =>
        !(rule.EffectiveTo < other.EffectiveFrom || other.EffectiveTo < rule.EffectiveFrom);
}
