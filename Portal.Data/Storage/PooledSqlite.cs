using Microsoft.Data.Sqlite;

namespace Portal.Data.Storage;

/// <summary>
/// A connection that goes through the pool one at a time. The pool marks a connection as taken in two steps; another thread
/// that looks for a connection between them takes it for abandoned and gets the same one, and two writers then share a
/// transaction (dotnet/efcore issue 39008).
/// </summary>
internal sealed class PooledSqlite(string connectionString) : SqliteConnection(connectionString)
{
    private static readonly Lock s_gate = new();

    public static void Clear(string connectionString)
    {
        using var connection = new PooledSqlite(connectionString);
        lock (s_gate)
        {
            ClearPool(connection);
        }
    }

    public override void Open()
    {
        lock (s_gate)
        {
            base.Open();
        }
    }

    public override void Close()
    {
        lock (s_gate)
        {
            base.Close();
        }
    }
}
