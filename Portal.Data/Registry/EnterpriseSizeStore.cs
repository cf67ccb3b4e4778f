using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Registry;

/// <summary>
/// Reads and writes size bases. The base in force for a year is that year's, or else the latest earlier one; a
/// base of a later year is never used for the past.
/// </summary>
[Unscoped("Sizes are the public denominators of the figures.")]
public sealed class EnterpriseSizeStore(Db db)
{
    public async Task AppendAsync(IReadOnlyCollection<EnterpriseSize> sizes, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await AppendAsync(transaction, sizes, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Every declared year of an enterprise, latest first.</summary>
    public async Task<IReadOnlyList<EnterpriseSize>> ReadHistoryAsync(string enterpriseCode, CancellationToken cancellation)
    {
        const string sql = """
            SELECT EnterpriseCode, Year, Households, Connections, HeatedSquareMetres
            FROM EnterpriseSize
            WHERE EnterpriseCode = @EnterpriseCode
            ORDER BY Year DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<EnterpriseSize>(
            new(sql, new { EnterpriseCode = enterpriseCode }, cancellationToken: cancellation));
        return rows.AsList();
    }

    /// <returns>Null when nothing was declared for the year or before it.</returns>
    public async Task<EnterpriseSize?> ReadInForceAsync(string enterpriseCode, int year, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Z.EnterpriseCode, Z.Year, Z.Households, Z.Connections, Z.HeatedSquareMetres
            FROM EnterpriseSize Z
            WHERE Z.EnterpriseCode = @EnterpriseCode
            AND Z.Year = (SELECT MAX(L.Year) FROM EnterpriseSize L WHERE L.EnterpriseCode = @EnterpriseCode AND L.Year <= @Year)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<EnterpriseSize>(
            new(sql, new { EnterpriseCode = enterpriseCode, Year = year }, cancellationToken: cancellation));
    }

    /// <summary>The base in force for a year of every enterprise that has one, by enterprise.</summary>
    public async Task<IReadOnlyList<EnterpriseSize>> ReadAllInForceAsync(int year, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Z.EnterpriseCode, Z.Year, Z.Households, Z.Connections, Z.HeatedSquareMetres
            FROM EnterpriseSize Z
            WHERE Z.Year = (SELECT MAX(L.Year) FROM EnterpriseSize L WHERE L.EnterpriseCode = Z.EnterpriseCode AND L.Year <= @Year)
            ORDER BY Z.EnterpriseCode
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<EnterpriseSize>(new(sql, new { Year = year }, cancellationToken: cancellation));
        return rows.AsList();
    }

    internal static Task AppendAsync(DbTransaction transaction, IEnumerable<EnterpriseSize> sizes, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO EnterpriseSize (EnterpriseCode, Year, Households, Connections, HeatedSquareMetres)
            VALUES (@EnterpriseCode, @Year, @Households, @Connections, @HeatedSquareMetres)
            """;

        return transaction.Connection!.ExecuteAsync(new(sql, sizes, transaction, cancellationToken: cancellation));
    }
}
