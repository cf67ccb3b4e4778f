using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Portal.Access.OpenId;

/// <summary>
/// The framework's code flow (state, correlation, PKCE) with what OpenID Connect adds: addresses by discovery, a nonce, and
/// an id_token that is checked.
/// </summary>
internal sealed class OpenIdHandler(
    IOptionsMonitor<OAuthOptions> options, ILoggerFactory loggers, UrlEncoder encoder, OpenIdDiscovery discovery, IdTokens tokens)
    : OAuthHandler<OAuthOptions>(options, loggers, encoder)
{
    public const string SchemeName = "OpenId";
    public const string CallbackPath = "/signin-oidc";
    public const string IdToken = "id_token";
    private const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await FindEndpointsAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        // Before the base seals the properties into the state: the nonce comes back in it and, signed, in the id_token.
        var nonce = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(24));
        properties.Items[Nonce] = nonce;
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, nonce);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await FindEndpointsAsync();

        // RFC 9207: an answer that names another issuer was meant for somebody else.
        var issuer = Request.Query["iss"].ToString();
        return issuer.Length > 0 && issuer != (await discovery.ReadAsync(Context.RequestAborted)).Issuer
            ? HandleRequestResult.Fail("The answer names another issuer.")
            : await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse response)
    {
        if (response.Response?.RootElement.TryGetProperty(IdToken, out var value) is not true || value.GetString() is not { Length: > 0 } text)
        {
            throw new SecurityTokenException("The provider sent no id_token.");
        }

        properties.Items.Remove(Nonce, out var nonce);
        var token = await tokens.ReadIdTokenAsync(text, nonce, Context.RequestAborted);
        properties.StoreTokens([new() { Name = IdToken, Value = text }]);
        return new(new ClaimsPrincipal(new ClaimsIdentity(token.Claims, Scheme.Name)), properties, Scheme.Name);
    }

    private async Task FindEndpointsAsync()
    {
        var configuration = await discovery.ReadAsync(Context.RequestAborted);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (configuration.AuthorizationEndpoint, configuration.TokenEndpoint);
    }
}
