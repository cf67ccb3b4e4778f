using Portal.Data.Ledgers;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers.Rejudging;

/// <summary>
/// Which verdicts of a row stand in one text and not in the other. That a rule does not apply is no difference to a set
/// that does not have the rule.
/// </summary>
internal static class Differences
{
    public static IEnumerable<(string RuleId, Verdict Verdict)> Of(string verdicts, string other)
    {
        var known = Read(other);
        return Read(verdicts).Where(pair => known.TryGetValue(pair.Key, out var verdict) ? verdict != pair.Value : pair.Value is not Verdict.NotApplicable).Select(pair => (pair.Key, pair.Value));
    }

    private static Dictionary<string, Verdict> Read(string verdicts)
    {
        var read = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var limit in VerdictText.Read(verdicts))
        {
            read[limit.RuleId.ToString()] = limit.Verdict;
        }

        return read;
    }
}
