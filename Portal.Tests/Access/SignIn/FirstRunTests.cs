using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access.FirstRun;
using Portal.Data.Access;
using Portal.Data.Access.SignIn;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.SignIn;

/// <summary>A portal without accounts gets one administrator, from whoever has the setup code, and never a second that way.</summary>
public sealed class FirstRunTests
{
    private const string Password = "correct horse battery";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfVisitorsAtOnce_OneBecomesAdministrator_AndThePageIsGone()
    {
        await using var portal = await StartAsync();
        var code = portal.Services.GetRequiredService<FirstAdministrator>().SetupCode;
        List<(SignedIn Visitor, string Name, string Token)> visitors = [];
        for (var number = 1; number <= 5; number++)
        {
            var visitor = SignedIn.Nobody(portal.Address);
            visitors.Add((visitor, $"chief-{number}", await visitor.TokenAsync("/first-run", Cancellation)));
        }

        var answers = await Task.WhenAll(visitors.Select(async each =>
        {
            using var answer = await CreateAsync(each.Visitor, each.Token, each.Name, code);
            return (each.Name, answer.StatusCode);
        }));

        Assert.Equal(4, answers.Count(answer => answer.StatusCode is HttpStatusCode.Conflict));
        var winner = Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther).Name;
        var users = portal.Services.GetRequiredService<UserStore>();
        foreach (var (visitor, name, _) in visitors)
        {
            var account = await users.ReadAsync(name, Cancellation);
            Assert.Equal(name == winner, account is not null);
            using var page = await visitor.Client.GetAsync("/admin/users", Cancellation);
            Assert.Equal(name == winner ? HttpStatusCode.OK : HttpStatusCode.Redirect, page.StatusCode);
            visitor.Dispose();
        }

        using var late = SignedIn.Nobody(portal.Address);
        using var gone = await late.Client.GetAsync("/first-run", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.DoesNotContain("Form.SetupCode", await gone.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var again = await CreateAsync(late, await late.TokenAsync("/sign-in", Cancellation), "late", code);
        Assert.True(again.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{again.StatusCode}");
        Assert.Null(await users.ReadAsync("late", Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcd-efgh-jkmn-pqrs")]
    public async Task WithAWrongSetupCode_NobodyBecomesAnything(string code)
    {
        await using var portal = await StartAsync();
        using var visitor = SignedIn.Nobody(portal.Address);

        using var answer = await CreateAsync(visitor, await visitor.TokenAsync("/first-run", Cancellation), "stranger", code);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(await portal.Services.GetRequiredService<NewAccountStore>().HasAccountsAsync(Cancellation));
    }

    [Fact]
    public async Task WithoutAccounts_SigningInLeadsToTheFirstRun()
    {
        await using var portal = await StartAsync();
        using var visitor = SignedIn.Nobody(portal.Address);

        foreach (var path in new[] { "/sign-in", "/sign-in/refused", "/sign-in?returnUrl=%2Fdesk" })
        {
            using var answer = await visitor.Client.GetAsync(path, Cancellation);
            Assert.Equal("/first-run", answer.Headers.Location?.ToString());
        }
    }

    private static Task<HttpResponseMessage> CreateAsync(SignedIn visitor, string token, string name, string code) => visitor.PostAsync(
        "/first-run", token, "first-run", Cancellation,
        ("Form.SetupCode", code), ("Form.Name", name), ("Form.Next", Password), ("Form.Again", Password));

    private static Task<RunningPortal> StartAsync() => RunningPortal.StartAsync(
        (_, _) => Task.CompletedTask,
        builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:Demo"] = "false",
            ["SignIn:RequireSecondFactor"] = "None",
        }));
}
