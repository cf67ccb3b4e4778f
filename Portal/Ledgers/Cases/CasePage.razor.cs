using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;
using Portal.TimeLimits;

namespace Portal.Ledgers.Cases;

/// <summary>
/// A case on one page: what happened, how each limit was reckoned, what was done, and where it was filed. A case of
/// somebody else is not found, as one that does not exist.
/// </summary>
public sealed partial class CasePage
{
    private CaseView? _view;
    private bool _isMissing;

    [Inject]
    public required CaseStore Store { get; init; }

    [Inject]
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required RuleBook RuleBook { get; init; }

    [Inject]
    public required CaseTexts Cases { get; init; }

    [Inject]
    public required LimitTexts Limits { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<CasePage> Text { get; init; }

    [Parameter]
    public long Id { get; set; }

    private IReadOnlyList<Crumb> Crumbs => [new(Text["Cases"], "/cases")];

    protected override Task OnParametersSetAsync() => LoadAsync(ReadAsync, view =>
    {
        _view = view;
        _isMissing = view is null;
    });

    private async Task<CaseView?> ReadAsync(CancellationToken cancellation)
    {
        if (await Store.ReadAsync(Id, EnterpriseScope.Of(Actor), cancellation) is not { } row
            || await Enterprises.ReadByCodeAsync(row.EnterpriseCode, cancellation) is not { } enterprise)
        {
            return null;
        }

        var rules = await RuleBook.ReadHistoryAsync(enterprise.JurisdictionCode, cancellation);
        var calendar = await RuleBook.ReadCalendarAsync(cancellation);
        var versions = await Store.ReadVersionsAsync(row, cancellation);
        return new(row, enterprise, CaseReceipts.Of(row, enterprise.Sectors, rules, calendar), versions);
    }

    private string State(CaseRow row) => row switch
    {
        { ClosedAt: not null } => Text["Closed"],
        { FedBackAt: not null } => Text["FedBackOnly"],
        { ReturnedAt: not null } => Text["Returned"],
        _ => Text["Open"],
    };

    private string NameOf(TimelineStep step) => step.Kind switch
    {
        StepKind.Appointment => Text["Appointment"],
        StepKind.Extension => Text["Extension"],
        _ => Limits.Event(step.Happening),
    };

    private static string ClassOf(TimelineStep step) => step switch
    {
        { Kind: not StepKind.Event } => "timeline-promise",
        { At: not null } => "timeline-done",
        { IsNeeded: true } => "timeline-needed",
        { IsGap: true } => "timeline-gap",
        _ => "timeline-open",
    };

    private string AddressOf(long id) => ScopeAddress.Carry(string.Create(CultureInfo.InvariantCulture, $"/cases/{id}"), Navigation.Uri);
}
