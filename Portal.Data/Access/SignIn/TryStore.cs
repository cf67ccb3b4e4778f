using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.SignIn;

/// <summary>
/// Failed tries to sign in, counted in the database so that every replica counts alike. A count is changed only by
/// whoever knows its last value: of two tries at once, one has to ask again.
/// </summary>
public sealed class TryStore(Db db)
{
    /// <returns>False when the account was tried in the meantime.</returns>
    [Unscoped("Signing in counts its failures before anybody's scope is known.")]
    public async Task<bool> ReplaceAsync(long userId, int seenFailures, SignInTries tries, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE UserAccount
            SET FailedSignIns = @Failures, LockedUntilUtc = @LockedUntilUtc
            WHERE Id = @UserId AND FailedSignIns = @Seen
            """;

        var values = new { UserId = userId, Seen = seenFailures, tries.Failures, tries.LockedUntilUtc };
        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new(sql, values, cancellationToken: cancellation)) > 0;
    }

    /// <summary>Forgets the failures of an account that has signed in.</summary>
    [Unscoped("Signing in counts its failures before anybody's scope is known.")]
    public async Task ClearAsync(long userId, CancellationToken cancellation)
    {
        const string sql = "UPDATE UserAccount SET FailedSignIns = 0, LockedUntilUtc = NULL WHERE Id = @UserId AND FailedSignIns <> 0";

        await using var connection = await db.OpenAsync(cancellation);
        await connection.ExecuteAsync(new(sql, new { UserId = userId }, cancellationToken: cancellation));
    }

    [Unscoped("Names without an account are nobody's.")]
    public async Task<SignInTries> ReadUnknownAsync(byte[] nameHash, CancellationToken cancellation)
    {
        const string sql = "SELECT Failures, LockedUntilUtc FROM UnknownSignIn WHERE NameHash = @NameHash";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<SignInTries>(new(sql, new { NameHash = nameHash }, cancellationToken: cancellation))
            ?? SignInTries.None;
    }

    /// <summary>Keeps the count of a name without an account, and forgets those nobody has tried since <paramref name="forgetBefore"/>.</summary>
    /// <returns>False when the name was tried in the meantime.</returns>
    [Unscoped("Names without an account are nobody's.")]
    public async Task<bool> ReplaceUnknownAsync(
        byte[] nameHash, int seenFailures, SignInTries tries, DateTime failedAtUtc, DateTime forgetBefore, CancellationToken cancellation)
    {
        const string forget = "DELETE FROM UnknownSignIn WHERE FailedAtUtc < @ForgetBefore";
        const string update = """
            UPDATE UnknownSignIn
            SET Failures = @Failures, LockedUntilUtc = @LockedUntilUtc, FailedAtUtc = @FailedAtUtc
            WHERE NameHash = @NameHash AND Failures = @Seen
            """;
        const string insert = """
            INSERT INTO UnknownSignIn (NameHash, Failures, LockedUntilUtc, FailedAtUtc)
            SELECT @NameHash, @Failures, @LockedUntilUtc, @FailedAtUtc
            WHERE NOT EXISTS (SELECT 1 FROM UnknownSignIn U WHERE U.NameHash = @NameHash)
            """;

        var values = new
        {
            NameHash = nameHash,
            Seen = seenFailures,
            tries.Failures,
            tries.LockedUntilUtc,
            FailedAtUtc = failedAtUtc,
            ForgetBefore = forgetBefore,
        };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "unknown-sign-in", cancellation);
        await connection.ExecuteAsync(new(forget, values, transaction, cancellationToken: cancellation));
        var changed = await connection.ExecuteAsync(new(update, values, transaction, cancellationToken: cancellation));
        if (changed == 0 && seenFailures == 0)
        {
            changed = await connection.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        return changed > 0;
    }
}
