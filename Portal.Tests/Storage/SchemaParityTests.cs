using Portal.Data.Storage;
using Portal.Tests.Storage.Texts;

namespace Portal.Tests.Storage;

/// <summary>One schema in two dialects: the same tables, columns, nullability, keys and indexes.</summary>
public sealed class SchemaParityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SqliteAsMigrated_IsWhatTheSqlServerScriptsSay()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var connection = await database.Db.OpenAsync(Cancellation);
        var sqlite = await SqliteSchema.ReadAsync(connection);
        Assert.True(sqlite.Count > 15);

        Assert.Equal(Facts(ProductTexts.Schema), Facts(sqlite));
    }

    [Theory, EngineData]
    public async Task ADatabaseAsMigrated_IsWhatItsScriptsSay(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var connection = await database.Db.OpenAsync(Cancellation);
        var migrated = engine is Engine.SqlServer ? await SqlServerSchema.ReadAsync(connection) : await SqliteSchema.ReadAsync(connection);

        Assert.Equal(
            Facts(ProductTexts.Schema.Select(table => table with { Indexes = [] })),
            Facts(migrated.Select(table => table with { Indexes = [] })));
    }

    /// <summary>Sorted as one list: tables come in the order of their names, which servers sort in different ways.</summary>
    private static IEnumerable<string> Facts(IEnumerable<SchemaTable> tables) =>
        tables.OrderBy(table => table.Name, StringComparer.Ordinal).SelectMany(table => table.Facts());
}
