using System.Data.Common;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Data.Access;

namespace Portal.Access;

/// <summary>
/// Ends a sign-in once its account is closed or its rights have changed: in a circuit on an interval, over HTTP
/// when the cookie is older than that. A database that cannot be reached is answered with "still valid", because
/// only a definite no ends a session.
/// </summary>
internal sealed partial class FreshSignIn(ILoggerFactory loggers, UserStore users, ILogger<FreshSignIn> log)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(5);

    protected override TimeSpan RevalidationInterval => s_interval;

    /// <summary>The same check for a request.</summary>
    public static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        if (context.Principal?.Identity?.Name is not { } name || clock.GetUtcNow() - context.Properties.IssuedUtc < s_interval)
        {
            return;
        }

        var users = context.HttpContext.RequestServices.GetRequiredService<UserStore>();
        if (context.Principal.IsFresh(await users.ReadAsync(name, context.HttpContext.RequestAborted)))
        {
            context.ShouldRenew = true;
        }
        else
        {
            context.RejectPrincipal();
        }
    }

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (authenticationState.User.Identity?.Name is not { } name)
        {
            return false;
        }

        try
        {
            return authenticationState.User.IsFresh(await users.ReadAsync(name, cancellationToken));
        }
        catch (DbException exception)
        {
            LogUnreachable(exception);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not re-check a sign-in; keeping it until the next check")]
    private partial void LogUnreachable(Exception exception);
}
