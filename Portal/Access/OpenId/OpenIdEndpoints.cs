using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;
using Portal.Access.SignIn;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.OpenId;
using Portal.Shell;

namespace Portal.Access.OpenId;

/// <summary>Going to the provider, leaving it, and being told by it that somebody left.</summary>
internal static partial class OpenIdEndpoints
{
    private const string Challenge = "/sign-in/provider";
    private const string BackChannel = "/backchannel-logout";

    /// <summary>Where the button leads.</summary>
    public static string AddressFor(string returnUrl) => QueryHelpers.AddQueryString(Challenge, "returnUrl", returnUrl);

    public static IServiceCollection AddOpenId(this IServiceCollection services, OpenIdOptions options)
    {
        services.AddSingleton(options).AddSingleton<OpenIdDiscovery>().AddSingleton<IdTokens>().AddSingleton<IdentityStore>()
            .AddSingleton<UsedTokenStore>().AddSingleton<ProviderAccounts>().AddSingleton<OpenIdEvents>();
        services.AddAuthentication().AddOAuth<Microsoft.AspNetCore.Authentication.OAuth.OAuthOptions, OpenIdHandler>(OpenIdHandler.SchemeName, _ => { });
        services.AddOptions<Microsoft.AspNetCore.Authentication.OAuth.OAuthOptions>(OpenIdHandler.SchemeName).Configure<OpenIdDiscovery>((oauth, discovery) =>
        {
            oauth.ClientId = options.ClientId;
            oauth.ClientSecret = options.ClientSecret;
            oauth.CallbackPath = OpenIdHandler.CallbackPath;
            // Found by discovery before they are used; the framework wants some at the start.
            (oauth.AuthorizationEndpoint, oauth.TokenEndpoint) = (options.Authority, options.Authority);
            oauth.UsePkce = true;
            oauth.Backchannel = discovery.Client;
            oauth.EventsType = typeof(OpenIdEvents);
            oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
            oauth.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            oauth.Scope.Clear();
            foreach (var scope in options.Scopes)
            {
                oauth.Scope.Add(scope);
            }
        });
        return services;
    }

    public static void MapOpenId(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<OpenIdOptions>() is null)
        {
            return;
        }

        routes.MapGet(Challenge, ChallengeAsync).AllowAnonymous();
        routes.MapPost(BackChannel, EndSessionsAsync).AllowAnonymous().DisableAntiforgery();
    }

    /// <summary>Ends the session here and, when a provider stands behind it, there.</summary>
    public static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, SessionStore sessions, AuditLog audit)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var ticket = await http.AuthenticateAsync();
        var actor = http.User.ToActor();
        if (actor.SessionId is { } session && await sessions.EndAsync(session, SessionEnd.SignedOut, http.RequestAborted))
        {
            await RecordAsync(audit, actor, AuditAction.SignedOut, actor.UserId, http.RequestAborted);
        }

        await http.SignOutAsync();
        return ticket.Properties?.Items.ContainsKey(OpenIdEvents.FromProvider) is true && await LeavingAddressAsync(http, ticket) is { } address
            // A page that leads on, not a redirect: the policy of our pages forbids forms to end at another site.
            ? new RazorComponentResult<LeavingPage>(new { Address = address })
            : Results.LocalRedirect("/sign-in");
    }

    private static async Task<string?> LeavingAddressAsync(HttpContext http, AuthenticateResult ticket)
    {
        if (http.RequestServices.GetService<OpenIdDiscovery>() is not { } discovery)
        {
            return null;
        }

        try
        {
            var end = (await discovery.ReadAsync(http.RequestAborted)).EndSessionEndpoint;
            return string.IsNullOrEmpty(end) ? null : QueryHelpers.AddQueryString(end, new Dictionary<string, string?>
            {
                ["client_id"] = http.RequestServices.GetRequiredService<OpenIdOptions>().ClientId,
                ["id_token_hint"] = ticket.Properties!.GetTokenValue(OpenIdHandler.IdToken),
                ["post_logout_redirect_uri"] = $"{http.Request.Scheme}://{http.Request.Host}/sign-in",
            });
        }
        catch (ProviderUnavailableException)
        {
            return null;
        }
    }

    private static async Task<IResult> ChallengeAsync(HttpContext http, OpenIdDiscovery discovery, ILogger<OpenIdHandler> log, string? returnUrl)
    {
        try
        {
            await discovery.ReadAsync(http.RequestAborted);
        }
        catch (ProviderUnavailableException exception)
        {
            LogUnavailable(log, exception);
            return Results.LocalRedirect(SignInProblems.AddressOf(SignInProblem.ProviderDown));
        }

        return Results.Challenge(new() { RedirectUri = LocalAddress.Or(returnUrl, "/") }, [OpenIdHandler.SchemeName]);
    }

    /// <summary>OpenID Connect Back-Channel Logout 1.0: the provider's server speaks to ours; the token in the form is the proof.</summary>
    private static async Task<IResult> EndSessionsAsync(HttpContext http, IdTokens tokens, UsedTokenStore used, SessionStore sessions, AuditLog audit, TimeProvider clock)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.HasFormContentType || http.Request.ContentLength is > 64 * 1024)
        {
            return Refuse("A form with logout_token is expected.");
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        try
        {
            var token = await tokens.ReadLogoutTokenAsync(form["logout_token"].ToString(), http.RequestAborted);
            var now = clock.GetUtcNow().UtcDateTime;
            if (!await used.UseAsync(token.Issuer, token.Id, now + (2 * IdTokens.LogoutLifetime), now, http.RequestAborted))
            {
                return Refuse("The logout token was used before.");
            }

            var subject = string.IsNullOrEmpty(token.Subject) ? null : token.Subject;
            foreach (var ended in await sessions.EndOfProviderAsync(token.Issuer, subject, IdTokens.Text(token, "sid"), http.RequestAborted))
            {
                await RecordAsync(audit, Actor.Portal, AuditAction.SessionEnded, ended.UserId, http.RequestAborted);
            }

            return Results.Ok();
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException)
        {
            return Refuse("The logout token cannot be trusted.");
        }
        catch (ProviderUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        static IResult Refuse(string why) => Results.Json(new { error = "invalid_request", error_description = why }, statusCode: 400);
    }

    private static Task<long> RecordAsync(AuditLog audit, Actor actor, AuditAction action, long userId, CancellationToken cancellation) => audit.AppendAsync(
        new() { Actor = actor, Action = action, ObjectType = nameof(UserAccount), ObjectId = FormattableString.Invariant($"{userId}") },
        cancellation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The OpenID provider does not answer")]
    private static partial void LogUnavailable(ILogger log, Exception exception);
}
