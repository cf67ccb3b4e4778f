using System.Text.RegularExpressions;

namespace Portal.Data.TimeLimits;

/// <summary>What must hold of a rule set beyond the form of its file, so that a limit cannot be senseless or contradict another.</summary>
public static partial class RuleSetRules
{
    /// <summary>In whatever unit.</summary>
    public const int LongestAmount = 10_000;

    /// <summary>What a property's fault rests on besides the property itself: where one of these could not be read, nothing can be said.</summary>
    private static readonly Dictionary<string, string[]> s_restsOn = new(StringComparer.Ordinal)
    {
        ["start"] = ["record"],
        ["stop"] = ["record", "direction", "start"],
        ["orStop"] = ["record", "start", "stop"],
        ["amount"] = ["unit", "dayBoundary"],
        ["dayBoundary"] = ["unit", "direction", "byPipe"],
        ["direction"] = ["orderLimit", "appointment", "byPipe"],
        ["extension"] = ["orderLimit"],
        ["effectiveTo"] = ["effectiveFrom"],
    };

    public static IReadOnlyList<DataFileProblem> Validate(RuleSet set) => Validate(set, []);

    /// <param name="unread">What the reader of its file found: what stands in for it is not judged, all the rest is.</param>
    public static IReadOnlyList<DataFileProblem> Validate(RuleSet set, IReadOnlyList<DataFileProblem> unread) =>
        [.. All(set, unread).Where(problem => !unread.Any(other => other.Entry == problem.Entry && IsConcerned(problem.Property, other.Property)))];

    private static bool IsConcerned(string property, string unread) =>
        unread.StartsWith(property, StringComparison.Ordinal) || property.StartsWith(unread, StringComparison.Ordinal)
        || s_restsOn.GetValueOrDefault(property, []).Any(basis => unread.StartsWith(basis, StringComparison.Ordinal));

    private static List<DataFileProblem> All(RuleSet set, IReadOnlyList<DataFileProblem> unread)
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

