using Microsoft.AspNetCore.Identity;
using Portal.Data.Access;

namespace Portal.Access;

/// <summary>Sets and checks the passwords of local accounts (salted PBKDF2, the framework's own format).</summary>
public sealed class Passwords(UserStore users, TimeProvider clock)
{
    private static readonly PasswordHasher<string> s_hasher = new();

    // Checked when there is no such account, so that the answer takes as long as for one that exists.
    private static readonly Lazy<string> s_nobody = new(() => s_hasher.HashPassword("", Guid.NewGuid().ToString()));

    /// <returns>The account, or null when name and password do not belong together or the account is disabled.</returns>
    public async Task<UserAccount?> CheckAsync(string name, string password, CancellationToken cancellation)
    {
        var account = await users.ReadAsync(name, cancellation);
        var answer = s_hasher.VerifyHashedPassword(name, account?.PasswordHash ?? s_nobody.Value, password);
        return account is { IsDisabled: false } && answer is not PasswordVerificationResult.Failed ? account : null;
    }

    /// <summary>Creates the account, or gives the one of that name this role, scope and password.</summary>
    public Task SetAsync(string name, string displayName, Role role, string scope, string password, CancellationToken cancellation) =>
        users.ReplaceAsync(
            new()
            {
                Name = name,
                DisplayName = displayName,
                PasswordHash = s_hasher.HashPassword(name, password),
                Role = role,
                Scope = scope,
                CreatedAtUtc = clock.GetUtcNow().UtcDateTime,
            },
            cancellation);
}
