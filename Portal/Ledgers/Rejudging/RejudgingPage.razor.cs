using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Ledgers.Rejudging;

/// <summary>One run: why, how far, and the verdicts before and after.</summary>
public sealed partial class RejudgingPage
{
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _leaving = new();
    private RejudgingRun? _run;
    private IReadOnlyList<RejudgedMonth> _months = [];
    private IReadOnlyDictionary<string, LimitTopic> _topics = new Dictionary<string, LimitTopic>();
    private PersonNames _people = PersonNames.None;
    private string _place = "";
    private bool _isStill;
    private bool _isMissing;

    [Inject]
    public required RejudgingStore Store { get; init; }

    [Inject]
    public required RejudgingRuns Runs { get; init; }

    [Inject]
    public required JurisdictionStore Jurisdictions { get; init; }

    [Inject]
    public required RuleBook Book { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required IStringLocalizer<RejudgingPage> Text { get; init; }

    [Parameter]
    public long Id { get; set; }

    private IReadOnlyList<Crumb> Crumbs => [new(Text["Rules"], "/rules"), new(Text["Rejudgings"], "/rejudgings")];

    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        if (_run is { FinishedAtUtc: null })
        {
            _ = WatchAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _leaving.Cancel();
            _leaving.Dispose();
        }

        base.Dispose(disposing);
    }

    private Task ReadAsync() => LoadAsync(
        async cancellation =>
        {
            var run = await Store.ReadAsync(Id, Actor, cancellation);
            var place = run is null ? null : await Jurisdictions.ReadByCodeAsync(run.JurisdictionCode, cancellation);
            return (
                Run: run,
                Months: await Store.ReadMonthsAsync(Id, Actor, cancellation),
                Place: place is null ? "" : Show.Name(place.Name, place.NameEn),
                Topics: (await Book.ReadDecisionsAsync(cancellation)).Topics(),
                People: await People.ReadAsync(run is null ? [] : [run.StartedBy], cancellation));
        },
        read => (_run, _months, _place, _topics, _people, _isMissing) = (read.Run, read.Months, read.Place, read.Topics, read.People, read.Run is null));

    /// <summary>Reads on while the run goes on; a run that stands still offers to be continued.</summary>
    private async Task WatchAsync()
    {
        try
        {
            while (_run is { FinishedAtUtc: null })
            {
                var before = _run.PartsDone;
                await Task.Delay(s_between, _leaving.Token);
                await InvokeAsync(ReadAsync);
                _isStill = _run.PartsDone == before;
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void Continue()
    {
        _isStill = false;
        Runs.Begin(Id, Actor);
    }
}
