using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;
using Portal.Data.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.OpenId;

/// <summary>Signing in through an OpenID provider by real HTTP, with everything that can be wrong about it.</summary>
public sealed class OpenIdTests
{
    private const string Refused = "/sign-in/refused?why=";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APersonTheProviderKnows_ArrivesWhereTheyWanted_WithTheRolesOfTheirGroups()
    {
        await using var visitor = await ProviderVisitor.StartAsync();

        Assert.Equal("/indicators", await visitor.SignInAsync(Cancellation));
        Assert.True(await visitor.IsSignedInAsync(Cancellation));
        Assert.Contains(await visitor.GrantsAsync(Cancellation), grant =>
            (grant.Role, grant.Scope, grant.Origin) == (Role.RegulatorOfficer, DemoPortal.League, GrantOrigin.Claims));
    }

    public static TheoryData<string> WrongTokens() => [.. s_wrong.Keys];

    [Theory, MemberData(nameof(WrongTokens))]
    public async Task ATokenThatCannotBeTrusted_SignsNobodyIn(string what)
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        s_wrong[what](visitor.Provider);

        Assert.StartsWith(Refused + "ProviderRefused", await visitor.SignInAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(200, visitor.Provider.LastTokenStatus);
        Assert.False(await visitor.IsSignedInAsync(Cancellation));
    }

    [Fact]
    public async Task AnAnswerThatWasUsed_IsRefused_AndSoIsItsCodeWithAnotherState()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        var first = await visitor.AskAsync(Cancellation);
        await visitor.ArriveAsync(first, Cancellation);

        Assert.Equal(Refused + "Expired", await visitor.ArriveAsync(first, Cancellation));

        var used = QueryHelpers.ParseQuery(first.Query)["code"].ToString();
        var second = await visitor.AskAsync(Cancellation);
        var mixed = new Uri(second.ToString().Replace(QueryHelpers.ParseQuery(second.Query)["code"].ToString(), used, StringComparison.Ordinal));

