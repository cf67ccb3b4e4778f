using Portal.Data.Ledgers;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers.Cases;

/// <summary>The verdicts kept with a row, opened up for the screen.</summary>
public static class CaseVerdicts
{
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
}
