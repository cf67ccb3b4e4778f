namespace Portal.Data.Ledgers.Rejudging;

/// <summary>What one rule said of the rows before, and what it says after; both indexed by <see cref="TimeLimits.Verdict"/>.</summary>
public sealed record RuleComparison(string RuleId, IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    public bool IsChanged => !Before.SequenceEqual(After);
}

/// <summary>Counts the verdicts of rows before and after, rule by rule. Used by one thread at a time; several are added up.</summary>
public sealed class VerdictComparison
{
    internal const int Verdicts = 6;

    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);

    public int Rows { get; private set; }

    /// <summary>Rows of which any verdict or state came out otherwise.</summary>
    public int Changed { get; private set; }

    /// <summary>By rule id.</summary>
    public IReadOnlyList<RuleComparison> Lines =>
    [
        .. _counts.OrderBy(line => line.Key, StringComparer.Ordinal)
            .Select(line => new RuleComparison(line.Key, line.Value[..Verdicts], line.Value[Verdicts..])),
    ];

    public void Add(string before, string after, bool isChanged)
    {
        Rows++;
        Changed += isChanged ? 1 : 0;
        Count(before, 0);
        Count(after, Verdicts);
    }

    public void Add(VerdictComparison other)
    {
        Rows += other.Rows;
        Changed += other.Changed;
        foreach (var (rule, counts) in other._counts)
        {
            var sums = Counts(rule);
            for (var index = 0; index < counts.Length; index++)
            {
                sums[index] += counts[index];
            }
        }
    }

    private void Count(string verdicts, int offset)
    {
        foreach (var limit in VerdictText.Read(verdicts))
        {
            Counts(limit.RuleId)[offset + (int)limit.Verdict]++;
        }
    }

    private int[] Counts(ReadOnlySpan<char> ruleId)
    {
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!counts.TryGetValue(ruleId, out var known))
        {
            counts[ruleId] = known = new int[2 * Verdicts];
        }

        return known;
    }
}
