using Dapper;
using Portal.Data.Storage;

namespace Portal.Tests.Storage;

public sealed class MigratorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void BothDialects_HaveTheSameScriptsInOrderWithoutGaps()
    {
        var sqlite = Migrator.Scripts(Engine.Sqlite).Select(script => script.Name).ToList();

        Assert.NotEmpty(sqlite);
        Assert.Equal(sqlite, Migrator.Scripts(Engine.SqlServer).Select(script => script.Name));
        Assert.Equal(Enumerable.Range(1, sqlite.Count), Migrator.Scripts(Engine.Sqlite).Select(script => script.Number));
    }

    [Theory, EngineData]
    public async Task Migrate_Twice_DoesNothingTheSecondTime(Engine engine)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(engine);
        var migrator = new Migrator(database.Db, TimeProvider.System);

        var first = await migrator.MigrateAsync(Cancellation);
        var second = await migrator.MigrateAsync(Cancellation);

        Assert.Equal(Migrator.Scripts(engine).Count, first.Count);
        Assert.Empty(second);
    }

    [Theory, EngineData]
    public async Task Migrate_AppliedScriptHasChanged_IsRefused(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var connection = await database.Db.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("UPDATE SchemaVersion SET Sha256 = 'other' WHERE Number = 1");
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new Migrator(database.Db, TimeProvider.System).MigrateAsync(Cancellation));

        Assert.Contains("0001_registry", refusal.Message, StringComparison.Ordinal);
    }
}
