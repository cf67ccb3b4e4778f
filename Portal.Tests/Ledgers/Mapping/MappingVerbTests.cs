using Portal.Data.Storage;
using Portal.Tests.Shell;

namespace Portal.Tests.Ledgers.Mapping;

/// <summary><c>mapping import</c> as an operator calls it.</summary>
public sealed class MappingVerbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("regulator-mapping-").FullName;

    public void Dispose()
    {
        Db.ForSqlite(Path.Combine(_directory, "portal.db")).ClosePool();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task AMappingOfAnUnknownEnterprise_IsRefusedInOneSentence()
    {
        var file = Path.Combine(_directory, "city.json");
        await File.WriteAllTextAsync(
            file, """{"name": "city", "enterprise": "91159900000000010X", "headers": {"编号": "CaseNo"}}""", TestContext.Current.CancellationToken);

        var (exit, _, error) = await new PortalProcess(_directory).RunAsync(["mapping", "import", file]);

        Assert.Equal(1, exit);
        Assert.Contains("no enterprise has the code '91159900000000010X'", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }
}
