using System.Data.Common;
using Dapper;

namespace Portal.Tests.Storage;

/// <summary>The schema of an SQLite database as the engine tells it.</summary>
internal static class SqliteSchema
{
    public static async Task<IReadOnlyList<SchemaTable>> ReadAsync(DbConnection connection)
    {
        const string names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        const string columns = "SELECT name AS Name, type AS Type, \"notnull\" AS IsRequired, pk AS Place FROM pragma_table_info(@Table) ORDER BY cid";
        const string indexes = "SELECT name AS Name, \"unique\" AS IsUnique FROM pragma_index_list(@Table) WHERE origin = 'c'";
        const string indexColumns = "SELECT name FROM pragma_index_info(@Index) ORDER BY seqno";

        var tables = new List<SchemaTable>();
        foreach (var table in await connection.QueryAsync<string>(names))
        {
            var found = (await connection.QueryAsync<Column>(columns, new { Table = table })).AsList();
            var own = new List<SchemaIndex>();
            foreach (var index in await connection.QueryAsync<Index>(indexes, new { Table = table }))
            {
                own.Add(new(index.Name, index.IsUnique != 0, (await connection.QueryAsync<string>(indexColumns, new { Index = index.Name })).AsList()));
            }

            tables.Add(new(
                table,
                [.. found.Select(column => new SchemaColumn(column.Name, column.Type, column.IsRequired == 0))],
                [.. found.Where(column => column.Place > 0).OrderBy(column => column.Place).Select(column => column.Name)],
                own));
        }

        return tables;
    }

    // Properties, not constructors: a pragma that answers with no row tells no types either.
    private sealed record Column
    {
        public string Name { get; init; } = "";

        public string Type { get; init; } = "";

        public long IsRequired { get; init; }

        public long Place { get; init; }
    }

    private sealed record Index
    {
        public string Name { get; init; } = "";

        public long IsUnique { get; init; }
    }
}
