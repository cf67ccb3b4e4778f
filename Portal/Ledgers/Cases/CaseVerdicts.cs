using Portal.Data.Ledgers;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers.Cases;

/// <summary>The verdicts kept with a row, opened up for the screen.</summary>
public static class CaseVerdicts
{
    private const int MostInALine = 4;

    public static IReadOnlyDictionary<string, Verdict> All(string verdicts)
    {
        var found = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var limit in VerdictText.Read(verdicts))
        {
            found[limit.RuleId.ToString()] = limit.Verdict;
        }

        return found;
    }

    /// <summary>Those of the limits that are for the case, in the order of the rules.</summary>
    public static IEnumerable<KeyValuePair<string, Verdict>> Applicable(string verdicts) =>
        All(verdicts).Where(limit => limit.Value is not Verdict.NotApplicable);

    /// <summary>
    /// As many of them as a line of a list has room for, in the order of the rules, and how many it leaves out: what went
    /// wrong stays before what went well.
    /// </summary>
    public static (IReadOnlyList<KeyValuePair<string, Verdict>> Shown, int Left) Foremost(string verdicts)
    {
        var all = Applicable(verdicts).ToList();
        if (all.Count <= MostInALine)
        {
            return (all, 0);
        }

        var kept = all.OrderBy(limit => Rank(limit.Value)).Take(MostInALine - 1).Select(limit => limit.Key).ToHashSet(StringComparer.Ordinal);
        return ([.. all.Where(limit => kept.Contains(limit.Key))], all.Count - kept.Count);
    }

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.OpenOverdue => 0,
        Verdict.Late => 1,
        Verdict.Undeterminable => 2,
        Verdict.OpenInTime => 3,
        _ => 4,
    };
}
