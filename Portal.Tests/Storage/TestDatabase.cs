using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Portal.Data.Storage;

namespace Portal.Tests.Storage;

/// <summary>A freshly migrated, private database for one test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> s_sqliteTemplate = new(MigrateTemplateAsync);
    // Creating and dropping databases at once upsets some servers' catalogues; the tests themselves run side by side.
    private static readonly SemaphoreSlim s_catalogue = new(1);
    private readonly Func<Task> _drop;

    private TestDatabase(Db db, Func<Task> drop) => (Db, _drop) = (db, drop);

    /// <summary>Connection string of a T-SQL server the tests may create databases on; null when there is none.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable("REGULATOR_TEST_SQLSERVER") is { Length: > 0 } text ? text : null;

    public Db Db { get; }

    /// <summary>A migrated database of that engine.</summary>
    public static async Task<TestDatabase> CreateAsync(Engine engine)
    {
        if (engine is Engine.SqlServer)
        {
            return await CreateOnServerAsync(migrate: true);
        }

        var path = NewPath();
        File.Copy(await s_sqliteTemplate.Value, path);
        return ForFile(path);
    }

    /// <summary>A database of that engine without any table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(Engine engine) =>
        engine is Engine.SqlServer ? await CreateOnServerAsync(migrate: false) : ForFile(NewPath());

    public async ValueTask DisposeAsync() => await _drop();

    private static string NewPath() => Path.Combine(Path.GetTempPath(), $"regulator-test-{Guid.NewGuid():N}.db");

    private static TestDatabase ForFile(string path)
    {
        var db = Db.ForSqlite(path);
        return new(db, () =>
        {
            db.ClosePool();
            foreach (var file in new[] { path, path + "-wal", path + "-shm" })
            {
                File.Delete(file);
            }

            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CreateOnServerAsync(bool migrate)
    {
        var name = $"regulator_{Guid.NewGuid():N}"[..24];
        await ChangeCatalogueAsync($"CREATE DATABASE {name}");

        var db = Db.ForSqlServer(new SqlConnectionStringBuilder(Server) { InitialCatalog = name }.ToString());
        if (migrate)
        {
            await new Migrator(db, TimeProvider.System).MigrateAsync(TestContext.Current.CancellationToken);
        }

        return new(db, () =>
        {
            db.ClosePool();
            return DropAsync(name);
        });
    }

    /// <summary>A busy server notices a closed connection a moment later, and drops nothing that somebody uses.</summary>
    private static async Task DropAsync(string name)
    {
        const int inUse = 3702;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                await ChangeCatalogueAsync($"DROP DATABASE {name}");
                return;
            }
            catch (SqlException exception) when (
                (exception.Number == inUse || exception.Message.Contains("currently in use", StringComparison.Ordinal)) && !deadline.IsCancellationRequested)
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
        }
    }

    private static async Task ChangeCatalogueAsync(string sql)
    {
        await s_catalogue.WaitAsync();
        try
        {
            await using var connection = new SqlConnection(Server);
            await connection.ExecuteAsync(sql);
        }
        finally
        {
            s_catalogue.Release();
        }
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var path = NewPath();
        var db = Db.ForSqlite(path);
        await new Migrator(db, TimeProvider.System).MigrateAsync(CancellationToken.None);
        db.ClosePool();
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE;");
        }

        return path;
    }
}
