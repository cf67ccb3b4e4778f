using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Data.Access;

namespace Portal.Access;

/// <summary>An account as the claims of a sign-in, and back to an <see cref="Actor"/>.</summary>
public static class ActorClaims
{
    private const string Display = "display";
    private const string Scope = "scope";
    private const string Stamp = "stamp";

    /// <summary>Who this is. Somebody not signed in is an actor whose empty scope sees nothing.</summary>
    public static Actor ToActor(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { } name } && Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)
            ? new(name, user.FindFirstValue(Display) ?? name, role, user.FindFirstValue(Scope) ?? "")
            : Actor.Nobody;

    public static ClaimsPrincipal ToPrincipal(UserAccount account) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, account.Name),
            new(ClaimTypes.Role, account.Role.ToString()),
            new(Display, account.DisplayName),
            new(Scope, account.Scope),
            new(Stamp, StampOf(account)),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>Whether what the claims say is still what the account says.</summary>
    public static bool IsFresh(this ClaimsPrincipal user, UserAccount? account) =>
        account is { IsDisabled: false } && user.FindFirstValue(Stamp) == StampOf(account);

    private static string StampOf(UserAccount account) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Role}\n{account.Scope}\n{account.PasswordHash}")).AsSpan(0, 16));
}
