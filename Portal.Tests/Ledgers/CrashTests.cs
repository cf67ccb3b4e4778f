using System.Diagnostics;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Tests.Ledgers;

/// <summary>A crash at any moment leaves the whole filing or nothing of it.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rows = 40_000;

    private readonly string _directory = Directory.CreateTempSubdirectory("regulator-crash-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Db Database => Db.ForSqlite(Path.Combine(_directory, "portal.db"));

    public void Dispose()
    {
        Database.ClosePool();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task AProcessKilledWhileItWrites_LeavesNothing_AndTheFileCanBeFiledAgain()
    {
        var db = Database;
        await new Migrator(db, TimeProvider.System).MigrateAsync(Cancellation);
        await Sample.AddEnterpriseAsync(db, Cancellation);
        var file = Path.Combine(_directory, "ledger.csv");
        await using (var content = Sample.Csv([.. Enumerable.Range(1, Rows).Select(number => Sample.Row($"{number}"))]))
        {
            await File.WriteAllBytesAsync(file, content.ToArray(), Cancellation);
        }

        using (var filing = Import(file))
        {
            await UntilItWritesAsync(filing);
            filing.Kill();
            await filing.WaitForExitAsync(Cancellation);
            Assert.NotEqual(0, filing.ExitCode);
        }

        await using (var connection = await db.OpenAsync(Cancellation))
        {
            Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM Filing"));
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM LedgerRow"));
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM FilingPart"));
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM MonthRollup"));
            Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM AuditEntry"));
        }

        using var again = Import(file);
        await again.WaitForExitAsync(Cancellation);
        Assert.Equal(0, again.ExitCode);
        await using var after = await db.OpenAsync(Cancellation);
        Assert.Equal(Rows, await after.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM LedgerRow WHERE IsCurrent = 1"));
        Assert.Equal(["FilingReceived"], await after.QueryAsync<string>("SELECT Action FROM AuditEntry"));
    }

    /// <summary>The write-ahead log grows as soon as rows no longer fit the cache: then the filing is under way.</summary>
    private async Task UntilItWritesAsync(Process filing)
    {
        var log = new FileInfo(Path.Combine(_directory, "portal.db-wal"));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await timer.WaitForNextTickAsync(Cancellation))
        {
            Assert.False(filing.HasExited, "The import ended before it could be killed.");
            log.Refresh();
            if (log.Exists && log.Length > 4 << 20)
            {
                return;
            }
        }
    }

    private Process Import(string file)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Portal.exe" : "Portal"))
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _directory,
        };
        start.Environment["Portal__DataDirectory"] = _directory;
        string[] words = ["import", file, "--enterprise", Sample.EnterpriseCode, "--period", "2025-11", "--as-of", "2025-12-05 09:00", "--json"];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start)!;
    }
}
