using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.SignIn;

/// <summary>Adds local accounts, the very first among them.</summary>
public sealed class NewAccountStore(Db db, UserStore users)
{
    [Unscoped("Whether anybody can sign in at all.")]
    public async Task<bool> HasAccountsAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await HasAccountsAsync(connection, null, cancellation);
    }

    /// <summary>Adds the account with its first grant.</summary>
    /// <returns>Its id; null when the name is taken.</returns>
    [Unscoped("For the command line, which answers for the scope it gives.")]
    public async Task<long?> AppendAsync(UserAccount account, UserGrant grant, CancellationToken cancellation)
    {
        const string taken = "SELECT COUNT(*) FROM UserAccount WHERE Name = @Name";

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        return await connection.ExecuteScalarAsync<int>(new(taken, new { account.Name }, transaction, cancellationToken: cancellation)) > 0
            ? null
            : await AppendAsync(transaction, account, grant, cancellation);
    }

    /// <summary>Adds the first account of all: of two who try at once, one wins.</summary>
    /// <returns>Its id; null when there is an account already.</returns>
    [Unscoped("Nobody has an account yet, so nobody has a scope.")]
    public async Task<long?> AppendFirstAsync(UserAccount account, UserGrant grant, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        return await HasAccountsAsync(connection, transaction, cancellation)
            ? null
            : await AppendAsync(transaction, account, grant, cancellation);
    }

    [Unscoped("For the command line.")]
    public async Task DisableAsync(long userId, DateTime nowUtc, CancellationToken cancellation)
    {
        const string disable = "UPDATE UserAccount SET IsDisabled = 1 WHERE Id = @UserId";
        const string endSessions = """
            UPDATE UserSession SET EndedAtUtc = @Now, EndReason = 'AccountChanged' WHERE UserId = @UserId AND EndedAtUtc IS NULL
            """;

        var values = new { UserId = userId, Now = nowUtc };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new(disable, values, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(endSessions, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private async Task<long?> AppendAsync(DbTransaction transaction, UserAccount account, UserGrant grant, CancellationToken cancellation)
    {
        var id = await users.InsertAsync(transaction, account, cancellation);
        await GrantStore.InsertAsync(transaction, grant with { UserId = id }, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    private static async Task<bool> HasAccountsAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
    {
        const string sql = "SELECT CASE WHEN EXISTS (SELECT 1 FROM UserAccount) THEN 1 ELSE 0 END";

        return await connection.ExecuteScalarAsync<int>(new(sql, transaction: transaction, cancellationToken: cancellation)) > 0;
    }
}
