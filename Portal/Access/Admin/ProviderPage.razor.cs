using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access.OpenId;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Shell;

namespace Portal.Access.Admin;

/// <summary>Whether people can sign in through the OpenID provider, and what the portal makes of what it says.</summary>
public sealed partial class ProviderPage
{
    private const int LatestShown = 10;

    private OpenIdOptions? _options;
    private ProviderStatus? _status;
    private IReadOnlyList<ListedSession> _latest = [];

    [Inject]
    public required IServiceProvider Services { get; init; }

    [Inject]
    public required SessionDesk Sessions { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<ProviderPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    /// <summary>What must be registered at the provider.</summary>
    private string RedirectUri => Navigation.BaseUri.TrimEnd('/') + OpenIdHandler.CallbackPath;

    protected override async Task OnInitializedAsync()
    {
        // Both are registered only where a provider is configured.
        _options = Services.GetService<OpenIdOptions>();
        if (_options is not null && Services.GetService<OpenIdDiscovery>() is { } discovery)
        {
            await LoadAsync(
                async cancellation =>
                {
                    var latest = await Sessions.ReadPageAsync(new(Actor) { Method = SignInMethod.Provider }, new(0, LatestShown), cancellation);
                    return (Status: await ProviderStatus.AskAsync(discovery, Clock.GetUtcNow().UtcDateTime, cancellation), Latest: latest.Items);
                },
                read => (_status, _latest) = read);
        }
    }
}
