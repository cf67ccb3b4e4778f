using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access;

/// <summary>Local accounts.</summary>
public sealed class UserStore(Db db)
{
    public async Task<UserAccount?> ReadAsync(string name, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, Name, DisplayName, PasswordHash, Role, Scope, IsDisabled, CreatedAtUtc
            FROM UserAccount
            WHERE Name = @Name
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<UserAccount>(new(sql, new { Name = name }, cancellationToken: cancellation));
    }

    /// <summary>Adds the account, or replaces everything but the name of the one that has this name.</summary>
    public async Task ReplaceAsync(UserAccount account, CancellationToken cancellation)
    {
        const string update = """
            UPDATE UserAccount
            SET DisplayName = @DisplayName, PasswordHash = @PasswordHash, Role = @Role, Scope = @Scope, IsDisabled = @IsDisabled
            WHERE Name = @Name
            """;
        const string insert = """
            INSERT INTO UserAccount (Name, DisplayName, PasswordHash, Role, Scope, IsDisabled, CreatedAtUtc)
            VALUES (@Name, @DisplayName, @PasswordHash, @Role, @Scope, @IsDisabled, @CreatedAtUtc)
            """;

        var values = new
        {
            account.Name,
            account.DisplayName,
            account.PasswordHash,
            Role = account.Role.ToString(),
            account.Scope,
            account.IsDisabled,
            account.CreatedAtUtc,
        };

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "accounts", cancellation);
        var touched = await connection.ExecuteAsync(new(update, values, transaction, cancellationToken: cancellation));
        if (touched == 0)
        {
            await connection.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
    }
}
