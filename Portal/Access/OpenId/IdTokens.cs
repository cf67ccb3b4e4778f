using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Portal.Access.OpenId;

/// <summary>
/// Checks tokens of the provider: signed with one of its keys by an asymmetric algorithm, issued by it, for us, now. A key
/// not seen before is asked for once.
/// </summary>
public sealed class IdTokens(OpenIdOptions options, OpenIdDiscovery discovery, TimeProvider clock)
{
    private const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";

    // Never a symmetric one: with those, whoever knows the public key could sign.
    private static readonly string[] s_algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(2);
    private static readonly JsonWebTokenHandler s_handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 256 * 1024 };

    /// <param name="nonce">Of the sign-in this token must answer.</param>
    /// <exception cref="SecurityTokenException">The token cannot be trusted.</exception>
    public async Task<JsonWebToken> ReadIdTokenAsync(string token, string? nonce, CancellationToken cancellation)
    {
        var read = await ReadAsync(token, isExpiring: true, cancellation);
        if (string.IsNullOrEmpty(nonce) || Text(read, "nonce") != nonce)
        {
            throw new SecurityTokenException("The nonce is not that of this sign-in.");
        }

        if ((read.Audiences.Count() > 1 || read.TryGetPayloadValue<string>("azp", out _)) && Text(read, "azp") != options.ClientId)
        {
            throw new SecurityTokenInvalidAudienceException("The token was issued to another party (azp).");
        }

        return string.IsNullOrEmpty(read.Subject) ? throw new SecurityTokenException("The token names no subject.") : read;
    }

    /// <summary>A token by which the provider ends sessions (OpenID Connect Back-Channel Logout 1.0, section 2.6).</summary>
    /// <exception cref="SecurityTokenException">The token cannot be trusted.</exception>
    public async Task<JsonWebToken> ReadLogoutTokenAsync(string token, CancellationToken cancellation)
    {
        var read = await ReadAsync(token, isExpiring: false, cancellation);
        var isLogout = read.TryGetPayloadValue<Dictionary<string, object>>("events", out var events) && events.ContainsKey(LogoutEvent);
        if (!isLogout || read.TryGetPayloadValue<string>("nonce", out _))
        {
            throw new SecurityTokenException("The token is no logout token.");
        }

        if (string.IsNullOrEmpty(read.Id) || (string.IsNullOrEmpty(read.Subject) && Text(read, "sid") is null))
        {
            throw new SecurityTokenException("The logout token has no jti, or neither sub nor sid.");
        }

        var age = clock.GetUtcNow().UtcDateTime - read.IssuedAt;
        return age > LogoutLifetime || age < -s_skew ? throw new SecurityTokenExpiredException("The logout token is too old or from the future.") : read;
    }

    /// <summary>How long a logout token counts, whatever it says itself.</summary>
    public static TimeSpan LogoutLifetime { get; } = TimeSpan.FromMinutes(10);

    public static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) ? value : null;

    private async Task<JsonWebToken> ReadAsync(string token, bool isExpiring, CancellationToken cancellation)
    {
        var configuration = await discovery.ReadAsync(cancellation);
        var result = await s_handler.ValidateTokenAsync(token, ParametersFor(configuration, isExpiring));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            var newer = await discovery.ReadAgainAsync(configuration, cancellation);
            if (!ReferenceEquals(newer, configuration))
            {
                result = await s_handler.ValidateTokenAsync(token, ParametersFor(newer, isExpiring));
            }
        }

        return result.IsValid
            ? (JsonWebToken)result.SecurityToken
            : throw new SecurityTokenException("The token cannot be trusted.", result.Exception);
    }

    private TokenValidationParameters ParametersFor(OpenIdConnectConfiguration configuration, bool isExpiring) => new()
    {
        ValidIssuer = configuration.Issuer,
        ValidAudience = options.ClientId,
        ValidAlgorithms = s_algorithms,
        IssuerSigningKeys = configuration.SigningKeys,
        RequireSignedTokens = true,
        RequireExpirationTime = isExpiring,
        LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires, isExpiring),
    };

    private bool IsInTime(DateTime? notBefore, DateTime? expires, bool isExpiring)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return (notBefore is null || notBefore <= now + s_skew) && (expires is { } end ? end >= now - s_skew : !isExpiring);
    }
}
