using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Mapping;

/// <summary>Column mappings by name: those that users keep, and behind them the ones the portal ships.</summary>
public sealed class MappingStore(Db db, TimeProvider clock)
{
    /// <summary>A user's mapping takes the place of a shipped one of the same name.</summary>
    public async Task<ColumnMapping?> ReadAsync(string name, CancellationToken cancellation) =>
        (await ReadAllAsync(cancellation)).FirstOrDefault(mapping => mapping.Name == name);

    /// <summary>By name.</summary>
    /// <exception cref="InvalidDataException">A kept mapping cannot be read any more.</exception>
    public async Task<IReadOnlyList<ColumnMapping>> ReadAllAsync(CancellationToken cancellation)
    {
        const string sql = "SELECT Json FROM ColumnMapping ORDER BY Name";

        await using var connection = await db.OpenAsync(cancellation);
        var kept = (await connection.QueryAsync<string>(new(sql, cancellationToken: cancellation))).Select(Parse).ToList();
        return [.. kept.Concat(ShippedMappings.All).DistinctBy(mapping => mapping.Name).OrderBy(mapping => mapping.Name, StringComparer.Ordinal)];
    }

    /// <summary>Keeps a mapping; one of the same name gives way.</summary>
    public async Task ReplaceAsync(ColumnMapping mapping, CancellationToken cancellation)
    {
        const string remove = "DELETE FROM ColumnMapping WHERE Name = @Name";
        const string insert = """
            INSERT INTO ColumnMapping (Name, EnterpriseCode, Json, UpdatedAtUtc)
            VALUES (@Name, @EnterpriseCode, @Json, @UpdatedAtUtc)
            """;

        var row = new { mapping.Name, mapping.EnterpriseCode, Json = mapping.ToJson(), UpdatedAtUtc = clock.GetUtcNow().UtcDateTime };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new(remove, row, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(insert, row, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private static ColumnMapping Parse(string json) => ColumnMapping.TryParse(json, out var mapping, out var problem)
        ? mapping!
        : throw new InvalidDataException($"A kept column mapping cannot be read: {problem}");
}
