using System.Net;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Storage;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers;

namespace Portal.Tests.Shell;

/// <summary>What docs/security.md promises of the web side, as a stranger would test it.</summary>
public sealed class HardeningTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BehindAKnownProxy_CookiesAreForTlsOnly_AndTheBrowserIsToldToStayWithIt()
    {
        await using var portal = await StartAsync(("Proxy:Addresses", "127.0.0.1, ::1"));
        using var page = await SendAsync(portal, HttpMethod.Get, "/sign-in", ("X-Forwarded-Proto", "https"), ("Host", "portal.example"));

        Assert.StartsWith("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/8")]
    public async Task BehindAnUnknownProxy_NothingItTellsIsBelieved(string known)
    {
        await using var portal = await StartAsync(("Proxy:Addresses", known), ("Portal:SignInsPerMinute", "3"));
        using var page = await SendAsync(portal, HttpMethod.Get, "/sign-in", ("X-Forwarded-Proto", "https"), ("Host", "portal.example"));
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 6; number++)
        {
            using var tried = await SendAsync(portal, HttpMethod.Post, "/sign-in", ("X-Forwarded-For", $"203.0.113.{number}"));
            statuses.Add(tried.StatusCode);
        }

        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses); // six invented addresses are one
    }

    [Fact]
    public async Task BehindAKnownProxy_EveryVisitorHasALimitOfHisOwn()
    {
        await using var portal = await StartAsync(("Proxy:Addresses", "127.0.0.1"), ("Portal:SignInsPerMinute", "1"));
        for (var number = 0; number < 4; number++)
        {
            using var tried = await SendAsync(portal, HttpMethod.Post, "/sign-in", ("X-Forwarded-For", $"203.0.113.{number}"));

            Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode); // no token, but no limit either
        }
    }

    [Fact]
    public async Task AProxySettingThatIsNoAddress_IsRefusedAtStart()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(("Proxy:Addresses", "the proxy")));

        Assert.Contains("10.0.0.0/8", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in", "Portal:SignInsPerMinute")]
    [InlineData("/api/filings", "Portal:UploadsPerMinute")]
    [InlineData("/api/tasks/1/evidence", "Portal:TaskPostsPerMinute")]
    public async Task TooManyPosts_AreAnsweredWithTheTimeToWait(string path, string setting)
    {
        await using var portal = await StartAsync((setting, "2"));
        for (var number = 0; number < 2; number++)
        {
            using var counted = await SendAsync(portal, HttpMethod.Post, path);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, counted.StatusCode);
        }

        using var refused = await SendAsync(portal, HttpMethod.Post, path);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange((int)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("秒后再试", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFormWithTwentyPhotos_MeetsNoLimit()
    {
        await using var portal = await StartAsync(("Portal:UploadsPerMinute", "1"));
        for (var number = 0; number < 20; number++)
        {
            using var photo = await SendAsync(portal, HttpMethod.Post, "/api/tasks/1/evidence");
            Assert.NotEqual(HttpStatusCode.TooManyRequests, photo.StatusCode);
        }

        using var form = await SendAsync(portal, HttpMethod.Post, "/api/tasks/1/attempts");

        Assert.NotEqual(HttpStatusCode.TooManyRequests, form.StatusCode);
    }

    [Fact]
    public async Task TooManyDownloads_AreRefusedPerUser()
    {
        await using var portal = await StartAsync(("Portal:DownloadsPerMinute", "2"));
        using var one = await SignedIn.AsAsync(DemoUsers.Regulator, portal.Address, Cancellation);
        using var other = await SignedIn.AsAsync(DemoUsers.Enterprise, portal.Address, Cancellation);
        var statuses = new List<HttpStatusCode>();
        foreach (var client in new[] { one.Client, one.Client, one.Client, other.Client })
        {
            using var answer = await client.GetAsync("/api/summary.xlsx?p=2025-08", Cancellation);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task AFailure_TellsAReference_NeverTheException()
    {
        await using var portal = await StartAsync();
        using var user = await SignedIn.AsAsync(DemoUsers.Regulator, portal.Address, Cancellation);
        await using (var connection = await portal.Services.GetRequiredService<Db>().OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("ALTER TABLE LedgerRow RENAME TO Elsewhere");
        }

        foreach (var path in new[] { "/cases/1", "/api/cases.xlsx" })
        {
            using var answer = await user.Client.GetAsync(path, Cancellation);
            var body = await answer.Content.ReadAsStringAsync(Cancellation);

            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.DoesNotContain("LedgerRow", body, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhatIsNotThere_IsSaidOnAPage_ToAProgramByItsStatusAlone()
    {
        await using var portal = await StartAsync();
        using var user = await SignedIn.AsAsync(DemoUsers.Regulator, portal.Address, Cancellation);
        foreach (var path in new[] { "/cases/123456", "/filings/new", "/no-such-page" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await user.Client.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("class=\"card plea\"", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Passwords_Cookies_AndComplainants_AreNeverInTheLog()
    {
        using var log = new KeptLog();
        await using var portal = await RunningPortal.StartAsync(DemoPortal.SeedAsync, builder => builder.Logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log));
        using (var refused = await SignInAsync(portal, DemoUsers.Enterprise, "Wrong-2026!"))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var user = await SignedIn.AsAsync(DemoUsers.Enterprise, portal.Address, Cancellation);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("2025-11"), "period" },
            { new StreamContent(Sample.Csv(Sample.Row("771234"))), "file", "台账.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/filings") { Content = form };
        request.Headers.Add("RequestVerificationToken", await user.TokenAsync("/filings/new", Cancellation));
        using var filed = await user.Client.SendAsync(request, Cancellation);
        Assert.Contains("\"stage\"", await filed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        var lines = log.Lines;
        Assert.NotEmpty(lines);
        foreach (var secret in new[] { "Wrong-2026!", DemoUsers.Password, "用户771234", "19900771234" })
        {
            Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    private static async Task<HttpResponseMessage> SignInAsync(RunningPortal portal, string user, string password)
    {
        using var client = new HttpClient { BaseAddress = new(portal.Address) };
        var html = await client.GetStringAsync("/sign-in", Cancellation);
        var token = html.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = token,
            ["Form.Name"] = user,
            ["Form.Password"] = password,
        });
        return await client.PostAsync("/sign-in", form, Cancellation);
    }

    private static Task<RunningPortal> StartAsync(params (string Key, string Value)[] settings) => RunningPortal.StartAsync(
        DemoPortal.SeedAsync,
        builder => builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))));

    private static async Task<HttpResponseMessage> SendAsync(RunningPortal portal, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(portal.Address) };
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await client.SendAsync(request, Cancellation);
    }
}
