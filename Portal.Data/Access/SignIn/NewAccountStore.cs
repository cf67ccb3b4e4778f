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
        var taken = $"SELECT COUNT(*) FROM UserAccount WHERE Name = @Name {db.IgnoringCase}";

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

    /// <summary>
    /// Gives the account of exactly this name another. Works before the schema is current: two names that differ only in
    /// capitals must be told apart before <c>0015_account_names</c> can be applied.
    /// </summary>
    /// <returns>Its id; null when there is none.</returns>
    [Unscoped("For the command line.")]
    public async Task<long?> RenameAsync(string name, string newName, CancellationToken cancellation)
    {
        const string find = "SELECT Id FROM UserAccount WHERE Name = @Name";
        const string rename = "UPDATE UserAccount SET Name = @NewName WHERE Id = @Id";
        var taken = $"SELECT COUNT(*) FROM UserAccount WHERE Name = @NewName {db.IgnoringCase} AND Id <> @Id";

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        var id = await connection.ExecuteScalarAsync<long?>(new(find, new { Name = name }, transaction, cancellationToken: cancellation));
        var values = new { Id = id, NewName = newName };
        if (id is null)
        {
            return null;
        }

        if (await connection.ExecuteScalarAsync<int>(new(taken, values, transaction, cancellationToken: cancellation)) > 0)
        {
            throw new InvalidOperationException($"There is an account '{newName}' already. Choose another name.");
        }

        await connection.ExecuteAsync(new(rename, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return id;
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
