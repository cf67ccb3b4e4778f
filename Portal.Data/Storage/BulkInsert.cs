using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Portal.Data.Storage;

/// <param name="Name">Column name.</param>
/// <param name="Type">The .NET type of its values; null values are <see langword="null"/>.</param>
public sealed record BulkColumn(string Name, Type Type);

/// <summary>
/// Writes many rows of one table inside an open transaction: a prepared statement on SQLite, a bulk copy on
/// SQL Server. A row is an array with one value per column, in column order.
/// </summary>
public sealed class BulkInsert : IDisposable
{
    private readonly SqliteInsert? _insert;
    private readonly SqlBulkCopy? _copy;
    private readonly DataTable? _buffer;

    public BulkInsert(DbTransaction transaction, string table, IReadOnlyList<BulkColumn> columns)
    {
        if (transaction is SqliteTransaction sqlite)
        {
            _insert = new(
                sqlite.Connection!,
                $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})");
        }
        else
        {
            var server = (SqlTransaction)transaction;
            _copy = new SqlBulkCopy(server.Connection, SqlBulkCopyOptions.CheckConstraints, server) { DestinationTableName = table, BulkCopyTimeout = 600 };
            _buffer = new DataTable();
            foreach (var column in columns)
            {
                _buffer.Columns.Add(column.Name, column.Type);
                _copy.ColumnMappings.Add(column.Name, column.Name);
            }
        }
    }

    public async Task WriteAsync(IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        if (_insert is not null)
        {
            foreach (var row in rows)
            {
                _insert.Write(row);
            }

            return;
        }

        _buffer!.BeginLoadData();
        foreach (var row in rows)
        {
            _buffer.Rows.Add(row);
        }

        _buffer.EndLoadData();
        await _copy!.WriteToServerAsync(_buffer, cancellation);
        _buffer.Clear();
    }

    public void Dispose()
    {
        _insert?.Dispose();
        (_copy as IDisposable)?.Dispose();
        _buffer?.Dispose();
    }
}
