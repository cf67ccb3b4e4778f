using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.SignIn;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.OpenId;

/// <summary>A portal beside a provider, and a program that goes from one to the other as a browser would, one step at a time.</summary>
internal sealed class ProviderVisitor : IAsyncDisposable
{
    public const string Email = "person.one@example.org";

    private ProviderVisitor(TestProvider provider, RunningPortal portal)
    {
        (Provider, Portal) = (provider, portal);
        Client = NewClient();
    }

    public TestProvider Provider { get; }

    public RunningPortal Portal { get; }

    /// <summary>Keeps cookies and follows no redirect.</summary>
    public HttpClient Client { get; }

    /// <param name="settings">On top of a provider with group <c>officers</c> as officers of the league.</param>
    public static async Task<ProviderVisitor> StartAsync(params (string Key, string Value)[] settings)
    {
        var provider = await TestProvider.StartAsync();
        var portal = await RunningPortal.StartAsync(SeedAsync, builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["OpenId:Authority"] = provider.Address,
                ["OpenId:ClientId"] = TestProvider.ClientId,
                ["OpenId:ClientSecret"] = TestProvider.ClientSecret,
                ["OpenId:Grants:0:Claim"] = "groups",
                ["OpenId:Grants:0:Value"] = "officers",
                ["OpenId:Grants:0:Role"] = nameof(Role.RegulatorOfficer),
                ["OpenId:Grants:0:Scope"] = DemoPortal.League,
                ["OpenId:Grants:1:Claim"] = "groups",
                ["OpenId:Grants:1:Value"] = "auditors",
                ["OpenId:Grants:1:Role"] = nameof(Role.Auditor),
                ["OpenId:Grants:1:Scope"] = DemoPortal.Banner,
            }.Concat(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))));
        provider.Claims["email"] = Email;
        provider.Claims["email_verified"] = true;
        provider.Claims["groups"] = new[] { "officers", "others" };
        return new(provider, portal);
    }

    public HttpClient NewClient() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(Portal.Address) };

    /// <summary>From the button to the address by which the provider sends the browser back.</summary>
    public async Task<Uri> AskAsync(CancellationToken cancellation)
    {
        using var challenge = await Client.GetAsync("/sign-in/provider?returnUrl=%2Findicators", cancellation);
        if (!challenge.Headers.Location!.IsAbsoluteUri)
        {
            return challenge.Headers.Location;
        }

        using var answer = await Client.GetAsync(challenge.Headers.Location, cancellation);
        return answer.Headers.Location!;
    }

    /// <returns>The path and query where the whole sign-in leads.</returns>
    public async Task<string> SignInAsync(CancellationToken cancellation) => await ArriveAsync(await AskAsync(cancellation), cancellation);

    public async Task<string> ArriveAsync(Uri back, CancellationToken cancellation)
    {
        using var answer = await Client.GetAsync(back, cancellation);
        return answer.Headers.Location?.ToString() ?? answer.RequestMessage!.RequestUri!.PathAndQuery;
    }

    public async Task<bool> IsSignedInAsync(CancellationToken cancellation)
    {
        using var page = await Client.GetAsync("/account", cancellation);
        return page.IsSuccessStatusCode;
    }

    public async Task<IReadOnlyList<UserGrant>> GrantsAsync(CancellationToken cancellation)
    {
        var account = await Portal.Services.GetRequiredService<UserStore>().ReadAsync("one", cancellation);
        return await Portal.Services.GetRequiredService<GrantStore>().ReadAsync(account!.Id, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>The demonstration and an account "one" with the person's address, without a password and without a role that lasts.</summary>
    private static async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await DemoPortal.SeedAsync(services, cancellation);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await services.GetRequiredService<NewAccountStore>().AppendAsync(
            new() { Name = "one", DisplayName = "人员一", PasswordHash = Passwords.Hash("one", "correct horse battery"), Email = Email, CreatedAtUtc = now },
            new() { Role = Role.Inspector, Scope = DemoPortal.Banner, GrantedBy = "test", GrantedAtUtc = now },
            cancellation);
    }
}
