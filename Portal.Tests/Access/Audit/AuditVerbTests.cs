using System.Text.Json;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;
using Portal.Tests.Shell;

namespace Portal.Tests.Access.Audit;

/// <summary><c>audit verify</c> and <c>audit anchors</c> as an operator calls them.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("regulator-audit-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Db Database => Db.ForSqlite(Path.Combine(_directory, "portal.db"));

    public void Dispose()
    {
        Database.ClosePool();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Verify_NamesTheFirstBadEntry_AndKeptAnchorsFindACutLog()
    {
        var db = Database;
        await new Migrator(db, TimeProvider.System).MigrateAsync(Cancellation);
        using var keys = PersonalData.Open(Path.Combine(_directory, "keys", "personal-data.json"));
        var log = new AuditLog(db, keys, new Yesterday());
        for (var number = 1; number <= 5; number++)
        {
            await log.AppendAsync(SampleLog.Draft(number), Cancellation);
        }

        var (exit, output, error) = await RunAsync("audit", "verify", "--json");
        Assert.Equal((0, ""), (exit, error));
        using (var json = JsonDocument.Parse(output))
        {
            Assert.True(json.RootElement.GetProperty("sound").GetBoolean());
            Assert.Equal(5, json.RootElement.GetProperty("entries").GetInt64());
            Assert.Equal(1, json.RootElement.GetProperty("newAnchors").GetInt32());
        }

        var anchors = Path.Combine(_directory, "anchors.json");
        await File.WriteAllTextAsync(anchors, (await RunAsync("audit", "anchors", "--json")).Output, Cancellation);
        Assert.Contains("entry 5", (await RunAsync("audit", "anchors")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("audit", "verify", "--against", anchors)).Exit);

        await using (var connection = await db.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("DROP TRIGGER TR_AuditEntry_Update; DROP TRIGGER TR_AuditEntry_Delete; UPDATE AuditEntry SET Detail = '{\"rows\":0}' WHERE Seq = 3");
        }

        (exit, output, error) = await RunAsync("audit", "verify");
        Assert.Equal(1, exit);
        Assert.Contains("entry 3: Edited", error, StringComparison.Ordinal);
        Assert.Contains("damaged", output, StringComparison.Ordinal);

        // Everything thrown away, head and anchors too: only what was kept elsewhere knows better.
        await using (var connection = await db.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("DELETE FROM AuditHead; DELETE FROM AuditEntry; DELETE FROM AuditAnchor");
        }

        Assert.Equal(0, (await RunAsync("audit", "verify")).Exit);
        (exit, _, error) = await RunAsync("audit", "verify", "--against", anchors);
        Assert.Equal(1, exit);
        Assert.Contains("TailCut", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AgainstSomethingElse_SaysWhatToGive()
    {
        var file = Path.Combine(_directory, "other.json");
        await File.WriteAllTextAsync(file, "[{\"day\":\"today\"}]", Cancellation);

        var (exit, _, error) = await RunAsync("audit", "verify", "--against", file);

        Assert.Equal(1, exit);
        Assert.Contains("other.json holds no anchors", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] words) => new PortalProcess(_directory).RunAsync(words);

    private sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(-1);
    }
}
