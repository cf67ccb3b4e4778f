using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Portal.Tests.Access.OpenId;

/// <summary>
/// An OpenID provider over real HTTP: discovery, keys that rotate, code flow with PKCE, end of session. Each test says what
/// is wrong with it. It signs in whoever comes, as <see cref="Claims"/>.
/// </summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "portal";
    public const string ClientSecret = "a secret of the tests";

    private readonly WebApplication _app;
    private readonly Dictionary<string, (string Challenge, string Nonce)> _codes = [];
    private RSA _key = RSA.Create(2048);
    private int _keyNumber = 1;

    private TestProvider(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public bool IsDown { get; set; }

    /// <summary>Of the person who signs in, on top of what the protocol wants.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "person-1", ["preferred_username"] = "person.one", ["name"] = "人员一", ["sid"] = "provider-session-1" };

    /// <summary>Changes the claims of a token, right before it is signed.</summary>
    public Action<Dictionary<string, object>>? Twist { get; set; }

    /// <summary>Signs a token another way: header and payload as they would be signed, to the whole token.</summary>
    public Func<string, string>? Forge { get; set; }

    /// <summary>What the portal was told when it redeemed its last code.</summary>
    public int LastTokenStatus { get; private set; }

    public List<string> Ended { get; } = [];

    public RSAParameters PublicKey => _key.ExportParameters(false);

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new TestProvider(app);
        app.Use((http, next) =>
        {
            if (!provider.IsDown)
            {
                return next(http);
            }

            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = provider.Address,
            ["authorization_endpoint"] = provider.Address + "/authorize",
            ["token_endpoint"] = provider.Address + "/token",
            ["jwks_uri"] = provider.Address + "/keys",
            ["end_session_endpoint"] = provider.Address + "/end",
        }));
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", (Delegate)provider.TokenAsync);
        app.MapGet("/end", provider.End);
        await app.StartAsync();
        provider.Address = app.Urls.First();
        return provider;
    }

    /// <summary>The old key is gone at once.</summary>
    public void Rotate()
    {
        _key.Dispose();
        _key = RSA.Create(2048);
        _keyNumber++;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    /// <summary>A signed token of these claims.</summary>
    public string Sign(Dictionary<string, object> claims)
    {
        Twist?.Invoke(claims);
        var head = Part(new { alg = "RS256", typ = "JWT", kid = $"key-{_keyNumber}" }) + "." + Part(claims);
        return Forge is { } forge
            ? forge(head)
            : head + "." + Base64UrlEncoder.Encode(_key.SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>A token that ends the person's session.</summary>
    public string LogoutToken(string id) => Sign(new()
    {
        ["iss"] = Address,
        ["aud"] = ClientId,
        ["iat"] = Now,
        ["jti"] = id,
        ["sid"] = Claims["sid"],
        ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new { } },
    });

    public static string Part(object content) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(content));

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private IResult Keys() => Results.Json(new
    {
        keys = new[]
        {
            new
            {
                kty = "RSA",
                use = "sig",
                alg = "RS256",
                kid = $"key-{_keyNumber}",
                n = Base64UrlEncoder.Encode(PublicKey.Modulus),
                e = Base64UrlEncoder.Encode(PublicKey.Exponent),
            },
        },
    });

    private IResult Authorize(HttpContext http)
    {
        var query = http.Request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["nonce"].Count == 0)
        {
            return Results.BadRequest();
        }

        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"]!, query["nonce"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(
            query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"], ["iss"] = Address }));
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var isGood = _codes.Remove(form["code"].ToString(), out var asked)
            && form["client_id"] == ClientId && form["client_secret"] == ClientSecret
            && Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == asked.Challenge;
        LastTokenStatus = isGood ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        if (!isGood)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: LastTokenStatus);
        }

        var claims = new Dictionary<string, object>(Claims)
        {
            ["iss"] = Address,
            ["aud"] = ClientId,
            ["iat"] = Now,
            ["exp"] = Now + 300,
            ["nonce"] = asked.Nonce,
        };
        return Results.Json(new { access_token = "unused", token_type = "Bearer", id_token = Sign(claims) });
    }

    private IResult End(HttpContext http)
    {
        Ended.Add(http.Request.Query["id_token_hint"].ToString());
        return Results.Redirect(http.Request.Query["post_logout_redirect_uri"]!);
    }
}
