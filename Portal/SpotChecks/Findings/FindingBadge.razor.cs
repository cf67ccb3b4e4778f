using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Findings;

namespace Portal.SpotChecks.Findings;

/// <summary>Counts anew with every page that is opened: what was to explain yesterday may be to decide today.</summary>
public sealed partial class FindingBadge
{
    private const int Most = 99;

    private readonly CancellationTokenSource _gone = new();
    private Actor _actor = Actor.Nobody;
    private int _waiting;

    [Inject]
    public required FindingStore Findings { get; init; }

    [Inject]
    public required FindingDesk Desk { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<FindingWords> Say { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> SignIn { get; set; }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnMoved;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => Navigation.LocationChanged += OnMoved;

    protected override async Task OnParametersSetAsync()
    {
        _actor = (await SignIn).User.ToActor();
        await CountAsync();
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(async () =>
    {
        await CountAsync();
        StateHasChanged();
    });

    private async Task CountAsync()
    {
        // Prerendering only lays out the frame; the circuit that follows does the reading.
        if (!RendererInfo.IsInteractive || !_actor.May(Operation.ReadFindings) || _gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            _waiting = await Findings.CountAsync(_actor, new(EnterpriseScope.Of(_actor)) { WaitingOn = Desk.Today }, _gone.Token);
        }
        catch (Exception) when (_gone.IsCancellationRequested)
        {
            // Any exception: a server reports a cancelled command in its own way.
        }
    }
}
