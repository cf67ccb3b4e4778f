using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Shell;
using Portal.TimeLimits.Rules;

namespace Portal.Ledgers.Rejudging;

/// <summary>Judging filed rows again: what was done, and the way to do it, which leads through a preview.</summary>
public sealed partial class RejudgingsPage
{
    private const int PageSize = 50;
    private const int MonthsOffered = 36;

    private Shown? _shown;
    private VerdictComparison? _preview;
    private string? _message;
    private string _place = "";
    private string _from = "";
    private string _to = "";
    private string _reason = "";
    private bool _isBusy;
    private int _done;

    [Inject]
    public required RejudgingStore Store { get; init; }

    [Inject]
    public required Rejudger Rejudger { get; init; }

    [Inject]
    public required RejudgingRuns Runs { get; init; }

    [Inject]
    public required WhatIf WhatIf { get; init; }

    [Inject]
    public required ScopeGate Gate { get; init; }

    [Inject]
    public required JurisdictionStore Jurisdictions { get; init; }

    [Inject]
    public required RuleTexts Rules { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<RejudgingsPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private int Number => AddressValue.PageOf(PageNumber);

    private IEnumerable<string> Months => Enumerable.Range(0, MonthsOffered).Select(back => Show.Month(DateOnly.FromDateTime(LedgerIntake.LedgerNow(Clock)).AddMonths(-back)));

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation => new Shown(
            await Store.ReadPageAsync(Actor, new((Number - 1) * PageSize, PageSize), cancellation),
            Actor.May(Operation.RejudgeCases) ? await Gate.ReadJurisdictionsAsync(Actor, cancellation) : [],
            (await Jurisdictions.ReadAllAsync(cancellation)).ToDictionary(place => place.Code, place => Show.Name(place.Name, place.NameEn))),
        shown =>
        {
            _shown = shown;
            _place = _place.Length > 0 || shown.Places.Count == 0 ? _place : shown.Places[0].Code;
            _from = _from.Length > 0 ? _from : Months.ElementAt(1);
            _to = _to.Length > 0 ? _to : Months.ElementAt(1);
        });

    private async Task PreviewAsync()
    {
        (_isBusy, _preview, _message, _done) = (true, null, null, 0);
        var scope = EnterpriseScope.Of(Actor) with { JurisdictionCode = _place };
        var months = (PageScope.ParseMonth(_from)!.Value, PageScope.ParseMonth(_to)!.Value);
        var progress = new Progress<int>(done =>
        {
            _done = done;
            _ = InvokeAsync(StateHasChanged);
        });
        var result = await Task.Run(() => WhatIf.TryAsync(scope, months, decisions => decisions, LedgerIntake.LedgerNow(Clock), progress, CancellationToken.None));
        (_isBusy, _preview) = (false, result.Verdicts);
    }

    private async Task RunAsync()
    {
        var request = new RejudgingRequest(_place, PageScope.ParseMonth(_from)!.Value, PageScope.ParseMonth(_to)!.Value, _reason);
        var (fault, id) = await Rejudger.StartAsync(request, Actor, CancellationToken.None);
        if (fault is not RejudgingFault.None)
        {
            _message = Text["Fault_" + fault];
            return;
        }

        Runs.Begin(id, Actor);
        Navigation.NavigateTo($"/rejudgings/{id}");
    }

    private sealed record Shown(Page<RejudgingRun> Runs, IReadOnlyList<Jurisdiction> Places, IReadOnlyDictionary<string, string> Names)
    {
        public string NameOf(string code) => Names.GetValueOrDefault(code, code);
    }
}
