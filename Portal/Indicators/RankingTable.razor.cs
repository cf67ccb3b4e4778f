using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Indicators;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>The ranking of a month (requirements §6). How it is sorted stands in the address.</summary>
public sealed partial class RankingTable
{
    public const string SortKey = "sort";
    public const string BackKey = "back";

    /// <summary>Lines of a group shown at first.</summary>
    private const int Few = 20;

    [Inject]
    public required IStringLocalizer<DeskWords> Desk { get; init; }

    /// <summary>All enterprises rather than the first of each group.</summary>
    [Parameter]
    public bool ShowsAll { get; set; } = true;

    /// <summary>The same page with all enterprises, or again with few.</summary>
    [Parameter]
    public string? AllAddress { get; set; }

    [Inject]
    public required IStringLocalizer<FigureWords> Say { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter, EditorRequired]
    public required SummaryReport Report { get; set; }

    [Parameter, EditorRequired]
    public required Ranking Ranking { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Indicator> Columns { get; set; }

    [Parameter, EditorRequired]
    public required CaseLinks Links { get; set; }

    /// <summary>The parts of a quantile are a rank and a count, which say little beside it; the registry page explains them.</summary>
    private static bool IsQuantile(Indicator column) =>
        column == IndicatorRegistry.HandlingDaysMedian || column == IndicatorRegistry.HandlingDaysP90 || column == IndicatorRegistry.HandlingDaysMean;

    /// <summary>Left out on a phone, where a row is a card of the three facts that matter; what it is sorted by is one.</summary>
    private bool IsMinor(Indicator column) => column != Ranking.SortedBy
        && column != IndicatorRegistry.ComplaintTotal && column != IndicatorRegistry.OnTimeFeedbackRate && column != IndicatorRegistry.SatisfactionRate;

    private string UnitOf(Indicator column) => column.Unit is IndicatorUnit.Days ? Say["InDays"] : "";

    /// <summary>Best first: a share falls, a number of days rises. The other way round when asked for.</summary>
    private bool IsRising(Indicator column) => column.Direction is Direction.LowerIsBetter != Ranking.IsReversed;

    private string? AriaSort(Indicator column) => column != Ranking.SortedBy ? null : IsRising(column) ? "ascending" : "descending";

    private string SortAddress(Indicator column) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        [SortKey] = column.Id,
        [BackKey] = column == Ranking.SortedBy && !Ranking.IsReversed ? true : null,
    });
}
