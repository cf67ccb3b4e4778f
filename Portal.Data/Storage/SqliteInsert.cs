using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Portal.Data.Storage;

/// <summary>
/// One prepared INSERT on SQLite, bound by position. The ADO.NET command looks every parameter up by name for every
/// row, which for a ledger of fifty columns takes longer than the insert itself (docs/performance.md).
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[4096];

    public SqliteInsert(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle!, sql, out _statement), raw.SQLITE_OK);
    }

    public void Write(object?[] row)
    {
        for (var index = 0; index < row.Length; index++)
        {
            Check(Bind(index + 1, row[index]), raw.SQLITE_OK);
        }

        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Check(result, raw.SQLITE_DONE);
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int index, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(_statement, index),
        string text => BindText(index, text),
        int number => raw.sqlite3_bind_int(_statement, index, number),
        long number => raw.sqlite3_bind_int64(_statement, index, number),
        bool truth => raw.sqlite3_bind_int(_statement, index, truth ? 1 : 0),
        DateTime moment => BindTime(index, moment),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, index, bytes),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be inserted in bulk.", nameof(value)),
    };

    private int BindText(int index, string text)
    {
        if (text.Length * 3 > _text.Length)
        {
            _text = new byte[text.Length * 3];
        }

        var length = Encoding.UTF8.GetBytes(text, _text);
        return raw.sqlite3_bind_text(_statement, index, _text.AsSpan(0, length));
    }

    /// <summary>As the ADO.NET provider writes whole seconds: <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    private int BindTime(int index, DateTime moment)
    {
        Span<byte> text = stackalloc byte[19];
        Utf8Formatter.TryFormat(moment.Year, text, out _, new('D', 4));
        Two(text[4..], (byte)'-', moment.Month);
        Two(text[7..], (byte)'-', moment.Day);
        Two(text[10..], (byte)' ', moment.Hour);
        Two(text[13..], (byte)':', moment.Minute);
        Two(text[16..], (byte)':', moment.Second);
        return raw.sqlite3_bind_text(_statement, index, text);
    }

    private static void Two(Span<byte> text, byte separator, int number)
    {
        text[0] = separator;
        text[1] = (byte)('0' + (number / 10));
        text[2] = (byte)('0' + (number % 10));
    }

    private void Check(int result, int expected)
    {
        if (result != expected)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle!).utf8_to_string(), result & 0xff, result);
        }
    }
}
