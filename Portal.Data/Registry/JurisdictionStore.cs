using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Registry;

/// <summary>Reads and writes the jurisdiction tree. "Within" a jurisdiction includes the jurisdiction itself.</summary>
[Unscoped("The registry is public record.")]
public sealed class JurisdictionStore(Db db)
{
    /// <summary>Parents must come before their children.</summary>
    public async Task AppendAsync(IReadOnlyCollection<Jurisdiction> jurisdictions, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await AppendAsync(transaction, jurisdictions, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The whole tree, by code.</summary>
    public async Task<IReadOnlyList<Jurisdiction>> ReadAllAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Code, ParentCode, Name, NameEn, Level
            FROM Jurisdiction
            ORDER BY Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Jurisdiction>(new(sql, cancellationToken: cancellation));
        return rows.AsList();
    }

    public async Task<Jurisdiction?> ReadByCodeAsync(string code, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Code, ParentCode, Name, NameEn, Level
            FROM Jurisdiction
            WHERE Code = @Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Jurisdiction>(new(sql, new { Code = code }, cancellationToken: cancellation));
    }

    /// <summary>The jurisdiction and those above it, nearest first; empty when the code is unknown.</summary>
    public async Task<IReadOnlyList<Jurisdiction>> ReadChainAsync(string code, CancellationToken cancellation)
    {
        const string sql = """
            SELECT J.Code, J.ParentCode, J.Name, J.NameEn, J.Level
            FROM Jurisdiction J
            WHERE (SELECT Below.Path FROM Jurisdiction Below WHERE Below.Code = @Code) LIKE CONCAT(J.Path, '%')
            ORDER BY J.Path DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Jurisdiction>(new(sql, new { Code = code }, cancellationToken: cancellation));
        return rows.AsList();
    }

    /// <summary>Every jurisdiction within this one, by code; empty when the code is unknown.</summary>
    public async Task<IReadOnlyList<Jurisdiction>> ReadWithinAsync(string code, CancellationToken cancellation)
    {
        const string sql = """
            SELECT J.Code, J.ParentCode, J.Name, J.NameEn, J.Level
            FROM Jurisdiction J
            WHERE J.Path LIKE (SELECT CONCAT(Above.Path, '%') FROM Jurisdiction Above WHERE Above.Code = @Code)
            ORDER BY J.Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Jurisdiction>(new(sql, new { Code = code }, cancellationToken: cancellation));
        return rows.AsList();
    }

    internal static Task AppendAsync(DbTransaction transaction, IEnumerable<Jurisdiction> jurisdictions, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Jurisdiction (Code, ParentCode, Name, NameEn, Level, Path)
            SELECT @Code, @ParentCode, @Name, @NameEn, @Level,
                CONCAT((SELECT Above.Path FROM Jurisdiction Above WHERE Above.Code = @ParentCode), @Code, '/')
            """;

        return transaction.Connection!.ExecuteAsync(new(sql, jurisdictions, transaction, cancellationToken: cancellation));
    }
}
