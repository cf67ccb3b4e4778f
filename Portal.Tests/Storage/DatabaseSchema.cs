namespace Portal.Tests.Storage;

/// <param name="Kind">What SQLite would store it as: the one thing both dialects can be held to.</param>
public sealed record SchemaColumn(string Name, string Kind, bool IsNullable);

/// <param name="Columns">Key columns, then included ones: SQLite has no other way to carry a column.</param>
public sealed record SchemaIndex(string Name, bool IsUnique, IReadOnlyList<string> Columns);

/// <summary>A table as its migrations leave it.</summary>
public sealed record SchemaTable(
    string Name, IReadOnlyList<SchemaColumn> Columns, IReadOnlyList<string> PrimaryKey, IReadOnlyList<SchemaIndex> Indexes)
{
    /// <summary>One line per fact, so that a difference between two engines reads as a line.</summary>
    public IEnumerable<string> Facts() =>
    [
        .. Columns.Select(column => $"{Name}.{column.Name} {column.Kind} {(column.IsNullable ? "null" : "not null")}"),
        $"{Name} primary key ({string.Join(", ", PrimaryKey)})",
        .. Indexes.OrderBy(index => index.Name, StringComparer.Ordinal)
            .Select(index => $"{Name} {(index.IsUnique ? "unique " : "")}index {index.Name} ({string.Join(", ", index.Columns)})"),
    ];
}
