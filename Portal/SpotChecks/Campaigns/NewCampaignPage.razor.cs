using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Shell;

namespace Portal.SpotChecks.Campaigns;

/// <summary>The first step of a campaign. From here on it is kept: the other steps are on its own page.</summary>
public sealed partial class NewCampaignPage
{
    private IReadOnlyList<Jurisdiction>? _places;
    private string? _message;
    private CampaignKind _kind = CampaignKind.LedgerCallback;
    private string _name = "";
    private string _matter = "";
    private string _place = "";
    private DateOnly _first;
    private DateOnly _last;
    private bool _isBusy;

    [Inject]
    public required CampaignDesk Desk { get; init; }

    [Inject]
    public required ScopeGate Gate { get; init; }

    [Inject]
    public required CampaignTexts Texts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<NewCampaignPage> Text { get; init; }

    private IReadOnlyList<Crumb> Crumbs => [new(Text["Campaigns"], "/spot-checks")];

    protected override Task OnParametersSetAsync() => LoadAsync(
        cancellation => Gate.ReadJurisdictionsAsync(Actor, cancellation),
        places =>
        {
            const int fortnight = 13;
            _places = places;
            _place = _place.Length > 0 || places.Count == 0 ? _place : places[0].Code;
            _first = _first == default ? DateOnly.FromDateTime(LedgerIntake.LedgerNow(Clock)).AddDays(1) : _first;
            _last = _last == default ? _first.AddDays(fortnight) : _last;
        });

    private async Task CreateAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        var shipped = ShippedQuestionnaires.Of(_kind);
        var (fault, id) = await Desk.PlanAsync(
            new()
            {
                JurisdictionCode = _place,
                Kind = _kind,
                Name = _name,
                Matter = _matter,
                QuestionnaireCode = shipped.Code,
                QuestionnaireVersion = shipped.Version,
                FirstDay = _first,
                LastDay = _last,
                Plan = StartOf(_kind),
            },
            Actor,
            CancellationToken.None);
        // Busy until the page is left: the second of two clicks comes after the first has planned.
        (_isBusy, _message) = (fault is CampaignFault.None, fault is CampaignFault.None ? null : Texts.Fault(fault));
        if (fault is CampaignFault.None)
        {
            Navigation.NavigateTo($"/spot-checks/{id}");
        }
    }

    /// <summary>What a plan of this kind begins with; all of it can be changed on the next page.</summary>
    private CampaignPlan StartOf(CampaignKind kind)
    {
        var now = DateOnly.FromDateTime(LedgerIntake.LedgerNow(Clock));
        var month = new DateOnly(now.Year, now.Month, 1).AddMonths(-1);
        return new()
        {
            Query = new() { Cases = new() { Scope = EnterpriseScope.Of(Actor.Nobody), FromMonth = month, ToMonth = month } },
            StratifyBy = CampaignRules.HasRows(kind) ? [StratumKey.Enterprise] : [],
            Sample = kind switch
            {
                CampaignKind.PhoneTest => new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 40, OffHoursPercent = PlanDraft.DefaultOffHours },
                CampaignKind.DoubleRandom => new() { Basis = SampleBasis.Percent, PercentTenths = 200, InspectorsPerObject = PlanDraft.DefaultInspectors },
                CampaignKind.SiteSampling or CampaignKind.RecordInspection => new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 30, MinimumPerStratum = 2 },
                _ => new() { Method = DrawMethod.Stratified, MinimumPerStratum = 5 },
            },
        };
    }
}
