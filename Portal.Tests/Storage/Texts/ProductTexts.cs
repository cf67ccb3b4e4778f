using Portal.Data.Storage;
using Portal.Tests.House;

namespace Portal.Tests.Storage.Texts;

/// <summary>Every text that the portal sends to SQL Server, and the schema its scripts make there.</summary>
internal static class ProductTexts
{
    /// <summary>Texts that only SQLite is ever sent: file, and how the text begins. Add here only what the code keeps from the server.</summary>
    public static readonly (string File, string Beginning)[] SqliteOnly =
    [
        ("Portal.Data/Storage/Migrator.cs", "CREATE TABLE IF NOT EXISTS SchemaVersion"),
        ("Portal.Data/Storage/BulkInsert.cs", "INSERT INTO {table}"),
        ("Portal.Data/Ledgers/Rejudging/JudgementWriter.cs", "UPDATE LedgerRow"),
        ("Portal/Ledgers/IngestBench.cs", "SELECT {string.Join"),
    ];

    public static IReadOnlyList<CSharpSource> Sources { get; } =
    [
        .. new[] { "Portal.Data", "Portal" }
            .SelectMany(project => Repository.Files(project, ".cs"))
            .Select(file => new CSharpSource(Repository.Relative(file), File.ReadAllText(file))),
    ];

    /// <summary>The texts; and the places of those that could not be read.</summary>
    public static (IReadOnlyList<SqlText> Texts, IReadOnlyList<string> Unread) Found { get; } = new SqlTexts(Sources, SqliteOnly).Find();

    public static IReadOnlyList<SqlText> All => Found.Texts;

    public static IReadOnlyList<SchemaTable> Schema { get; } = SqlServerSchema.Parse(
        Migrator.Scripts(Engine.SqlServer).Select(script => (script.Name, script.Text))
            .Concat(All.Where(text => text.Text.Contains("CREATE TABLE", StringComparison.Ordinal)).Select(text => (text.File, text.Text))));
}
