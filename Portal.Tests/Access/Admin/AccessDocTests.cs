using Portal.Data.Access;
using Portal.Tests.House;

namespace Portal.Tests.Access.Admin;

/// <summary>What docs/access.md says of each role is what the portal does.</summary>
public sealed class AccessDocTests
{
    private static readonly Role[] s_roles = [.. Enum.GetValues<Role>().Where(role => role is not Role.Public)];

    [Fact]
    public void TheTableOfPermissions_IsThatOfThePortal()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "access.md"));
        var written = lines.SkipWhile(line => !line.StartsWith("| operation |", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|')).ToList();

        var expected = new List<string>
        {
            $"| operation | {string.Join(" | ", s_roles.Select(role => $"`{role}`"))} |",
            "|---|" + string.Concat(s_roles.Select(_ => ":-:|")),
        };
        expected.AddRange(Enum.GetValues<Operation>().Select(operation =>
            $"| `{operation}` | {string.Join(" | ", s_roles.Select(role => Permissions.Allows(role, operation) ? "yes" : "–"))} |"));
        Assert.Equal(expected, written);
    }
}
