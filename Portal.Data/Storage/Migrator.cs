using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace Portal.Data.Storage;

/// <param name="Number">1 and up, without gaps.</param>
/// <param name="Sha256">Lower-case hex of the script text with line feeds only.</param>
public sealed record Migration(int Number, string Name, string Text, string Sha256);

/// <summary>
/// Brings a database to the current schema: numbered scripts, each in a transaction of its own, recorded with
/// their checksum. A script that has been applied and has changed since is refused. A script that data can stand in the
/// way of says so in a comment, with a query that names them: <c>-- When refused, ask:</c> and <c>-- When refused, say:</c>.
/// </summary>
public sealed partial class Migrator(Db db, TimeProvider clock)
{
    /// <summary>The scripts of an engine, in order.</summary>
    public static IReadOnlyList<Migration> Scripts(Engine engine)
    {
        var prefix = engine is Engine.SqlServer ? "sql/sqlserver/" : "sql/sqlite/";
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Select(name => name.Replace('\\', '/'))
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length])),
        ];
    }

    /// <returns>The scripts applied now; empty when the schema was current.</returns>
    /// <exception cref="InvalidOperationException">An applied script has changed, or the database is newer than this portal.</exception>
    public async Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await CreateJournalAsync(connection, cancellation);

        var applied = new List<Migration>();
        foreach (var script in Scripts(db.Engine))
        {
            if (await ApplyAsync(connection, script, cancellation))
            {
                applied.Add(script);
            }
        }

        return applied;
    }

    private async Task CreateJournalAsync(DbConnection connection, CancellationToken cancellation)
    {
        const string sqlite = """
            CREATE TABLE IF NOT EXISTS SchemaVersion (
                Number       INTEGER NOT NULL PRIMARY KEY,
                Name         TEXT    NOT NULL,
                Sha256       TEXT    NOT NULL,
                AppliedAtUtc TEXT    NOT NULL
            ) STRICT
            """;
        const string sqlServer = """
            IF OBJECT_ID(N'SchemaVersion') IS NULL
            CREATE TABLE SchemaVersion (
                Number       INT           NOT NULL CONSTRAINT PK_SchemaVersion PRIMARY KEY,
                Name         NVARCHAR(100) NOT NULL,
                Sha256       NVARCHAR(64)  NOT NULL,
                AppliedAtUtc DATETIME2(0)  NOT NULL
            )
            """;

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "migrate", cancellation);
        await connection.ExecuteAsync(new(db.Engine is Engine.SqlServer ? sqlServer : sqlite, transaction: transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private async Task<bool> ApplyAsync(DbConnection connection, Migration script, CancellationToken cancellation)
    {
        const string read = "SELECT Sha256 FROM SchemaVersion WHERE Number = @Number";
        const string record = """
            INSERT INTO SchemaVersion (Number, Name, Sha256, AppliedAtUtc)
            VALUES (@Number, @Name, @Sha256, @AppliedAtUtc)
            """;

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "migrate", cancellation);

        var known = await connection.ExecuteScalarAsync<string?>(new(read, new { script.Number }, transaction, cancellationToken: cancellation));
        if (known is not null)
        {
            return known == script.Sha256
                ? false
                : throw new InvalidOperationException(
                    $"Migration {script.Name} was applied with another text. Restore the script, or the database it belongs to.");
        }

        try
        {
            foreach (var batch in Batch().Split(script.Text).Where(text => !string.IsNullOrWhiteSpace(text)))
            {
                await connection.ExecuteAsync(new(batch, transaction: transaction, commandTimeout: 600, cancellationToken: cancellation));
            }
        }
        catch (DbException exception) when (Hindrance().Match(script.Text) is { Success: true } hindrance)
        {
            await transaction.RollbackAsync(cancellation);
            var found = await connection.ExecuteScalarAsync<string?>(new(hindrance.Groups["ask"].Value, cancellationToken: cancellation));
            throw new InvalidOperationException(string.Format(CultureInfo.InvariantCulture, hindrance.Groups["say"].Value, found), exception);
        }

        await connection.ExecuteAsync(new(
            record,
            new { script.Number, script.Name, script.Sha256, AppliedAtUtc = clock.GetUtcNow().UtcDateTime },
            transaction,
            cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static Migration Read(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new(int.Parse(name.AsSpan(0, 4), provider: null), name, text, hash);
    }

    [GeneratedRegex(@"^-- When refused, ask: (?<ask>.+)\n-- When refused, say: (?<say>.+)$", RegexOptions.Multiline)]
    private static partial Regex Hindrance();

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Batch();
}
