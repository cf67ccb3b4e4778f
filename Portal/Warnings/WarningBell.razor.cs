using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.Warnings;

namespace Portal.Warnings;

/// <summary>Counts anew with every page that is opened: messages that waited for the end of quiet hours appear then.</summary>
public sealed partial class WarningBell
{
    private const int Most = 99;

    private readonly CancellationTokenSource _gone = new();
    private Actor _actor = Actor.Nobody;
    private int _unread;
    private int _findings;

    [Inject]
    public required WarningMessageStore Messages { get; init; }

    [Inject]
    public required FindingStore Findings { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<WarningWords> Say { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> SignIn { get; set; }

    private string Label => (_unread, _findings) switch
    {
        (0, 0) => Say["BellNone"],
        (_, 0) => Say["Bell", _unread],
        (0, _) => Say["BellFindings", _findings],
        _ => Say["BellBoth", _unread, _findings, _unread + _findings],
    };

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
        if (!RendererInfo.IsInteractive || !_actor.May(Operation.ReadWarnings) || _gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            _unread = await Messages.CountUnreadAsync(_actor, Clock.GetUtcNow().UtcDateTime, _gone.Token);
            _findings = await Findings.CountAsync(_actor, new(EnterpriseScope.Of(_actor)) { IsUnread = true }, _gone.Token);
        }
        catch (Exception) when (_gone.IsCancellationRequested)
        {
            // Any exception: a server reports a cancelled command in its own way.
        }
    }
}
