using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Shell;

namespace Portal.SpotChecks.Campaigns;

/// <summary>One campaign: its plan, frame and draw, and whatever later parts add as tabs.</summary>
public sealed partial class CampaignPage
{
    private static readonly CampaignState[] s_way =
    [
        CampaignState.Planned, CampaignState.Frozen, CampaignState.Seeded, CampaignState.Drawn, CampaignState.InField, CampaignState.Completed, CampaignState.Published,
    ];

    private CampaignView? _view;
    private (string Text, bool IsGood)? _message;
    private bool _isMissing;

    [Inject]
    public required CampaignReader Reader { get; init; }

    [Inject]
    public required CampaignTexts Texts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<CampaignPage> Text { get; init; }

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    public string? TabInAddress { get; set; }

    /// <summary>Which tasks the tab of tasks lists.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageInAddress { get; set; }

    private static IReadOnlyList<string> Tabs { get; } = ["plan", "frame", "draw", "tasks", "history"];

    private string Tab => Tabs.FirstOrDefault(tab => tab == TabInAddress) ?? Tabs[0];

    private IReadOnlyList<Crumb> Crumbs => [new(Text["Campaigns"], "/spot-checks")];

    private string? Sentence => _view is { Campaign: var campaign }
        ? Text["Sentence", Texts.Of(campaign.Kind), Show.Day(campaign.FirstDay), Show.Day(campaign.LastDay), _view.PlaceName].Value
        : null;

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(
        cancellation => Reader.ReadAsync(Id, Actor, cancellation),
        view => (_view, _isMissing) = (view, view is null));

    /// <summary>What a part has done: says so, reads the campaign anew and goes on to where the next step is.</summary>
    private async Task DoneAsync(CampaignOutcome outcome)
    {
        _message = (outcome.Fault is CampaignFault.None ? outcome.Said : Texts.Fault(outcome.Fault), outcome.Fault is CampaignFault.None);
        await ReadAsync();
        if (outcome is { Fault: CampaignFault.None, Next: { } next })
        {
            Navigation.NavigateTo($"/spot-checks/{Id}?tab={next}");
        }
    }
}

/// <param name="Said">What was done, in a sentence.</param>
/// <param name="Next">The tab that comes next; null to stay.</param>
public sealed record CampaignOutcome(CampaignFault Fault, string Said, string? Next = null);
