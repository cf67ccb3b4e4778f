using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Indicators.Desk;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>A month of a jurisdiction as the regulator sees it (S0-46…48, requirements §6): every figure opens its rows.</summary>
public sealed partial class DeskPage
{
    public const string MoreKey = "more";

    /// <summary>All enterprises of standing and ranking, where only the first would be listed.</summary>
    public const string AllKey = "all";

    private static readonly Indicator[] s_tiles =
    [
        IndicatorRegistry.ComplaintTotal, IndicatorRegistry.OnTimeFeedbackRate, IndicatorRegistry.SatisfactionRate,
        IndicatorRegistry.LedgerCompletenessRate,
    ];

    // A range from month to month comes in an address that was sent; here one chooses among those with a name.
    private static readonly SummarySpan[] s_spans = [SummarySpan.Month, SummarySpan.Season, SummarySpan.Year];

    private static readonly string[] s_known =
    [
        RankingTable.SortKey, RankingTable.BackKey, MoreKey, AllKey, TrendChoice.Key, TodayBlock.Key, DeskPeriods.SpanKey, DeskPeriods.FromKey, "page",
    ];

    private SummaryReport? _report;
    private DeskFigures? _figures;
    private TrendFinding? _trend;
    private Ranking? _ranking;
    private DateOnly _month;
    private DateOnly _today;
    private bool _isRead;
    private bool _isRange;

    [Inject]
    public required DeskReader Reader { get; init; }

    [Inject]
    public required DeskPeriods Periods { get; init; }

