using Microsoft.AspNetCore.Authentication;
using Portal.Data.Access;
using Portal.Data.Access.Audit;

namespace Portal.Access;

/// <summary>Begins the session of an account that has shown who it is, and hands out its cookie.</summary>
public sealed class SignInSession(SessionStore sessions, GrantStore grants, AuditLog audit)
{
    /// <param name="properties">What else the cookie is to keep, such as the provider's tokens.</param>
    /// <returns>False when the account holds no grant: it has nothing to do here.</returns>
    public async Task<bool> BeginAsync(
        HttpContext http, UserAccount account, SignInMethod method, string? providerSession = null, AuthenticationProperties? properties = null)
    {
        if (await grants.ReadAsync(account.Id, http.RequestAborted) is not [var first, ..])
        {
            return false;
        }

        var id = await sessions.BeginAsync(
            account.Id,
            first.Id,
            method,
            http.RemoteAddress(),
            http.Request.Headers.UserAgent.ToString(),
            providerSession,
            http.RequestAborted);
        await http.SignInAsync(ActorClaims.ToTicket(id), properties);
        var draft = new AuditDraft
        {
            Actor = account.ToOwner(http.RemoteAddress()) with { Role = first.Role, Scope = first.Scope, SessionId = id },
            Action = AuditAction.SignInSucceeded,
            ObjectType = nameof(UserAccount),
            ObjectId = FormattableString.Invariant($"{account.Id}"),
            Detail = new { Method = method.ToString() },
        };
        await audit.AppendAsync(draft, http.RequestAborted);
        return true;
    }
}

internal static class HttpAddress
{
    /// <summary>The network address a request comes from; empty when there is none.</summary>
    public static string RemoteAddress(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}
