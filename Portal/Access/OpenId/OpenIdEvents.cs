using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.JsonWebTokens;
using Portal.Access.SignIn;
using Portal.Data.Access;
using Portal.Data.Access.OpenId;
using Portal.Shell;

namespace Portal.Access.OpenId;

/// <summary>What follows when the provider has sent somebody back: a session, or a page that says why there is none.</summary>
internal sealed partial class OpenIdEvents(
    OpenIdOptions options, ProviderAccounts accounts, SignInSession session, ILogger<OpenIdEvents> log) : OAuthEvents
{
    /// <summary>Set in the cookie of a session that the provider stands behind.</summary>
    public const string FromProvider = "provider";

    // Kept to tell the provider at sign-out whose session it is. One full of groups would not fit into the headers of every
    // request; the provider then asks the user.
    private const int LongestTokenKept = 3500;

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        var identity = Read(context.Principal!);
        var answer = await accounts.ReceiveAsync(identity, options.Grants, options.CreateAccounts, http.RemoteAddress(), http.RequestAborted);
        context.HandleResponse();
        if (answer is not ProviderAnswer.Known known)
        {
            LogTurnedAway(answer.GetType().Name);
            http.Response.Redirect(SignInProblems.AddressOf(answer switch
            {
                ProviderAnswer.Disabled => SignInProblem.Disabled,
                ProviderAnswer.NoRole => SignInProblem.NoRole,
                _ => SignInProblem.NoAccount,
            }));
            return;
        }

        var token = context.Properties!.GetTokenValue(OpenIdHandler.IdToken);
        var kept = new AuthenticationProperties { Items = { [FromProvider] = "1" } };
        if (token is { Length: <= LongestTokenKept })
        {
            kept.StoreTokens([new() { Name = OpenIdHandler.IdToken, Value = token }]);
        }

        await session.BeginAsync(http, known.Account, SignInMethod.Provider, context.Principal!.FindFirstValue("sid"), kept);
        http.Response.Redirect(LocalAddress.Or(context.ReturnUri, "/"));
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(SignInProblems.AddressOf(SignInProblem.Cancelled));
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        var problem = ProblemOf(context.Failure);
        if (problem is not SignInProblem.ProviderRefused)
        {
            context.Response.Redirect(SignInProblems.AddressOf(problem));
            LogFailed(problem, "", context.Failure);
            return Task.CompletedTask;
        }

        var reference = Guid.NewGuid().ToString("N")[..12];
        LogFailed(problem, reference, context.Failure);
        context.Response.Redirect($"{SignInProblems.AddressOf(problem)}&ref={reference}");
        return Task.CompletedTask;
    }

    private static SignInProblem ProblemOf(Exception? failure) => failure switch
    {
        ProviderUnavailableException or HttpRequestException or TaskCanceledException => SignInProblem.ProviderDown,
        // The framework has no other mark for a state that is missing, foreign or used.
        AuthenticationFailureException { Message: "Correlation failed." or "The oauth state was missing or invalid." } => SignInProblem.Expired,
        _ => SignInProblem.ProviderRefused,
    };

    private ProviderIdentity Read(ClaimsPrincipal principal)
    {
        var claims = principal.Claims.ToLookup(claim => claim.Type, claim => claim.Value);
        var subject = claims[JwtRegisteredClaimNames.Sub].Single();
        var email = claims[JwtRegisteredClaimNames.Email].FirstOrDefault()?.Trim().ToLowerInvariant();
        var isVerified = claims[options.VerifiedEmailClaim].Any(value => value is "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
        var name = claims[options.NameClaim].FirstOrDefault(value => value.Length is > 0 and <= 100) ?? subject;
        return new()
        {
            Issuer = claims[JwtRegisteredClaimNames.Iss].Single(),
            Subject = subject,
            Name = name,
            DisplayName = claims["name"].FirstOrDefault(value => value.Length is > 0 and <= 100) ?? name,
            VerifiedEmail = isVerified && email is { Length: > 2 } && email.Contains('@', StringComparison.Ordinal) ? email : null,
            Claims = claims,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Somebody signed in at the provider and was turned away: {Reason}")]
    private partial void LogTurnedAway(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-in through the provider failed: {Problem} {Reference}")]
    private partial void LogFailed(SignInProblem problem, string reference, Exception? exception);
}
