using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.OpenId;

/// <summary>Tokens that count once. Kept until they would have expired, for all replicas.</summary>
public sealed class UsedTokenStore(Db db)
{
    /// <returns>False when this token was used before.</returns>
    [Unscoped("The provider speaks for itself.")]
    public async Task<bool> UseAsync(string issuer, string tokenId, DateTime expiresAtUtc, DateTime nowUtc, CancellationToken cancellation)
    {
        const string forget = "DELETE FROM UsedToken WHERE ExpiresAtUtc < @Now";
        const string insert = """
            INSERT INTO UsedToken (TokenHash, ExpiresAtUtc)
            SELECT @TokenHash, @ExpiresAtUtc
            WHERE NOT EXISTS (SELECT 1 FROM UsedToken U WHERE U.TokenHash = @TokenHash)
            """;

        var values = new { TokenHash = SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{tokenId}")), ExpiresAtUtc = expiresAtUtc, Now = nowUtc };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "used-token", cancellation);
        await connection.ExecuteAsync(new(forget, values, transaction, cancellationToken: cancellation));
        var added = await connection.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return added > 0;
    }
}
