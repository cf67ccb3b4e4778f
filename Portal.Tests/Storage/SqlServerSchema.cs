using System.Data.Common;
using Dapper;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Portal.Tests.Storage;

/// <summary>The schema of a SQL Server database: from the text of its scripts, or as a server tells it.</summary>
internal static class SqlServerSchema
{
    /// <summary>
    /// Parses scripts of CREATE TABLE, CREATE and DROP INDEX and ALTER TABLE that adds or drops columns; anything else that changes
    /// a table later must be taught here first.
    /// </summary>
    /// <exception cref="InvalidOperationException">A script does not parse, or names what is not there.</exception>
    public static IReadOnlyList<SchemaTable> Parse(IEnumerable<(string Name, string Text)> scripts)
    {
        var tables = new Dictionary<string, SchemaTable>(StringComparer.Ordinal);
        foreach (var (name, text) in scripts)
        {
            var visitor = new Definitions();
            TSql.Parse(name, text).Accept(visitor);
            foreach (var table in visitor.Tables)
            {
                tables.Add(table.SchemaObjectName.BaseIdentifier.Value, ReadTable(table));
            }

            foreach (var change in visitor.Changes)
            {
                Apply(name, change, tables);
            }

            foreach (var index in visitor.Indexes)
            {
                var on = index.OnName.BaseIdentifier.Value;
                var table = tables.GetValueOrDefault(on) ?? throw new InvalidOperationException($"{name}: {index.Name.Value} is on {on}, which is no table.");
                tables[on] = table with { Indexes = [.. table.Indexes, ReadIndex(index)] };
            }

            foreach (var dropped in visitor.DroppedIndexes)
            {
                var on = dropped.Object.BaseIdentifier.Value;
                var left = tables[on].Indexes.Where(index => index.Name != dropped.Index.Value).ToList();
                Assert.Equal(tables[on].Indexes.Count - 1, left.Count);
                tables[on] = tables[on] with { Indexes = left };
            }

            visitor.Check(name, tables);
        }

        return [.. tables.Values.OrderBy(table => table.Name, StringComparer.Ordinal)];
    }

    /// <summary>Tables, columns and primary keys of a server's database. Index names are left out: not every T-SQL server keeps them as written.</summary>
    public static async Task<IReadOnlyList<SchemaTable>> ReadAsync(DbConnection connection)
    {
        const string columns = """
            SELECT C.TABLE_NAME AS TableName, C.COLUMN_NAME AS Name, C.DATA_TYPE AS Type, C.IS_NULLABLE AS IsNullable
            FROM INFORMATION_SCHEMA.COLUMNS C
            INNER JOIN INFORMATION_SCHEMA.TABLES T ON T.TABLE_SCHEMA = C.TABLE_SCHEMA AND T.TABLE_NAME = C.TABLE_NAME
            WHERE T.TABLE_TYPE = 'BASE TABLE' AND T.TABLE_SCHEMA = 'dbo'
            ORDER BY C.TABLE_NAME, C.ORDINAL_POSITION
            """;
        const string keys = "EXEC sp_pkeys @table_name = @Table";

        var tables = new List<SchemaTable>();
        foreach (var table in (await connection.QueryAsync<Column>(columns)).GroupBy(column => column.TableName))
        {
            var primary = await connection.QueryAsync<KeyColumn>(keys, new { Table = table.Key });
            tables.Add(new(
                table.Key,
                [.. table.Select(column => new SchemaColumn(column.Name, Kind(column.Type), column.IsNullable == "YES"))],
                [.. primary.OrderBy(column => column.KEY_SEQ).Select(column => column.COLUMN_NAME)],
                []));
        }

        return tables;
    }

    private static void Apply(string script, AlterTableStatement change, Dictionary<string, SchemaTable> tables)
    {
        var on = change.SchemaObjectName.BaseIdentifier.Value;
        var table = tables.GetValueOrDefault(on) ?? throw new InvalidOperationException($"{script} alters {on}, which is no table.");
        tables[on] = change switch
        {
            AlterTableAddTableElementStatement add => table with { Columns = [.. table.Columns, .. add.Definition.ColumnDefinitions.Select(ReadColumn)] },
            AlterTableDropTableElementStatement drop => table with
            {
                Columns = [.. table.Columns.Where(column => drop.AlterTableDropTableElements.All(element => element.Name.Value != column.Name))],
            },
            _ => throw new InvalidOperationException($"{script}: this change of {on} is not read by this check yet."),
        };
    }