        Assert.StartsWith(Refused + "ProviderRefused", await visitor.ArriveAsync(mixed, Cancellation), StringComparison.Ordinal);
        Assert.Equal(400, visitor.Provider.LastTokenStatus);
    }

    [Fact]
    public async Task AnAnswerBegunInAnotherBrowser_IsRefused()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        var back = await visitor.AskAsync(Cancellation);
        using var other = visitor.NewClient();
        using var answer = await other.GetAsync(back, Cancellation);

        Assert.Equal(Refused + "Expired", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task ACodeWithoutItsVerifier_IsRefusedByTheProvider()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        var code = QueryHelpers.ParseQuery((await visitor.AskAsync(Cancellation)).Query)["code"].ToString();
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["code"] = code,
            ["client_id"] = TestProvider.ClientId,
            ["client_secret"] = TestProvider.ClientSecret,
        });
        using var answer = await client.PostAsync(visitor.Provider.Address + "/token", form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task AnAnswerOfAnotherIssuer_IsRefused()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        var back = await visitor.AskAsync(Cancellation);
        var mixed = new Uri(back.ToString().Replace("iss=", "iss=https%3A%2F%2Fother.example%2F", StringComparison.Ordinal));

        Assert.StartsWith(Refused + "ProviderRefused", await visitor.ArriveAsync(mixed, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData("no")]
    public async Task AnAddressTheProviderDoesNotVouchFor_LeadsToNoAccount(object isVerified)
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        visitor.Provider.Claims["email_verified"] = isVerified;

        Assert.Equal(Refused + "NoAccount", await visitor.SignInAsync(Cancellation));
    }

    [Fact]
    public async Task AnAddressGivenToASuccessor_DoesNotLeadIntoThePredecessorsAccount()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        await visitor.SignInAsync(Cancellation);
        visitor.Provider.Claims["sub"] = "person-2";

        Assert.Equal(Refused + "NoAccount", await visitor.SignInAsync(Cancellation));
    }

    [Fact]
    public async Task AnAccountIsCreated_OnlyWhereThatIsAllowed_AndOnlyWithARole()
    {
        await using var visitor = await ProviderVisitor.StartAsync(("OpenId:CreateAccounts", "true"));
        visitor.Provider.Claims["email"] = "somebody.else@example.org";
        visitor.Provider.Claims["groups"] = "others";

        Assert.Equal(Refused + "NoRole", await visitor.SignInAsync(Cancellation));

        visitor.Provider.Claims["groups"] = "officers";

        Assert.Equal("/indicators", await visitor.SignInAsync(Cancellation));
    }

    [Fact]
    public async Task AKeyNotSeenBefore_IsFetched_AndTheOldOneIsNoLongerTrusted()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        await visitor.SignInAsync(Cancellation);
        var old = visitor.Provider.LogoutToken("old");
        visitor.Provider.Rotate();

        Assert.Equal("/indicators", await visitor.SignInAsync(Cancellation));
        Assert.Equal(HttpStatusCode.BadRequest, await LogOutAsync(visitor, old));
    }

    [Fact]
    public async Task AProviderThatDoesNotAnswer_IsNamed_AndTheSignInPageStays()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        visitor.Provider.IsDown = true;

        Assert.Equal(Refused + "ProviderDown", await visitor.SignInAsync(Cancellation));
        Assert.Contains("/sign-in/provider", await visitor.Client.GetStringAsync("/sign-in", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGroupLeft_TakesItsRoleAtTheNextSignIn_AndAnAdministratorsGrantStays()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        await visitor.SignInAsync(Cancellation);
        visitor.Provider.Claims["groups"] = new[] { "auditors" };
        await visitor.SignInAsync(Cancellation);

        Assert.Equal(
            [(Role.Inspector, DemoPortal.Banner), (Role.Auditor, DemoPortal.Banner)],
            (await visitor.GrantsAsync(Cancellation)).Select(grant => (grant.Role, grant.Scope)));
    }

    [Fact]
    public async Task TheProvider_EndsASession_OnceForEachToken()
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        await visitor.SignInAsync(Cancellation);
        var token = visitor.Provider.LogoutToken("logout-1");

        Assert.Equal(HttpStatusCode.BadRequest, await LogOutAsync(visitor, token[..^4] + "AAAA"));
        Assert.True(await visitor.IsSignedInAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, await LogOutAsync(visitor, token));
        Assert.False(await visitor.IsSignedInAsync(Cancellation));
        Assert.Equal(HttpStatusCode.BadRequest, await LogOutAsync(visitor, token));
    }

    [Theory]
    [InlineData("events")]
    [InlineData("jti")]
    [InlineData("iat")]
    public async Task ALogoutTokenThatLacksSomething_EndsNothing(string claim)
    {
        await using var visitor = await ProviderVisitor.StartAsync();
        await visitor.SignInAsync(Cancellation);
        visitor.Provider.Twist = claims => claims.Remove(claim);

        Assert.Equal(HttpStatusCode.BadRequest, await LogOutAsync(visitor, visitor.Provider.LogoutToken("x")));
        Assert.True(await visitor.IsSignedInAsync(Cancellation));
    }

    [Fact]
    public async Task WithoutAProvider_ThereIsNoButton()
    {
        await using var portal = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        using var client = new HttpClient { BaseAddress = new(portal.Address) };

        Assert.DoesNotContain("/sign-in/provider", await client.GetStringAsync("/sign-in", Cancellation), StringComparison.Ordinal);
    }

    private static readonly Dictionary<string, Action<TestProvider>> s_wrong = new()
    {
        ["wrong issuer"] = provider => provider.Twist = claims => claims["iss"] = "https://other.example",
        ["wrong audience"] = provider => provider.Twist = claims => claims["aud"] = "another",
        ["several audiences, none as party"] = provider => provider.Twist = claims => claims["aud"] = new[] { TestProvider.ClientId, "another" },
        ["another party"] = provider => provider.Twist = claims => claims["azp"] = "another",
        ["wrong nonce"] = provider => provider.Twist = claims => claims["nonce"] = "another",
        ["no nonce"] = provider => provider.Twist = claims => claims.Remove("nonce"),
        ["no subject"] = provider => provider.Twist = claims => claims.Remove("sub"),
        ["expired"] = provider => provider.Twist = claims => claims["exp"] = TestProvider.Now - 180,
        ["no expiry"] = provider => provider.Twist = claims => claims.Remove("exp"),
        ["not yet valid"] = provider => provider.Twist = claims => claims["nbf"] = TestProvider.Now + 180,
        ["not signed"] = provider => provider.Forge = head => TestProvider.Part(new { alg = "none", typ = "JWT" }) + "." + head.Split('.')[1] + ".",
        ["signed with the public key as a secret"] = provider => provider.Forge = head =>
        {
            var text = TestProvider.Part(new { alg = "HS256", typ = "JWT", kid = "key-1" }) + "." + head.Split('.')[1];
            return text + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(provider.PublicKey.Modulus!, Encoding.ASCII.GetBytes(text)));
        },
        ["signed by somebody else"] = provider => provider.Forge = head =>
        {
            using var key = RSA.Create(2048);
            return head + "." + Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        },
        ["no token"] = provider => provider.Forge = _ => "",
    };

    private static async Task<HttpStatusCode> LogOutAsync(ProviderVisitor visitor, string token)
    {
        using var client = new HttpClient { BaseAddress = new(visitor.Portal.Address) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["logout_token"] = token });
        using var answer = await client.PostAsync("/backchannel-logout", form, Cancellation);
        return answer.StatusCode;
    }
}
