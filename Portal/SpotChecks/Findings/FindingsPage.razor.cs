using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.SpotChecks.Findings;

/// <summary>Findings within the reader's scope, newest first; an enterprise's own once it has been told.</summary>
public sealed partial class FindingsPage
{
    private Shown? _shown;

    [Inject]
    public required FindingStore Store { get; init; }

    [Inject]
    public required FindingDesk Desk { get; init; }

    [Inject]
    public required RuleBook Rules { get; init; }

    [Inject]
    public required FindingTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<FindingWords> Say { get; init; }

    [SupplyParameterFromQuery(Name = "type")]
    public string? TypeInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? StateInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "campaign")]
    public string? CampaignInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "enterprise")]
    public string? EnterpriseInAddress { get; set; }

    /// <summary><see cref="FindingExport.Waiting"/>, <see cref="FindingExport.Unread"/> or all.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShowInAddress { get; set; }

    private static string Waiting => FindingExport.Waiting;

    private static string Unread => FindingExport.Unread;

    private bool IsWaiting => ShowInAddress == Waiting;

    private bool IsUnread => ShowInAddress == Unread;

    private FindingFilter Filter => FindingExport.Filter(Actor, TypeInAddress, StateInAddress, CampaignInAddress, EnterpriseInAddress, ShowInAddress, Desk.Today);

    private bool IsFiltered => Filter is { Type: not null } or { States.Count: > 0 } or { CampaignId: not null } or { WaitingOn: not null } or { IsUnread: true } || EnterpriseInAddress is not null;

    private static FindingState[] Tiles(Actor actor) =>
        [.. new[] { FindingState.Proposed, FindingState.Notified, FindingState.Explained, FindingState.Confirmed }.Where(state => !actor.IsEnterprise || state is not FindingState.Proposed)];

    private string ExportAddress
    {
        get
        {
            var question = Navigation.Uri.IndexOf('?', StringComparison.Ordinal);
            return FindingExport.Path + (question < 0 ? "" : Navigation.Uri[question..].Split('#')[0]);
        }
    }

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation => new Shown(
            await Store.ReadPageAsync(Actor, Filter, new((Number - 1) * PageSize, PageSize), cancellation),
            await Store.ReadCountsAsync(Actor, EnterpriseScope.Of(Actor), cancellation),
            await Rules.ReadCalendarAsync(cancellation)),
        shown => _shown = shown);

    private sealed record Shown(Page<Finding> Page, IReadOnlyDictionary<FindingState, int> Counts, WorkingCalendar Calendar);
}
