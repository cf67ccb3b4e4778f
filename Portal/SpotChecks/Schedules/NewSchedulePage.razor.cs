using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Schedules;
using Portal.Shell;
using Portal.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Schedules;

/// <summary>Has a frozen campaign come again.</summary>
public sealed partial class NewSchedulePage
{
    private Campaign? _template;
    private bool _isMissing;
    private bool _isBusy;
    private string? _message;
    private Recurrence _every = Recurrence.Monthly;
    private int _from = 10;
    private int _to = 20;
    private int _fieldDays = 14;
    private bool _isSeasonOnly;
    private DateOnly _since;

    [Inject]
    public required ScheduleStore Schedules { get; init; }

    [Inject]
    public required CampaignStore Store { get; init; }

    [Inject]
    public required ScheduleTexts Texts { get; init; }

    [Inject]
    public required CampaignTexts Campaigns { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<ScheduleWords> Say { get; init; }

    [SupplyParameterFromQuery(Name = "campaign")]
    public string? CampaignInAddress { get; set; }

    private IEnumerable<int> Days => Enumerable.Range(1, ScheduleRules.LastOf(_every));

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation => AddressValue.IdOf(CampaignInAddress) is { } id && await Store.ReadAsync(id, Actor, cancellation) is { } found && ScheduleRules.IsRepeatable(found) ? found : null,
        template =>
        {
            (_template, _isMissing) = (template, template is null);
            if (_since == default && template is not null)
            {
                _since = DateOnly.FromDateTime(LedgerIntake.LedgerNow(Clock)).AddDays(1);
                Choose(template.Kind is CampaignKind.PhoneTest ? Recurrence.Weekly : Recurrence.Monthly);
            }
        });

    /// <summary>A month's ledger is there by the tenth day of the next; a week is open as a whole.</summary>
    private void Choose(Recurrence every) => (_every, _from, _to, _fieldDays) = every is Recurrence.Weekly ? (every, 1, 7, 7) : (every, 10, 20, 14);

    private async Task SaveAsync()
    {
        if (_isBusy || _template is not { } template)
        {
            return;
        }

        _isBusy = true;
        var fault = await Schedules.AppendAsync(template.Id, new(_every, _from, _to, _fieldDays, _isSeasonOnly, _since), Actor, CancellationToken.None);
        // Busy until the page is left: the second of two clicks comes after the first has saved.
        (_isBusy, _message) = (fault is ScheduleFault.None, fault is ScheduleFault.None ? null : Texts.Fault(fault));
        if (fault is ScheduleFault.None)
        {
            Navigation.NavigateTo("/spot-checks/schedules");
        }
    }
}
