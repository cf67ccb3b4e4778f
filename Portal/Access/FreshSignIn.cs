using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Data.Access;

namespace Portal.Access;

/// <summary>
/// A sign-in is worth what its session is worth now: with every request over HTTP, and on an interval in a circuit.
/// An account disabled, a role taken away, a password changed or a session ended ends it; so does a role switched in
/// another window, which then begins anew. A circuit whose database cannot be reached keeps its sign-in, because only a
/// definite no ends a session.
/// </summary>
internal sealed partial class FreshSignIn(
    ILoggerFactory loggers, SessionStore sessions, CircuitActivity activity, CircuitInterval interval, ILogger<FreshSignIn> log)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => interval.Value;

    /// <summary>The same for a request: the principal is made from the database, the cookie only names the session.</summary>
    public static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var live = context.Principal?.FindFirstValue(ActorClaims.Session) is { } id
            ? await services.GetRequiredService<SessionStore>().ReadLiveAsync(id, now, context.HttpContext.RequestAborted)
            : null;
        if (live is null)
        {
            context.RejectPrincipal();
        }
        else
        {
            context.ReplacePrincipal(live.ToPrincipal());
        }
    }

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (user.FindFirstValue(ActorClaims.Session) is not { } id)
        {
            return false;
        }

        try
        {
            return user.Matches(await sessions.ReadLiveAsync(id, activity.LatestUtc, cancellationToken));
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

/// <summary>How often a circuit asks whether its sign-in still holds.</summary>
internal sealed record CircuitInterval(TimeSpan Value);
