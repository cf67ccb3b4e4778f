using Microsoft.AspNetCore.Identity;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.SignIn;

namespace Portal.Access;

/// <summary>Sets and checks the passwords of local accounts (salted PBKDF2, the framework's own format).</summary>
public sealed class Passwords(UserStore users, CredentialStore credentials, SessionStore sessions, AuditLog audit, TimeProvider clock)
{
    private static readonly PasswordHasher<string> s_hasher = new();

    // Checked when there is no such account, so that the answer takes as long as for one that exists.
    private static readonly Lazy<string> s_nobody = new(() => s_hasher.HashPassword("", Guid.NewGuid().ToString()));

    /// <summary>Whether the password is that of the account; takes as long when there is none.</summary>
    public static bool Fits(UserAccount? account, string name, string password)
    {
        var hash = account is { PasswordHash.Length: > 0 } ? account.PasswordHash : s_nobody.Value;
        return s_hasher.VerifyHashedPassword(name, hash, password) is not PasswordVerificationResult.Failed
            && account is { PasswordHash.Length: > 0 };
    }

    /// <summary>Creates the account, or gives the one of that name this role, scope and password.</summary>
    /// <returns>The id of the account.</returns>
    public Task<long> SetAsync(string name, string displayName, Role role, string scope, string password, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return users.ReplaceAsync(
            new()
            {
                Name = name,
                DisplayName = displayName,
                PasswordHash = Hash(name, password),
                CreatedAtUtc = now,
                PasswordChangedAtUtc = now,
            },
            new() { Role = role, Scope = scope, GrantedBy = Actor.CommandLine.Name, GrantedAtUtc = now },
            cancellation);
    }

    /// <summary>Gives the account a password, and ends its sessions but the one it was chosen in.</summary>
    /// <param name="actor">The owner, or whoever set it in the owner's place.</param>
    /// <param name="mustChange">It was set by somebody else, and the owner must choose another first.</param>
    public async Task ChangeAsync(UserAccount account, string password, Actor actor, bool mustChange, CancellationToken cancellation)
    {
        await credentials.ReplacePasswordAsync(account.Id, Hash(account.Name, password), mustChange, clock.GetUtcNow().UtcDateTime, cancellation);
        await sessions.EndAllAsync(account.Id, actor.UserId == account.Id ? actor.SessionId : null, SessionEnd.AccountChanged, cancellation);
        await audit.AppendAsync(
            new()
            {
                Actor = actor,
                Action = AuditAction.PasswordChanged,
                ObjectType = nameof(UserAccount),
                ObjectId = FormattableString.Invariant($"{account.Id}"),
            },
            cancellation);
    }

    public static string Hash(string name, string password) => s_hasher.HashPassword(name, password);
}
