using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.TimeLimits;

namespace Portal.TimeLimits.Calendars;

/// <summary>Working days of each year and heating seasons of each jurisdiction: what limits in days and seasons rest on.</summary>
public sealed partial class CalendarsPage
{
    private Shown? _shown;

    [Inject]
    public required RuleBook Book { get; init; }

    [Inject]
    public required RuleDesk Desk { get; init; }

    [Inject]
    public required CalendarStore Calendars { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<CalendarsPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "year")]
    public int? YearInAddress { get; set; }

    /// <summary>What was wrong with a file just sent, one fault a line.</summary>
    [SupplyParameterFromQuery(Name = "faults")]
    public string? FaultsInAddress { get; set; }

    /// <summary>The years just loaded.</summary>
    [SupplyParameterFromQuery(Name = "loaded")]
    public string? LoadedInAddress { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation =>
        {
            var calendar = await Book.ReadCalendarAsync(cancellation);
            var today = Clock.GetUtcNow().UtcDateTime.AddHours(8);
            var asked = YearInAddress ?? today.Year;
            var year = calendar.Years.FirstOrDefault(year => year.Year == asked) ?? (calendar.Years.Count > 0 ? calendar.Years[^1] : null);
            var loaded = await Calendars.ReadAsync(cancellation);
            return new Shown(
                calendar,
                year,
                loaded.Any(one => one.Year == year?.Year),
                CalendarNotice.MissingYear(calendar, DateOnly.FromDateTime(today)),
                await Desk.MayLoadCalendarsAsync(Actor, cancellation));
        },
        shown => _shown = shown);

    private sealed record Shown(WorkingCalendar Calendar, CalendarYear? Year, bool IsLoaded, int? Missing, bool MayLoad);
}
