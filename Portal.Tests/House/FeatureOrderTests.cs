using System.Text.RegularExpressions;

namespace Portal.Tests.House;

/// <summary>
/// The order in which a ledger row meets the features. A feature may use the ones before it and never one after
/// it, so there is no cycle to find.
/// </summary>
public sealed partial class FeatureOrderTests
{
    private static readonly string[] s_order =
    [
        "Storage", "Registry", "Access", "TimeLimits", "Ledgers", "SpotChecks", "Arbitration", "Indicators", "Warnings",
        "Scoring", "Benchmarks", "Notices", "Interviews", "Registers", "Scheduling",
    ];

    // Shell frames every page and is used by all of them; Commands and Demo are the command line, which uses all of them.
    private static readonly string[] s_before = ["Shell"];
    private static readonly string[] s_after = ["Commands", "Demo", "Bench"];

    [Theory]
    [InlineData("Portal.Data")]
    [InlineData("Portal")]
    public void Features_UseOnlyEarlierFeatures(string project)
    {
        string[] order = [.. s_before, .. s_order, .. s_after];
        var files = Repository.Files(project, ".cs", ".razor");
        Assert.NotEmpty(files);

        var violations =
            from file in files
            let own = Repository.Relative(file).Split('/')[1]
            where order.Contains(own)
            from used in FeatureName().Matches(File.ReadAllText(file)).Select(match => match.Groups["feature"].Value).Distinct()
            where order.Contains(used) && used != "Storage" && Array.IndexOf(order, used) > Array.IndexOf(order, own)
            select $"{Repository.Relative(file)} uses {used}";

        Assert.Empty(violations);
    }

    [Fact]
    public void Folders_AreAllInTheOrder()
    {
        var folders = Repository.Files("Portal.Data", ".cs").Concat(Repository.Files("Portal", ".cs", ".razor"))
            .Select(file => Repository.Relative(file).Split('/'))
            .Where(parts => parts.Length > 2)
            .Select(parts => parts[1])
            .Distinct()
            .ToList();

        Assert.NotEmpty(folders);
        Assert.Empty(folders.Except([.. s_before, .. s_order, .. s_after, "Properties"]));
    }

    [GeneratedRegex(@"(?:using\s+(?:static\s+)?|(?<![\w.]))Portal\.(?:Data\.)?(?<feature>[A-Z]\w+)")]
    private static partial Regex FeatureName();
}
