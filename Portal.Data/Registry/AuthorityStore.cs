using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Registry;

/// <summary>Reads and writes authorities.</summary>
[Unscoped("The registry is public record.")]
public sealed class AuthorityStore(Db db)
{
    public async Task AppendAsync(IReadOnlyCollection<Authority> authorities, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await AppendAsync(transaction, authorities, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<IReadOnlyList<Authority>> ReadAllAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Code, Name, NameEn, Kind, JurisdictionCode
            FROM Authority
            ORDER BY JurisdictionCode, Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Authority>(new(sql, cancellationToken: cancellation));
        return rows.AsList();
    }

    public async Task<Authority?> ReadByCodeAsync(string code, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Code, Name, NameEn, Kind, JurisdictionCode
            FROM Authority
            WHERE Code = @Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Authority>(new(sql, new { Code = code }, cancellationToken: cancellation));
    }

    internal static Task AppendAsync(DbTransaction transaction, IEnumerable<Authority> authorities, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Authority (Code, Name, NameEn, Kind, JurisdictionCode)
            VALUES (@Code, @Name, @NameEn, @Kind, @JurisdictionCode)
            """;

        return transaction.Connection!.ExecuteAsync(new(sql, authorities, transaction, cancellationToken: cancellation));
    }
}
