using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Indicators.Desk;
using Portal.Data.Indicators.Peers;
using Portal.Data.Ledgers;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>Where an enterprise starts (S0-45…48): what is due, what was filed, and its own figures; nobody else's.</summary>
public sealed partial class HomePage
{
    private const int FilingsShown = 6;

    private static readonly Indicator[] s_tiles =
    [
        IndicatorRegistry.ComplaintTotal, IndicatorRegistry.OnTimeFeedbackRate, IndicatorRegistry.SatisfactionRate,
        IndicatorRegistry.LedgerCompletenessRate,
    ];

    private View? _view;
    private TrendFinding? _trend;
    private DateOnly _today;

    [Inject]
    public required DeskReader Reader { get; init; }

    [Inject]
    public required AgendaDesk Agendas { get; init; }

    [Inject]
    public required PeerDesk PeerFigures { get; init; }

    [Inject]
    public required IEnumerable<DeskPart> Parts { get; init; }

    [Inject]
    public required FiledMonthStore Months { get; init; }

    [Inject]
    public required FilingStore FilingRecords { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<HomePage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<DeskWords> Desk { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Inject]
    public required IStringLocalizer<FigureWords> Say { get; init; }

    [SupplyParameterFromQuery(Name = TrendChoice.Key)]
    public string? Trend { get; set; }

    private Indicator TrendIndicator => TrendChoice.Of(Trend);

    private CaseLinks Links => new(_view!.Month);

    private DeskFigures Figures => _view!.Figures;

    private Dictionary<string, object> PartParameters => new() { ["Actor"] = Actor, ["Scope"] = Scope };

    /// <summary>What waits, beside the ledger of the month: its key, how many, where, and a word about it.</summary>
    private IEnumerable<(string Key, long Count, string Href, string Note)> Todo
    {
        get
        {
            var agenda = _view!.Agenda;
            var all = new CaseLinks(null);
            return new (string Key, long Count, string Href, string Note)[]
            {
                ("failed", agenda.Failed.Count, agenda.Failed is [var filing, ..] ? $"/filings/{filing.Id}" : "/filings", Desk["Unit_filings"]),
                ("open", agenda.OpenOverdue, all.Overdue, Desk["Unit_cases"]),
                ("due", agenda.DueToday.Count, agenda.DueToday is [var first, ..] ? $"/cases/{first.Id}" : all.All, agenda.DueToday is [var next, ..] ? Desk["NextDue", Show.Moment(next.Due)[^5..]] : ""),
            }.Where(item => item.Count > 0);
        }
    }

    private bool IsDone => _view!.Due is { Standing: FilingStanding.Accepted, HasFailedSince: false };

    /// <summary>Missing besides the ledger of the month.</summary>
    private IReadOnlyList<DateOnly> OtherMonths => [.. _view!.Agenda.Overdue.SelectMany(item => item.Missing).Where(month => month != _view.DueMonth)];

    private string DueSentence
    {
        get
        {
            var day = FilingState.DueOn(_view!.DueMonth);
            var left = day.DayNumber - _today.DayNumber;
            return IsDone ? Text["Done", Show.Day(LedgerDay.Of(_view.Due.ReceivedAtUtc))]
                : left > 0 ? Text["DueIn", Show.Day(day), left]
                : left == 0 ? Text["DueToday", Show.Day(day)]
                : Text["Overdue", Show.Day(day), -left];
        }
    }

    protected override Task OnParametersSetAsync()
    {
        _today = LedgerDay.Today(Clock);
        return LoadAsync(ReadAsync, view =>
        {
            _view = view;
            _trend = TrendFinding.Of(view.Report.Trend, TrendIndicator, Links, Say);
        });
    }

    private static string NameOf(Jurisdiction area) => System.Globalization.CultureInfo.CurrentUICulture.Name == "en" ? area.NameEn : area.Name;

    private static string Colour(Filing filing) => filing.Status is FilingStatus.Accepted ? "met" : "late";

    private async Task<View> ReadAsync(CancellationToken cancellation)
    {
        var scope = EnterpriseScope.Of(Actor);

        // The ledger of a month is due in the next, so what is due today is the month before.
        var due = LedgerDay.MonthOf(_today).AddMonths(-1);
        var month = Scope.Month ?? await Months.ReadLatestAsync(scope, cancellation) ?? due;
        var figures = await Reader.ReadAsync(MonthSpan.Of(month), scope, SummaryDepth.Screen, cancellation);
        var report = figures.Report;
        var latest = await FilingRecords.ReadPageAsync(new(scope), new(0, FilingsShown), cancellation);
        var dueFilings = await FilingRecords.ReadPageAsync(
            new(scope) { Period = MonthSpan.Text(due) }, new(0, PageRequest.Largest), cancellation);
        return new(
            report.Enterprises.Count == 0 ? Actor.DisplayName : report.Enterprises[0].Enterprise.Here(),
            month,
            figures,
            await PeerFigures.ReadAsync(Actor, MonthSpan.Of(month), cancellation),
            await Agendas.ReadAsync(scope, cancellation),
            [.. latest.Items.Select(item => item.Filing)],
            due,
            FilingState.Of(due, dueFilings.Items.Select(item => Line(item.Filing))));
    }

    private static FilingLineItem Line(Filing filing) => new()
    {
        Id = filing.Id,
        EnterpriseCode = filing.EnterpriseCode,
        Version = filing.Version,
        Status = filing.Status,
        IsCurrent = filing.IsCurrent,
        ReceivedAtUtc = filing.ReceivedAtUtc,
    };

    private sealed record View(
        string Name,
        DateOnly Month,
        DeskFigures Figures,
        IReadOnlyList<PeerComparison> Peers,
        DeskAgenda Agenda,
        IReadOnlyList<Filing> Filings,
        DateOnly DueMonth,
        FilingState Due)
    {
        public SummaryReport Report => Figures.Report;
    }
}
