using System.Data.Common;
using Dapper;

namespace Portal.Data.Access.Accounts;

/// <summary>Finds out where scopes lie, inside the transaction that acts on it.</summary>
internal static class Places
{
    public static async Task<ScopePlace> ReadAsync(DbTransaction transaction, string scope, CancellationToken cancellation)
    {
        const string sql = """
            SELECT
                (SELECT J.Path FROM Jurisdiction J WHERE J.Code = @Scope) AS JurisdictionPath,
                (SELECT P.Path FROM Enterprise E INNER JOIN Jurisdiction P ON P.Code = E.JurisdictionCode WHERE E.Code = @Scope) AS EnterprisePath
            """;

        var row = await transaction.Connection!.QuerySingleAsync<Row>(new(sql, new { Scope = scope }, transaction, cancellationToken: cancellation));
        return (row with { Scope = scope }).ToPlace();
    }

    /// <summary>What an account holds, in the order in which it was given.</summary>
    public static async Task<IReadOnlyList<PlacedGrant>> ReadGrantsAsync(DbTransaction transaction, long userId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT G.Id, G.Role, G.Scope, J.Path AS JurisdictionPath, P.Path AS EnterprisePath
            FROM UserGrant G
            LEFT JOIN Jurisdiction J ON J.Code = G.Scope
            LEFT JOIN Enterprise E ON E.Code = G.Scope
            LEFT JOIN Jurisdiction P ON P.Code = E.JurisdictionCode
            WHERE G.UserId = @UserId
            ORDER BY G.Id
            """;

        var rows = await transaction.Connection!.QueryAsync<Row>(new(sql, new { UserId = userId }, transaction, cancellationToken: cancellation));
        return [.. rows.Select(row => new PlacedGrant(row.Id, row.Role, row.ToPlace()))];
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public Role Role { get; init; }

        public string Scope { get; init; } = "";

        public string? JurisdictionPath { get; init; }

        public string? EnterprisePath { get; init; }

        public ScopePlace ToPlace() => this switch
        {
            { Scope: Actor.Everywhere } => ScopePlace.Everywhere,
            { JurisdictionPath: { } path } => new(Scope, ScopeKind.Jurisdiction, path),
            { EnterprisePath: { } path } => new(Scope, ScopeKind.Enterprise, path),
            _ => new(Scope, ScopeKind.Unknown, null),
        };
    }
}
