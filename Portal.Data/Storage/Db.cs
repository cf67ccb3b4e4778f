using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Portal.Data.Storage;

public enum Engine
{
    Sqlite,
    SqlServer,
}

/// <summary>
/// Opens database connections and names the few fragments in which the two engines differ. A connection
/// lives for one store method: a Blazor circuit outlives many of them and runs several at once.
/// </summary>
public sealed class Db
{
    private readonly string _connectionString;

    private Db(Engine engine, string connectionString)
    {
        ColumnTypes.Register();
        Engine = engine;
        _connectionString = connectionString;
    }

    public Engine Engine { get; }

    /// <summary>
    /// For a library that opens connections of its own, such as the scheduler. On an embedded database they are not pooled:
    /// <see cref="PooledSqlite"/> tells why nobody else may use the pool.
    /// </summary>
    public string ConnectionString => Engine is Engine.SqlServer
        ? _connectionString
        : new SqliteConnectionStringBuilder(_connectionString) { Pooling = false }.ToString();

    /// <summary>The tail of a paged query; expects <c>@Skip</c> and <c>@Take</c> after an ORDER BY.</summary>
    public string PageTail => Engine is Engine.SqlServer
        ? "OFFSET @Skip ROWS FETCH NEXT @Take ROWS ONLY"
        : "LIMIT @Take OFFSET @Skip";

    /// <summary>
    /// After a comparison of names: A is a there. A server compares that way by itself, with the collation a database of
    /// its has unless somebody chose another.
    /// </summary>
    public string IgnoringCase => Engine is Engine.SqlServer ? "" : "COLLATE NOCASE";

    /// <summary>Ends an INSERT with one identity column so that it returns the new id as its only result.</summary>
    public string ReturningId => Engine is Engine.SqlServer
        ? "; SELECT CAST(SCOPE_IDENTITY() AS BIGINT)"
        : " RETURNING Id";

    /// <summary>An embedded database in one file, created when absent.</summary>
    public static Db ForSqlite(string path) =>
        new(Engine.Sqlite, new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = 60,
        }.ToString());

    public static Db ForSqlServer(string connectionString) => new(Engine.SqlServer, connectionString);

    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        DbConnection connection = Engine is Engine.SqlServer
            ? new SqlConnection(_connectionString)
            : new PooledSqlite(_connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            if (Engine is Engine.Sqlite)
            {
                // WAL lets readers work while a filing is written; NORMAL loses at most the last commit on power loss, never consistency.
                await connection.ExecuteAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;");
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the connections that are kept for reuse, so that an embedded database's file can be moved or deleted.</summary>
    public void ClosePool()
    {
        if (Engine is Engine.SqlServer)
        {
            using var connection = new SqlConnection(_connectionString);
            SqlConnection.ClearPool(connection);
        }
        else
        {
            PooledSqlite.Clear(_connectionString);
        }
    }

    /// <summary>As <see cref="OpenAsync"/>; what is deleted through this connection is overwritten in an embedded database's file.</summary>
    public async Task<DbConnection> OpenErasingAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(cancellation);
        if (Engine is Engine.Sqlite)
        {
            await connection.ExecuteAsync("PRAGMA secure_delete=ON;");
        }

        return connection;
    }

    /// <summary>
    /// As <see cref="OpenAsync"/>, for a run of many transactions that touch most pages of an embedded database: more of them
    /// stay in memory, and the log is folded back into the file less often.
    /// </summary>
    public async Task<DbConnection> OpenForRunAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(cancellation);
        if (Engine is Engine.Sqlite)
        {
            await connection.ExecuteAsync("PRAGMA cache_size=-131072; PRAGMA wal_autocheckpoint=16000;");
        }

        return connection;
    }

    /// <summary>Empties the write-ahead log of an embedded database, in which deleted bytes live on; a server keeps its own log.</summary>
    public async Task EraseLogAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (Engine is Engine.Sqlite)
        {
            await connection.ExecuteAsync(new("PRAGMA wal_checkpoint(TRUNCATE);", cancellationToken: cancellation));
        }
    }

    /// <summary>
    /// Takes a lock of this name until the transaction ends, so that two writers of the same subject queue up.
    /// On SQLite the transaction itself is that lock.
    /// </summary>
    public async Task LockAsync(DbTransaction transaction, string name, CancellationToken cancellation)
    {
        if (Engine is Engine.Sqlite)
        {
            return;
        }

        const string sql = """
            DECLARE @Answer INT;
            EXEC @Answer = sp_getapplock @Resource = @Name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
            SELECT @Answer;
            """;

        var answer = await transaction.Connection!.ExecuteScalarAsync<int>(
            new(sql, new { Name = name }, transaction, cancellationToken: cancellation));
        if (answer < 0)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Another writer held '{name}' for a minute. Try again."));
        }
    }
}