        problems.AddRange(set.Rules.Where(rule => rule.Id.Length > 0).GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Where(same => same.SelectMany(rule => same.Where(other => !ReferenceEquals(other, rule)), InForceTogether).Any(together => together))
            .Select(same => new DataFileProblem(same.Key, "id", "is used by more than one rule at a time.")));
        problems.AddRange(set.Rules.SelectMany(Faults));
        problems.AddRange(Contradictions([.. set.Rules.Where(rule => rule.Id.Length > 0 && !unread.Any(problem => problem.Entry == rule.Id && Decides(problem.Property)))]));
        return problems;
    }

    private static IEnumerable<DataFileProblem> Faults(LimitRule rule)
    {
        // A missing id has been told by the reader; of others, verdict texts and addresses are made.
        if (rule.Id.Length > 0 && !IsRuleId(rule.Id))
        {
            yield return new(rule.Id, "id", "must be of letters, digits, points and hyphens, 40 at most, and begin with a letter or a digit.");
        }

        foreach (var fault in EventFaults(rule).Concat(PipeFaults(rule)))
        {
            yield return fault;
        }

        if (rule is { OrderLimit: not OrderLimit.Required, ByPipe.Count: 0 } && FaultOf(rule.Limit, rule.DayBoundary) is { } amountFault)
        {
            yield return new(rule.Id, "amount", amountFault);
        }

        if (rule.Direction is not LimitDirection.Within
            && (rule.OrderLimit is not OrderLimit.Ignored || rule.Appointment is not null || rule.ByPipe.Count > 0))
        {
            yield return new(rule.Id, "direction", "is Within where an order, an appointment or a diameter decides.");
        }

        if (rule.DayBoundary is DayBoundary.EndOfDay && rule.Limit.Unit is LimitUnit.Minute or LimitUnit.Hour)
        {
            yield return new(rule.Id, "dayBoundary", "EndOfDay needs a limit in days.");
        }

        if (rule is { DayBoundary: DayBoundary.EndOfDay, Direction: LimitDirection.NotBefore })
        {
            yield return new(rule.Id, "dayBoundary", "EndOfDay is a latest time, and the direction NotBefore asks for an earliest.");
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

    private static IEnumerable<DataFileProblem> EventFaults(LimitRule rule)
    {
        var order = CaseEvents.Of(rule.Record).ToList();
        var (start, stop) = (order.IndexOf(rule.Start), order.IndexOf(rule.Stop));
        if (start < 0 || stop < 0)
        {
            var (property, stray) = start < 0 ? ("start", rule.Start) : ("stop", rule.Stop);
            yield return new(rule.Id, property, $"{stray} is no event of the record {rule.Record}; it has {string.Join(", ", order)}.");
        }
        else if (rule.Direction is LimitDirection.Before ? stop >= start : stop <= start)
        {
            var side = rule.Direction is LimitDirection.Before ? "before" : "after";
            yield return new(rule.Id, "stop", $"{rule.Stop} does not come {side} the start, {rule.Start}, in the order of events.");
        }

        foreach (var other in rule.OrStop.Where(other => !order.Contains(other) || other == rule.Start || other == rule.Stop))
        {
            yield return new(rule.Id, "orStop", $"{other} is not another event of the record {rule.Record}.");
        }
    }

    private static IEnumerable<DataFileProblem> PipeFaults(LimitRule rule)
    {
        for (var i = 0; i < rule.ByPipe.Count; i++)
        {
            var (pipe, limit) = rule.ByPipe[i];
            if (pipe.IsEmpty || rule.ByPipe.Take(i).Any(other => other.Pipe.Overlaps(pipe)))
            {
                yield return new(rule.Id, "byPipe", pipe.IsEmpty ? "holds no diameter." : "gives two limits for one diameter.");
            }

            if (FaultOf(limit, rule.DayBoundary) is { } fault)
            {
                yield return new(rule.Id, "byPipe.amount", fault);
            }
        }
    }

    private static string? FaultOf(LimitSpan span, DayBoundary boundary) =>
        span.Amount > LongestAmount ? $"must not be more than {LongestAmount}."
        : span.Amount < 0 || (span.Amount == 0 && boundary is not DayBoundary.EndOfDay)
            ? "must be 1 or more; 0 is for a limit that ends with its own day (dayBoundary EndOfDay)."
        : null;

    /// <summary>Whether a property has a say in which cases a rule fits.</summary>
    private static bool Decides(string property) =>
        !(property.StartsWith("name", StringComparison.Ordinal) || property.StartsWith("note", StringComparison.Ordinal) || property.StartsWith("citation", StringComparison.Ordinal));

    /// <summary>Two limits for the same subject over the same two events must not both fit one case: which would hold?</summary>
    private static IEnumerable<DataFileProblem> Contradictions(IReadOnlyList<LimitRule> rules) =>
        from i in Enumerable.Range(0, rules.Count)
        from other in rules.Skip(i + 1)
        let rule = rules[i]
        where rule.Id != other.Id
            && (rule.Record, rule.Direction, rule.Subject, rule.Start, rule.Stop) == (other.Record, other.Direction, other.Subject, other.Start, other.Stop)
            && InForceTogether(rule, other)
            && rule.AppliesWhen.Overlaps(other.AppliesWhen)
        select new DataFileProblem(other.Id, "appliesWhen", $"fits cases that {rule.Id} fits too; narrow one of them.");

    private static bool InForceTogether(LimitRule rule, LimitRule other) =>
        !(rule.EffectiveTo < other.EffectiveFrom || other.EffectiveTo < rule.EffectiveFrom);

    public static bool IsRuleId(string text) => RuleId().IsMatch(text);

    /// <summary>As in S0-37, S2-23F or XY-1.2.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]{0,39}\z")]
    private static partial Regex RuleId();
}
