using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;
using Portal.TimeLimits.Rules;

namespace Portal.TimeLimits.Calendars;

/// <summary>Working days of each year and heating seasons of each jurisdiction: what limits in days and seasons rest on.</summary>
public sealed partial class CalendarsPage
{
    private static readonly string[] s_known = ["year"];

    private const int GreatestFile = 1 << 20;
    private const int MostFaults = 10;

    private Shown? _shown;
    private IReadOnlyList<string> _faults = [];
    private int _moreFaults;
    private string? _loaded;

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

    [Inject]
    public required RuleTexts Rules { get; init; }

    [SupplyParameterFromQuery(Name = "year")]
    public string? YearInAddress { get; set; }

    protected override Task OnParametersSetAsync() => ReadAsync(null);

    /// <param name="wanted">The year to show; null for that of the address.</param>
    private Task ReadAsync(int? wanted) => LoadAsync(
        async cancellation =>
        {
            var calendar = await Book.ReadCalendarAsync(cancellation);
            var today = Clock.GetUtcNow().UtcDateTime.AddHours(8);
            var asked = wanted ?? (int.TryParse(YearInAddress, NumberStyles.None, CultureInfo.InvariantCulture, out var inAddress) ? inAddress : today.Year);
            var year = calendar.Years.FirstOrDefault(year => year.Year == asked) ?? (calendar.Years.Count > 0 ? calendar.Years[^1] : null);
            var loaded = await Calendars.ReadAsync(cancellation);
            return new Shown(
                calendar,
                year,
                loaded.Any(one => one.Year == year?.Year),
                CalendarNotice.MissingYear(calendar, DateOnly.FromDateTime(today)),
                await Desk.MayLoadCalendarsAsync(Actor, cancellation),
                await Desk.ReadCalendarKeeperAsync(cancellation));
        },
        shown => _shown = shown);

    private string Who(Shown shown) => shown.Keeper is { } keeper ? Text["LoadWho", Show.Name(keeper.Name, keeper.NameEn)] : "";

    private async Task LoadFileAsync(InputFileChangeEventArgs change)
    {
        (_faults, _moreFaults, _loaded) = ([], 0, null);
        if (change.File.Size > GreatestFile)
        {
            _faults = [Text["TooLarge"]];
            return;
        }

        // The form is only shown to those who may, and the circuit may have waited with it: asked again before anything is written.
        if (!await Desk.MayLoadCalendarsAsync(Actor, CancellationToken.None))
        {
            await ReadAsync(null);
            return;
        }

        using var reader = new StreamReader(change.File.OpenReadStream(GreatestFile));
        var reading = await Book.LoadCalendarAsync(await reader.ReadToEndAsync(), Actor, CancellationToken.None);
        if (reading.Problems.Count > 0)
        {
            _faults = [.. reading.Problems.Take(MostFaults).Select(Rules.ProblemOf)];
            _moreFaults = reading.Problems.Count - _faults.Count;
            return;
        }

        _loaded = string.Join(Text["Comma"], reading.Years.Select(year => year.Year));
        await ReadAsync(reading.Years[0].Year);
    }

    private sealed record Shown(WorkingCalendar Calendar, CalendarYear? Year, bool IsLoaded, int? Missing, bool MayLoad, Jurisdiction? Keeper)
    {
        public string YearText => Year?.Year.ToString(CultureInfo.InvariantCulture) ?? Portal.Shell.Show.Missing;
    }
}
