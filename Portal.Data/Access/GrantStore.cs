using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access;

/// <summary>The roles and scopes an account holds. Taking a grant away ends the sessions that stand on it.</summary>
public sealed class GrantStore(Db db)
{
    internal const string Columns = """
        UserGrant.Id, UserGrant.UserId, UserGrant.Role, UserGrant.Scope, UserGrant.Origin, UserGrant.GrantedBy, UserGrant.GrantedAtUtc,
        COALESCE(J.Name, E.Name) AS ScopeName, COALESCE(J.NameEn, E.NameEn) AS ScopeNameEn
        """;

    internal const string Source = """
        UserGrant
        LEFT JOIN Jurisdiction J ON J.Code = UserGrant.Scope
        LEFT JOIN Enterprise E ON E.Code = UserGrant.Scope
        """;

    /// <summary>In the order in which they were given.</summary>
    [Unscoped("An account's own grants: for its sign-in, and for whoever may manage the account.")]
    public async Task<IReadOnlyList<UserGrant>> ReadAsync(long userId, CancellationToken cancellation)
    {
        const string sql = $"SELECT {Columns} FROM {Source} WHERE UserGrant.UserId = @UserId ORDER BY UserGrant.Id";

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<UserGrant>(new(sql, new { UserId = userId }, cancellationToken: cancellation))).AsList();
    }

    internal static Task InsertAsync(DbTransaction transaction, UserGrant grant, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO UserGrant (UserId, Role, Scope, Origin, GrantedBy, GrantedAtUtc)
            VALUES (@UserId, @Role, @Scope, @Origin, @GrantedBy, @GrantedAtUtc)
            """;

        var values = new
        {
            grant.UserId,
            Role = grant.Role.ToString(),
            grant.Scope,
            Origin = grant.Origin.ToString(),
            grant.GrantedBy,
            grant.GrantedAtUtc,
        };
        return transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
    }
}
