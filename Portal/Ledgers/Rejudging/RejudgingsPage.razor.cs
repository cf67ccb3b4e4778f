using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Ledgers.Rejudging;

/// <summary>Judging filed rows again: what was done, and the way to do it, which leads through a preview.</summary>
public sealed partial class RejudgingsPage
{
    private const int PageSize = 50;
    private const int MonthsOffered = 36;
    private const int MostListed = 200;

    private static readonly string[] s_known = ["page"];

    private Shown? _shown;
    private WhatIfResult? _preview;
    private string? _message;
    private string _place = "";
    private string _from = "";
    private string _to = "";
    private string _reason = "";
    private int? _total;
    private int _done;
    private CancellationTokenSource? _trying;

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
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required People People { get; init; }

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

    private (DateOnly From, DateOnly To) Span => (PageScope.ParseMonth(_from) ?? default, PageScope.ParseMonth(_to) ?? default);

    /// <summary>Why these months cannot be judged in one run; null when they can.</summary>
    private string? Misfit => RejudgingRequest.IsSpan(Span.From, Span.To) ? null : Text["Fault_Months"].Value;

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation =>
        {
            var runs = await Store.ReadPageAsync(Actor, new((Number - 1) * PageSize, PageSize), cancellation);
            return new Shown(
                runs,
                Actor.May(Operation.RejudgeCases) ? await Gate.ReadJurisdictionsAsync(Actor, cancellation) : [],
                (await Jurisdictions.ReadAllAsync(cancellation)).ToDictionary(place => place.Code, place => Show.Name(place.Name, place.NameEn)),
                (await Enterprises.ReadListAsync(cancellation)).ToDictionary(enterprise => enterprise.Code, enterprise => Show.Name(enterprise.Name, enterprise.NameEn)),
                await People.ReadAsync(runs.Items.Select(run => run.StartedBy), cancellation));
        },
        shown =>
        {
            _shown = shown;
            _place = _place.Length > 0 || shown.Places.Count == 0 ? _place : shown.Places[0].Code;
            _from = _from.Length > 0 ? _from : Months.ElementAt(1);
            _to = _to.Length > 0 ? _to : Months.ElementAt(1);
        });

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _trying?.Cancel();
            _trying?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task PreviewAsync()
    {
        _trying?.Dispose();
        _trying = new();
        var cancellation = _trying.Token;
        (_preview, _message, _done, _total) = (null, null, 0, 0);
        try
        {
            var scope = EnterpriseScope.Of(Actor) with { JurisdictionCode = _place };
            var months = Span;
            _total = await WhatIf.CountAsync(scope, months, cancellation);
            StateHasChanged();
            var progress = new Progress<int>(Tell);
            _preview = await Task.Run(
                () => WhatIf.TryAsync(scope, months, decisions => decisions, LedgerIntake.LedgerNow(Clock), MostListed, progress, cancellation), cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Any exception: SqlClient reports a cancelled command as SqlException.
            _message = Text["Stopped"];
        }
        finally
        {
            _total = null;
        }
    }

    private void Tell(int done)
    {
        if (done > _done)
        {
            _done = done;
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private void Stop() => _trying?.Cancel();

    /// <summary>A preview of other months is none of these.</summary>
    private void Forget()
    {
        Stop();
        _preview = null;
    }

    private async Task RunAsync()
    {
        var request = new RejudgingRequest(_place, Span.From, Span.To, _reason);
        var (fault, id) = await Rejudger.StartAsync(request, Actor, CancellationToken.None);
        if (fault is not RejudgingFault.None)
        {
            _message = Text["Fault_" + fault];
            return;
        }

        Runs.Begin(id, Actor);
        Navigation.NavigateTo($"/rejudgings/{id}");
    }

    private sealed record Shown(
        Page<RejudgingRun> Runs,
        IReadOnlyList<Jurisdiction> Places,
        IReadOnlyDictionary<string, string> Names,
        IReadOnlyDictionary<string, string> Enterprises,
        PersonNames People)
    {
        public string NameOf(string code) => Names.GetValueOrDefault(code, code);
    }
}