    private static SchemaColumn ReadColumn(ColumnDefinition column) => new(
        column.ColumnIdentifier.Value,
        Kind(column.DataType.Name.BaseIdentifier.Value),
        column.Constraints.OfType<NullableConstraintDefinition>().SingleOrDefault()?.Nullable ?? true);

    private static SchemaTable ReadTable(CreateTableStatement table)
    {
        var columns = table.Definition.ColumnDefinitions;
        var key = table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>().SingleOrDefault(constraint => constraint.IsPrimaryKey);
        return new(
            table.SchemaObjectName.BaseIdentifier.Value,
            [.. columns.Select(ReadColumn)],
            key is null
                ? [.. columns.Where(column => column.Constraints.OfType<UniqueConstraintDefinition>().Any(constraint => constraint.IsPrimaryKey))
                    .Select(column => column.ColumnIdentifier.Value)]
                : [.. key.Columns.Select(NameOf)],
            []);
    }

    private static SchemaIndex ReadIndex(CreateIndexStatement index) => new(
        index.Name.Value,
        index.Unique,
        [.. index.Columns.Select(NameOf), .. index.IncludeColumns.Select(column => column.MultiPartIdentifier.Identifiers[^1].Value)]);

    private static string NameOf(ColumnWithSortOrder column) => column.Column.MultiPartIdentifier.Identifiers[^1].Value;

    private static string Kind(string type) => type.ToUpperInvariant() switch
    {
        "NVARCHAR" or "VARCHAR" or "DATE" or "DATETIME2" => "TEXT",
        "INT" or "BIGINT" or "BIT" or "SMALLINT" or "TINYINT" => "INTEGER",
        "VARBINARY" => "BLOB",
        "NUMERIC" or "DECIMAL" or "FLOAT" => "REAL",
        _ => throw new InvalidOperationException($"No counterpart of {type} on SQLite is agreed."),
    };

    private sealed record Column
    {
        public string TableName { get; init; } = "";

        public string Name { get; init; } = "";

        public string Type { get; init; } = "";

        public string IsNullable { get; init; } = "";
    }

    /// <summary>Named as the procedure names them.</summary>
    private sealed record KeyColumn
    {
        public string COLUMN_NAME { get; init; } = "";

        public int KEY_SEQ { get; init; }
    }

    private sealed class Definitions : TSqlFragmentVisitor
    {
        private readonly List<(string Table, IEnumerable<string> Columns)> _references = [];

        public List<CreateTableStatement> Tables { get; } = [];

        public List<CreateIndexStatement> Indexes { get; } = [];

        public List<AlterTableStatement> Changes { get; } = [];

        public List<DropIndexClause> DroppedIndexes { get; } = [];

        public override void Visit(CreateTableStatement node) => Tables.Add(node);

        public override void Visit(DropIndexClause node) => DroppedIndexes.Add(node);

        public override void Visit(CreateIndexStatement node) => Indexes.Add(node);

        public override void Visit(AlterTableStatement node) => Changes.Add(node);

        public override void Visit(ForeignKeyConstraintDefinition node) =>
            _references.Add((node.ReferenceTableName.BaseIdentifier.Value, node.ReferencedTableColumns.Select(column => column.Value)));

        public void Check(string script, Dictionary<string, SchemaTable> tables)
        {
            var own = Tables.Select(table => tables[table.SchemaObjectName.BaseIdentifier.Value]);
            var unknown =
                (from table in own
                 from column in table.PrimaryKey.Concat(table.Indexes.SelectMany(index => index.Columns))
                 where table.Columns.All(known => known.Name != column)
                 select $"{table.Name}.{column}")
                .Concat(
                    from reference in _references
                    from column in reference.Columns
                    where !tables.TryGetValue(reference.Table, out var table) || table.Columns.All(known => known.Name != column)
                    select $"{reference.Table}.{column}")
                .ToList();
            if (unknown.Count > 0)
            {
                throw new InvalidOperationException($"{script} names {string.Join(", ", unknown)}, which is not there.");
            }
        }
    }
}
