using System.Text.RegularExpressions;

namespace Portal.Tests.House;

/// <summary>What the documents name exists.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void EveryTestThatSecurityNames_Exists()
    {
        var named = TestName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"))).Select(match => match.Groups["name"].Value).ToHashSet();
        Assert.NotEmpty(named);

        Assert.Empty(named.Except(typeof(DocumentTests).Assembly.GetTypes().Select(type => type.Name)));
    }

    [Fact]
    public void EveryLinkBetweenDocuments_LeadsSomewhere()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Repository.Root, "*.md"))
            .ToList();
        Assert.NotEmpty(files);

        Assert.Empty(
            from file in files
            from match in Link().Matches(File.ReadAllText(file))
            let target = Path.Combine(Path.GetDirectoryName(file)!, match.Groups["target"].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{Repository.Relative(file)}: {match.Groups["target"].Value}");
    }

    [GeneratedRegex("`(?<name>\\w+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\]\((?<target>[^)#:\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
