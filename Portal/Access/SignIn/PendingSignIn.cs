using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Data.Access;

namespace Portal.Access.SignIn;

/// <summary>A sign-in between the password and the session: what was shown so far, and where it is to lead.</summary>
/// <param name="Stamp">Of the password and the second factor as they were: changing either ends what is pending.</param>
public sealed record PendingSignIn(long UserId, string Stamp, bool HasShownCode, string ReturnUrl, DateTime ExpiresAtUtc);

/// <summary>
/// Keeps a pending sign-in in a sealed cookie for ten minutes, never in the address: addresses are logged and shared.
/// </summary>
public sealed class PendingSignIns(IDataProtectionProvider protection, UserStore users, TimeProvider clock)
{
    private const string Cookie = "portal-pending";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.Access.SignIn.Pending");

    public void Write(HttpContext http, UserAccount account, bool hasShownCode, string returnUrl)
    {
        var pending = new PendingSignIn(account.Id, StampOf(account), hasShownCode, returnUrl, Now + s_patience);
        http.Response.Cookies.Append(Cookie, _protector.Protect(JsonSerializer.Serialize(pending)), Options(http));
    }

    /// <returns>What is pending with its account as it is now; null when nothing is, or no longer.</returns>
    public async Task<(PendingSignIn Pending, UserAccount Account)?> ReadAsync(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } text || Open(text) is not { } pending || pending.ExpiresAtUtc <= Now)
        {
            return null;
        }

        return await users.ReadByIdAsync(pending.UserId, http.RequestAborted) is { IsDisabled: false } account && StampOf(account) == pending.Stamp
            ? (pending, account)
            : null;
    }

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http));

    /// <summary>Changes with the password and with the second factor.</summary>
    public static string StampOf(UserAccount account) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{account.Id}\n{account.PasswordHash}\n{Convert.ToHexString(account.SecondFactor ?? [])}"))).AsSpan(0, 16));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private PendingSignIn? Open(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<PendingSignIn>(_protector.Unprotect(text));
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/sign-in",
        IsEssential = true,
    };
}
