using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Tests.Browser;

namespace Portal.Tests.Shell;

/// <summary>The real host over HTTP: what is open to everybody, what is not, and what browsers are told.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });
    private RunningPortal? _portal;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        _client.BaseAddress = new(_portal.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
    }

    [Fact]
    public async Task EverythingNeedsASignIn_ButWhatIsMeantForVisitors()
    {
        foreach (var path in new[] { "/", "/desk", "/home", "/filings", "/no-such-page" })
        {
            using var answer = await _client.GetAsync(path, Cancellation);

            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.StartsWith("/sign-in?returnUrl=", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }

        foreach (var path in new[] { "/sign-in", "/healthz/live", "/healthz/ready", "/portal.css" })
        {
            using var answer = await _client.GetAsync(path, Cancellation);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var program = await _client.GetAsync("/api/v1/anything", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
    }

    [Fact]
    public async Task APortTakenAlready_IsTheOnlyFailureToldOfTheStart()
    {
        var log = new KeptLog();
        var taken = _portal!.Address;

        await Assert.ThrowsAsync<IOException>(() => RunningPortal.StartAsync(
            (_, _) => Task.CompletedTask,
            builder =>
            {
                builder.Logging.AddProvider(log);
                builder.WebHost.UseUrls(taken);
            }));

        Assert.DoesNotContain(log.Lines, line => line.Contains("BackgroundService", StringComparison.Ordinal) || line.Contains(nameof(OperationCanceledException), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_RunOwnScriptsOnly_AndNeverInAFrame()
    {
        using var answer = await _client.GetAsync("/sign-in", Cancellation);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/culture?c=en&returnUrl=%2Fcases%3Fp%3D2026-03", "/cases?p=2026-03", true)]
    [InlineData("/culture?c=en&returnUrl=https%3A%2F%2Felsewhere.example", "/", true)]
    [InlineData("/culture?c=en&returnUrl=%2F%2Felsewhere.example", "/", true)]
    [InlineData("/culture?c=xx&returnUrl=%2Fcases", "/cases", false)]
    [InlineData("/culture", "/", false)]
    public async Task Culture_IsRemembered_AndLeadsBackWithinThisSite(string path, string expected, bool isRemembered)
    {
        using var answer = await _client.GetAsync(path, Cancellation);

        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
        Assert.Equal(isRemembered, answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task SigningIn_WithoutTheTokenOfThePage_IsRefused()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["Form.Name"] = "regulator",
            ["Form.Password"] = "Demo-2026",
        });
        using var answer = await _client.PostAsync("/sign-in", form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("portal=", StringComparison.Ordinal)));
    }
}