    [Inject]
    public required FiledMonthStore Months { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<DeskPage> Text { get; init; }

    [Inject]
    public required IEnumerable<DeskPart> Parts { get; init; }

    [Inject]
    public required IStringLocalizer<DeskWords> Desk { get; init; }

    [Inject]
    public required IStringLocalizer<FigureWords> Say { get; init; }

    [SupplyParameterFromQuery(Name = RankingTable.SortKey)]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = RankingTable.BackKey)]
    public string? IsReversed { get; set; }

    [SupplyParameterFromQuery(Name = MoreKey)]
    public string? More { get; set; }

    [SupplyParameterFromQuery(Name = TrendChoice.Key)]
    public string? Trend { get; set; }

    [SupplyParameterFromQuery(Name = TodayBlock.Key)]
    public string? Opened { get; set; }

    [SupplyParameterFromQuery(Name = DeskPeriods.SpanKey)]
    public string? SpanInAddress { get; set; }

    [SupplyParameterFromQuery(Name = DeskPeriods.FromKey)]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = AllKey)]
    public string? All { get; set; }

    private bool ShowsAll => AddressValue.IsTrue(All);

    private bool ShowsMore => AddressValue.IsTrue(More);

    private Indicator TrendIndicator => TrendChoice.Of(Trend);

    private SummarySpan Span => DeskPeriods.SpanOf(SpanInAddress);

    private CaseLinks Links => _report is null
        ? new(_month, Scope.JurisdictionCode, Scope.Sector)
        : new(_report.Period.To, Scope.JurisdictionCode, Scope.Sector, From: _report.Period.From);

    private string PeriodText => _report is not { Period: { Count: > 1 } period } ? Show.Month(_month) : $"{Show.Month(period.From)} – {Show.Month(period.To)}";

    private string LimitsTitle => LimitsChart.Title(_report!.Limits, Say);

    private string Sentence => _report is null
        ? Text["Question"]
        : Text[
            "Sentence",
            _report.CountOf(FilingStanding.Accepted),
            _report.Enterprises.Count,
            Show.Count(_report.Total[IndicatorRegistry.ComplaintTotal].Numerator),
            FigureText.Value(_report.Total[IndicatorRegistry.OnTimeFeedbackRate], IndicatorUnit.Share)];

    private IReadOnlyList<Misread?> MisreadHere =>
    [
        Misread.Of(SpanInAddress, AddressValue.CodeOf<SummarySpan>(SpanInAddress) is not null, Desk["Span"], Desk["Span_Month"]),
        _report is not null && Span is SummarySpan.Range ? Misread.Of(From ?? "-", _isRange, Desk["FromMonth"], PeriodText) : null,
        TrendChoice.MisreadOf(Trend, Say),
        Misread.Of(Opened, TodayBlock.IsKey(Opened), Desk["Today"], Desk["NoList"]),
    ];

    private IReadOnlyList<Breakdown.Line> Channels =>
        [.. _report!.ByChannel.Select(slice => new Breakdown.Line(Say["Channel_" + slice.Key], slice.Figures, Links.Of(slice.Key)))];

    private IReadOnlyList<Breakdown.Line> Seasons =>
    [
        .. _report!.BySeason.Select(part => new Breakdown.Line(
            part.Season is { } season ? Text["HeatingSeason", season.Name] : Text["BetweenSeasons", Show.Month(part.From), Show.Month(part.To)],
            part.Figures,
            (Links with { Month = part.To, From = part.From }).All)),
    ];

    private string CauseTitle => _figures!.Causes.Responsibilities is { Total: var all, Bars: [var most, ..] }
        ? Desk["CauseTitle", most.Key.Length == 0 ? Desk["NotFilledIn"].Value : most.Key, Show.Rate(most.Cases, all), Show.Count(all)]
        : Desk["CauseNone"];

    private Dictionary<string, object> PartParameters => new() { ["Actor"] = Actor, ["Scope"] = Scope };

    private string AllAddress => Navigation.GetUriWithQueryParameter(AllKey, ShowsAll ? null : (bool?)true);

    private string MoreAddress => Navigation.GetUriWithQueryParameter(MoreKey, ShowsMore ? null : (bool?)true);

    /// <summary>The same query as on screen.</summary>
    private string ExportAddress => QueryHelpers.AddQueryString("/api/summary.xlsx", new Dictionary<string, string?>
    {
        [ScopeAddress.Jurisdiction] = Scope.JurisdictionCode,
        [ScopeAddress.Sector] = Scope.Sector?.ToString(),
        [ScopeAddress.Period] = Show.Month(_month),
        [DeskPeriods.SpanKey] = SpanInAddress,
        [DeskPeriods.FromKey] = From,
        [RankingTable.SortKey] = Sort,
        [RankingTable.BackKey] = AddressValue.IsTrue(IsReversed) ? "true" : null,
    }.Where(pair => pair.Value is not null));

    protected override Task OnParametersSetAsync()
    {
        _today = LedgerDay.Today(Clock);
        if (_month == default || Scope.Month is not null)
        {
            _month = Scope.Month ?? LedgerDay.MonthOf(_today);
        }

        return LoadAsync(ReadAsync, Present);
    }

    private async Task<(DateOnly Month, bool IsRange, DeskFigures Figures)> ReadAsync(CancellationToken cancellation)
    {
        var scope = EnterpriseScope.Of(Actor) with { JurisdictionCode = Scope.JurisdictionCode, Sector = Scope.Sector };
        var month = Scope.Month ?? await Months.ReadLatestAsync(scope, cancellation) ?? LedgerDay.MonthOf(_today);
        var depth = ShowsMore ? SummaryDepth.Full : SummaryDepth.Screen;
        var period = await Periods.ReadAsync(Span, month, PageScope.ParseMonth(From), Scope.JurisdictionCode, cancellation);
        return (month, period.Span is SummarySpan.Range, await Reader.ReadAsync(period.Months, scope, depth, cancellation));
    }

    private void Present((DateOnly Month, bool IsRange, DeskFigures Figures) found)
    {
        (_month, _isRange, _figures) = found;
        _report = _figures.Report;
        _isRead = true;
        _ranking = Ranking.Of(_report, Scope.Sector, Sort, AddressValue.IsTrue(IsReversed));
        _trend = TrendFinding.Of(_report.Trend, TrendIndicator, Links, Say);
    }
}
