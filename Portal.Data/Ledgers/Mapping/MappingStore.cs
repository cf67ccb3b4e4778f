using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Mapping;

/// <summary>
/// Column mappings by name: those that users keep, and behind them the ones the portal ships. A name is given
/// once: one that is another owner's is not overwritten.
/// </summary>
[Unscoped("Mappings hold headers, no cases; whose they are is checked by whoever uses one.")]
public sealed class MappingStore(Db db, AuditLog audit, TimeProvider clock)
{
    /// <summary>A user's mapping takes the place of a shipped one of the same name.</summary>
    public async Task<ColumnMapping?> ReadAsync(string name, CancellationToken cancellation)
    {
        const string sql = "SELECT Json FROM ColumnMapping WHERE Name = @Name";

        await using var connection = await db.OpenAsync(cancellation);
        var json = await connection.QuerySingleOrDefaultAsync<string>(new(sql, new { Name = name }, cancellationToken: cancellation));
        return json is null ? ShippedMappings.Find(name) : Parse(json);
    }

    /// <summary>By name.</summary>
    /// <exception cref="InvalidDataException">A kept mapping cannot be read any more.</exception>
    public async Task<IReadOnlyList<ColumnMapping>> ReadAllAsync(CancellationToken cancellation)
    {
        const string sql = "SELECT Json FROM ColumnMapping ORDER BY Name";

        await using var connection = await db.OpenAsync(cancellation);
        var kept = (await connection.QueryAsync<string>(new(sql, cancellationToken: cancellation))).Select(Parse).ToList();
        return [.. kept.Concat(ShippedMappings.All).DistinctBy(mapping => mapping.Name).OrderBy(mapping => mapping.Name, StringComparer.Ordinal)];
    }

    /// <summary>What an enterprise may use: its own mappings and the shared ones.</summary>
    public async Task<IReadOnlyList<ColumnMapping>> ReadForAsync(string enterpriseCode, CancellationToken cancellation) =>
        [.. (await ReadAllAsync(cancellation)).Where(mapping => mapping.EnterpriseCode is null || mapping.EnterpriseCode == enterpriseCode)];

    /// <summary>Keeps a mapping; the same owner's older one of that name gives way. False when the name is another owner's.</summary>
    public async Task<bool> ReplaceAsync(ColumnMapping mapping, Actor by, CancellationToken cancellation)
    {
        const string update = """
            UPDATE ColumnMapping
            SET Json = @Json, UpdatedAtUtc = @UpdatedAtUtc
            WHERE Name = @Name AND (EnterpriseCode = @EnterpriseCode OR (EnterpriseCode IS NULL AND @EnterpriseCode IS NULL))
            """;
        const string insert = """
            INSERT INTO ColumnMapping (Name, EnterpriseCode, Json, UpdatedAtUtc)
            SELECT @Name, @EnterpriseCode, @Json, @UpdatedAtUtc
            WHERE NOT EXISTS (SELECT 1 FROM ColumnMapping WHERE Name = @Name)
            """;

        var row = new { mapping.Name, mapping.EnterpriseCode, Json = mapping.ToJson(), UpdatedAtUtc = clock.GetUtcNow().UtcDateTime };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "ColumnMapping", cancellation);
        var touched = await connection.ExecuteAsync(new(update, row, transaction, cancellationToken: cancellation));
        touched += touched == 0 ? await connection.ExecuteAsync(new(insert, row, transaction, cancellationToken: cancellation)) : 0;
        if (touched > 0)
        {
            await audit.AppendAsync(
                transaction,
                new()
                {
                    Actor = by,
                    Action = AuditAction.MappingReplaced,
                    ObjectType = nameof(ColumnMapping),
                    ObjectId = mapping.Name,
                    EnterpriseCode = mapping.EnterpriseCode,
                    Detail = new { Columns = mapping.Headers.Count },
                },
                cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return touched > 0;
    }

    private static ColumnMapping Parse(string json) => ColumnMapping.TryParse(json, out var mapping, out var problem)
        ? mapping!
        : throw new InvalidDataException($"A kept column mapping cannot be read: {problem}");
}
