using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access;

/// <summary>Accounts and their names. Who may manage which of them is decided over their grants.</summary>
public sealed class UserStore(Db db)
{
    internal const string Columns = """
        UserAccount.Id, UserAccount.Name, UserAccount.DisplayName, UserAccount.PasswordHash, UserAccount.IsDisabled,
        UserAccount.CreatedAtUtc, UserAccount.Email, UserAccount.MustChangePassword, UserAccount.PasswordChangedAtUtc,
        UserAccount.FailedSignIns, UserAccount.LockedUntilUtc, UserAccount.SecondFactor, UserAccount.SecondFactorStep
        """;

    /// <summary>The account of that name, however it is capitalised.</summary>
    [Unscoped("Signing in asks for an account before anybody's scope is known.")]
    public async Task<UserAccount?> ReadAsync(string name, CancellationToken cancellation)
    {
        var sql = $"SELECT {Columns} FROM UserAccount WHERE UserAccount.Name = @Name {db.IgnoringCase}";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<UserAccount>(new(sql, new { Name = name }, cancellationToken: cancellation));
    }

    [Unscoped("By the id of a session or a link, which the portal itself wrote.")]
    public async Task<UserAccount?> ReadByIdAsync(long id, CancellationToken cancellation)
    {
        const string sql = $"SELECT {Columns} FROM UserAccount WHERE UserAccount.Id = @Id";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<UserAccount>(new(sql, new { Id = id }, cancellationToken: cancellation));
    }

    /// <returns>Display names by account name, however that is capitalised; without accounts that are not there (any more).</returns>
    [Unscoped("What somebody is called stands beside what that person has decided, for whoever may read the decision.")]
    public async Task<IReadOnlyDictionary<string, string>> ReadDisplayNamesAsync(IEnumerable<string> accounts, CancellationToken cancellation)
    {
        const string sql = "SELECT U.Name, U.DisplayName FROM UserAccount U WHERE U.Name IN @Names";

        var asked = accounts.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<(string Name, string DisplayName)>(new(sql, new { Names = asked }, cancellationToken: cancellation)))
            .ToDictionary(account => account.Name, account => account.DisplayName, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Adds the account, or replaces names, password and state of the one that has this name; its grants become the one
    /// given, and its sessions end.
    /// </summary>
    /// <returns>The id of the account.</returns>
    [Unscoped("For the command line and the demonstration data.")]
    public async Task<long> ReplaceAsync(UserAccount account, UserGrant grant, CancellationToken cancellation)
    {
        var find = $"SELECT Id FROM UserAccount WHERE Name = @Name {db.IgnoringCase}";
        const string update = """
            UPDATE UserAccount
            SET DisplayName = @DisplayName, PasswordHash = @PasswordHash, IsDisabled = @IsDisabled, Email = @Email,
                MustChangePassword = @MustChangePassword, PasswordChangedAtUtc = @PasswordChangedAtUtc, FailedSignIns = 0,
                LockedUntilUtc = NULL, SecondFactor = NULL, SecondFactorStep = NULL
            WHERE Id = @Id
            """;
        const string dropGrants = "DELETE FROM UserGrant WHERE UserId = @Id";
        const string dropCodes = "DELETE FROM UserRecoveryCode WHERE UserId = @Id";
        const string endSessions = """
            UPDATE UserSession SET EndedAtUtc = @At, EndReason = 'AccountChanged' WHERE UserId = @Id AND EndedAtUtc IS NULL
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        var id = await connection.ExecuteScalarAsync<long?>(new(find, new { account.Name }, transaction, cancellationToken: cancellation));
        if (id is { } known)
        {
            await connection.ExecuteAsync(new(update, Values(account, known), transaction, cancellationToken: cancellation));
            await connection.ExecuteAsync(new(dropGrants, new { Id = known }, transaction, cancellationToken: cancellation));
            await connection.ExecuteAsync(new(dropCodes, new { Id = known }, transaction, cancellationToken: cancellation));
            await connection.ExecuteAsync(new(endSessions, new { Id = known, At = grant.GrantedAtUtc }, transaction, cancellationToken: cancellation));
        }
        else
        {
            id = await InsertAsync(transaction, account, cancellation);
        }

        await GrantStore.InsertAsync(transaction, grant with { UserId = id.Value }, cancellation);
        await transaction.CommitAsync(cancellation);
        return id.Value;
    }

    /// <summary>Adds an account inside a transaction that holds the lock <c>accounts</c>.</summary>
    /// <returns>Its id.</returns>
    internal async Task<long> InsertAsync(System.Data.Common.DbTransaction transaction, UserAccount account, CancellationToken cancellation)
    {
        var insert = $"""
            INSERT INTO UserAccount (Name, DisplayName, PasswordHash, IsDisabled, CreatedAtUtc, Email, MustChangePassword, PasswordChangedAtUtc)
            VALUES (@Name, @DisplayName, @PasswordHash, @IsDisabled, @CreatedAtUtc, @Email, @MustChangePassword, @PasswordChangedAtUtc)
            {db.ReturningId}
            """;

        return await transaction.Connection!.ExecuteScalarAsync<long>(new(insert, Values(account, 0), transaction, cancellationToken: cancellation));
    }

    private static object Values(UserAccount account, long id) => new
    {
        Id = id,
        account.Name,
        account.DisplayName,
        account.PasswordHash,
        account.IsDisabled,
        account.CreatedAtUtc,
        account.Email,
        account.MustChangePassword,
        account.PasswordChangedAtUtc,
    };
}
