namespace Portal.Data.TimeLimits;

/// <summary>The rule sets the portal ships. A new one is a file in this folder's RuleSets and its name in the list here.</summary>
public static class RuleSets
{
    /// <summary>The set that holds where no jurisdiction up to the root has adopted another (requirements §3.0).</summary>
    public const string DefaultCode = "S0";

    private static readonly string[] s_files = ["s0.json", "s1.json", "s2.json", "s3.json", "s4.json"];

    public static IReadOnlyList<RuleSet> Shipped { get; } = [.. s_files.Select(Read)];

    /// <summary>Every shipped rule that ledger rows are judged by, set by set; those for register entries are not among them.</summary>
    public static IReadOnlyList<LimitRule> OfRows { get; } = [.. Shipped.SelectMany(set => set.For(RecordKind.LedgerRow).Rules)];

    private static RuleSet Read(string file)
    {
        var reading = RuleSetFile.Read(DataFile.Text(file));
        return reading.Set ?? throw new InvalidDataException($"The shipped rule set {file} is faulty. {reading.Problems[0]}");
    }
}
