using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.OpenId;

/// <summary>Which account belongs to which identity of an OpenID provider, and the grants that follow from its claims.</summary>
public sealed class IdentityStore(Db db, UserStore users)
{
    [Unscoped("Signing in asks for an account before anybody's scope is known.")]
    public async Task<UserAccount?> ReadAccountAsync(string issuer, string subject, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {UserStore.Columns}
            FROM UserAccount
            INNER JOIN UserIdentity I ON I.UserId = UserAccount.Id
            WHERE I.Issuer = @Issuer AND I.Subject = @Subject
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<UserAccount>(
            new(sql, new { Issuer = issuer, Subject = subject }, cancellationToken: cancellation));
    }

    /// <summary>
    /// Accounts with this address that no other identity of the issuer holds: an address given to a successor must not
    /// lead into the account of the predecessor.
    /// </summary>
    [Unscoped("Signing in asks for an account before anybody's scope is known.")]
    public async Task<IReadOnlyList<UserAccount>> ReadFreeByEmailAsync(string issuer, string email, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {UserStore.Columns}
            FROM UserAccount
            WHERE UserAccount.Email = @Email
                AND NOT EXISTS (SELECT 1 FROM UserIdentity I WHERE I.UserId = UserAccount.Id AND I.Issuer = @Issuer)
            ORDER BY UserAccount.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<UserAccount>(new(sql, new { Issuer = issuer, Email = email }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Links the identity to the account. Of two sign-ins at once, one does.</summary>
    /// <returns>False when the identity is linked already, or the account to another identity of the issuer.</returns>
    [Unscoped("Signing in links an account before anybody's scope is known.")]
    public async Task<bool> LinkAsync(string issuer, string subject, long userId, DateTime nowUtc, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        var isLinked = await InsertAsync(transaction, issuer, subject, userId, nowUtc, cancellation);
        await transaction.CommitAsync(cancellation);
        return isLinked;
    }

    /// <summary>Adds an account without a password, linked to the identity.</summary>
    /// <returns>False when another account has the name, or the identity is linked already.</returns>
    [Unscoped("Signing in links an account before anybody's scope is known.")]
    public async Task<bool> AppendAsync(UserAccount account, string issuer, string subject, CancellationToken cancellation)
    {
        var taken = $"SELECT COUNT(*) FROM UserAccount WHERE Name = @Name {db.IgnoringCase}";

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        if (await connection.ExecuteScalarAsync<int>(new(taken, new { account.Name }, transaction, cancellationToken: cancellation)) > 0)
        {
            return false;
        }

        var id = await users.InsertAsync(transaction, account, cancellation);
        if (!await InsertAsync(transaction, issuer, subject, id, account.CreatedAtUtc, cancellation))
        {
            return false;
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>
    /// Makes the grants from claims those given; grants of administrators stay. A grant that goes on keeps its id, and
    /// with it the sessions that stand on it.
    /// </summary>
    /// <returns>What came and what went.</returns>
    [Unscoped("What a provider says of an account replaces what it said before.")]
    public async Task<(IReadOnlyList<UserGrant> Added, IReadOnlyList<UserGrant> Removed)> ReplaceGrantsAsync(
        long userId, IReadOnlyList<(Role Role, string Scope)> grants, string grantedBy, DateTime nowUtc, CancellationToken cancellation)
    {
        const string read = "SELECT Id, UserId, Role, Scope, Origin, GrantedBy, GrantedAtUtc FROM UserGrant WHERE UserId = @UserId";
        const string remove = "DELETE FROM UserGrant WHERE Id = @Id AND Origin = 'Claims'";

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        var held = (await connection.QueryAsync<UserGrant>(new(read, new { UserId = userId }, transaction, cancellationToken: cancellation))).AsList();
        var removed = held.Where(grant => grant.Origin is GrantOrigin.Claims && !grants.Contains((grant.Role, grant.Scope))).ToList();
        foreach (var gone in removed)
        {
            await connection.ExecuteAsync(new(remove, new { gone.Id }, transaction, cancellationToken: cancellation));
        }

        var added = new List<UserGrant>();
        foreach (var (role, scope) in grants.Where(grant => !held.Exists(known => (known.Role, known.Scope) == grant)))
        {
            var grant = new UserGrant
            {
                UserId = userId,
                Role = role,
                Scope = scope,
                Origin = GrantOrigin.Claims,
                GrantedBy = grantedBy,
                GrantedAtUtc = nowUtc,
            };
            await GrantStore.InsertAsync(transaction, grant, cancellation);
            added.Add(grant);
        }

        await transaction.CommitAsync(cancellation);
        return (added, removed);
    }

    private static async Task<bool> InsertAsync(
        DbTransaction transaction, string issuer, string subject, long userId, DateTime nowUtc, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO UserIdentity (Issuer, Subject, UserId, LinkedAtUtc)
            SELECT @Issuer, @Subject, @UserId, @Now
            WHERE NOT EXISTS (SELECT 1 FROM UserIdentity I WHERE I.Issuer = @Issuer AND (I.Subject = @Subject OR I.UserId = @UserId))
            """;

        var values = new { Issuer = issuer, Subject = subject, UserId = userId, Now = nowUtc };
        return await transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation)) > 0;
    }
}
