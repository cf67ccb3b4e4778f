using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.SignIn;

/// <summary>What a local account shows to sign in: its password, its second factor and its recovery codes.</summary>
public sealed class CredentialStore(Db db)
{
    /// <summary>Sets the password; failures are forgotten with the old one.</summary>
    [Unscoped("An account's own password, set by its owner or by whoever manages accounts.")]
    public async Task ReplacePasswordAsync(long userId, string passwordHash, bool mustChange, DateTime nowUtc, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE UserAccount
            SET PasswordHash = @PasswordHash, MustChangePassword = @MustChange, PasswordChangedAtUtc = @Now, FailedSignIns = 0, LockedUntilUtc = NULL
            WHERE Id = @UserId
            """;

        var values = new { UserId = userId, PasswordHash = passwordHash, MustChange = mustChange, Now = nowUtc };
        await using var connection = await db.OpenAsync(cancellation);
        await connection.ExecuteAsync(new(sql, values, cancellationToken: cancellation));
    }

    /// <summary>Sets, replaces or, with null, removes the second factor, and its recovery codes with it.</summary>
    /// <param name="step">The step of the code by which it was confirmed, which is thereby used.</param>
    [Unscoped("An account's own second factor.")]
    public async Task ReplaceSecondFactorAsync(
        long userId, byte[]? sealedSecret, long? step, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellation)
    {
        const string update = "UPDATE UserAccount SET SecondFactor = @SecondFactor, SecondFactorStep = @Step WHERE Id = @UserId";

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var values = new { UserId = userId, SecondFactor = sealedSecret, Step = step };
        await connection.ExecuteAsync(new(update, values, transaction, cancellationToken: cancellation));
        await ReplaceCodesAsync(transaction, userId, codeHashes, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [Unscoped("An account's own recovery codes.")]
    public async Task ReplaceRecoveryCodesAsync(long userId, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ReplaceCodesAsync(transaction, userId, codeHashes, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Uses up a time step and all before it.</summary>
    /// <returns>False when it was used already: the code is a replay.</returns>
    [Unscoped("Signing in, before anybody's scope is known.")]
    public async Task<bool> UseStepAsync(long userId, long step, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE UserAccount
            SET SecondFactorStep = @Step
            WHERE Id = @UserId AND (SecondFactorStep IS NULL OR SecondFactorStep < @Step)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new(sql, new { UserId = userId, Step = step }, cancellationToken: cancellation)) > 0;
    }

    /// <returns>False when there is no such code or it was used before.</returns>
    [Unscoped("Signing in, before anybody's scope is known.")]
    public async Task<bool> UseRecoveryCodeAsync(long userId, byte[] codeHash, DateTime nowUtc, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE UserRecoveryCode
            SET UsedAtUtc = @Now
            WHERE UserId = @UserId AND CodeHash = @CodeHash AND UsedAtUtc IS NULL
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new(sql, new { UserId = userId, CodeHash = codeHash, Now = nowUtc }, cancellationToken: cancellation)) > 0;
    }

    /// <summary>Recovery codes not yet used.</summary>
    [Unscoped("An account's own recovery codes.")]
    public async Task<int> CountRecoveryCodesAsync(long userId, CancellationToken cancellation)
    {
        const string sql = "SELECT COUNT(*) FROM UserRecoveryCode WHERE UserId = @UserId AND UsedAtUtc IS NULL";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new(sql, new { UserId = userId }, cancellationToken: cancellation));
    }

    private static async Task ReplaceCodesAsync(DbTransaction transaction, long userId, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellation)
    {
        const string remove = "DELETE FROM UserRecoveryCode WHERE UserId = @UserId";
        const string insert = "INSERT INTO UserRecoveryCode (UserId, CodeHash) VALUES (@UserId, @CodeHash)";

        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new(remove, new { UserId = userId }, transaction, cancellationToken: cancellation));
        foreach (var codeHash in codeHashes)
        {
            await connection.ExecuteAsync(new(insert, new { UserId = userId, CodeHash = codeHash }, transaction, cancellationToken: cancellation));
        }
    }
}
