using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Shell;

namespace Portal.Access;

/// <summary>The bar under the header. What is chosen goes into the address, from where the page reads it.</summary>
public sealed partial class ScopeBar
{
    private const int MonthsOffered = 24;

    private IReadOnlyList<Jurisdiction> _jurisdictions = [];
    private Actor? _readFor;

    [Inject]
    public required IStringLocalizer<ScopeBar> Text { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ScopeGate Gate { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required PageScope Scope { get; set; }

    /// <summary>First day of the month the page shows, chosen or decided by the page.</summary>
    [Parameter]
    public DateOnly Month { get; set; }

    /// <summary>First day of the latest month that can be chosen; this month when left out.</summary>
    [Parameter]
    public DateOnly? Latest { get; set; }

    [Parameter]
    public bool ShowSector { get; set; } = true;

    [Parameter]
    public bool ShowPeriod { get; set; } = true;

    /// <summary>Filters of the page's own, in the same bar.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The page lists all months when the address names none; so it does when it names what is no month.</summary>
    [Parameter]
    public bool ListsAllMonths { get; set; }

    /// <summary>What else of the address the page could not read, said beside what the bar could not.</summary>
    [Parameter]
    public IReadOnlyList<Misread?> Misread { get; set; } = [];

    /// <summary>As of <see cref="NotUnderstood"/>.</summary>
    [Parameter]
    public IReadOnlyCollection<string>? Known { get; set; }

    private IReadOnlyList<Misread?> MisreadOfScope =>
    [
        ShowSector ? Shell.Misread.Of(AddressOf(ScopeAddress.Sector), Scope.Sector is not null, Text["Sector"], Text["AllSectors"]) : null,
        ShowPeriod || ListsAllMonths
            ? Shell.Misread.Of(AddressOf(ScopeAddress.Period), Scope.Month is not null, Text["Period"], ListsAllMonths ? Text["AllMonths"] : Show.Month(Month))
            : null,
        .. Misread,
    ];

    /// <summary>The jurisdiction of the address; one the actor may not see is answered with the actor's own.</summary>
    private string? AskedFor => AddressOf(ScopeAddress.Jurisdiction);

    private IReadOnlyList<DateOnly> Months { get; set; } = [];

    protected override async Task OnParametersSetAsync()
    {
        // Months are those of the ledgers, which are kept in China Standard Time.
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime.AddHours(8));
        var latest = Latest ?? new(today.Year, today.Month, 1);
        latest = Month > latest ? Month : latest;
        var count = Math.Max(MonthsOffered, ((latest.Year - Month.Year) * 12) + latest.Month - Month.Month + 1);
        Months = [.. Enumerable.Range(0, ShowPeriod ? count : 0).Select(back => latest.AddMonths(-back))];

        if (RendererInfo.IsInteractive && _readFor != Actor)
        {
            _readFor = Actor;
            _jurisdictions = await Gate.ReadJurisdictionsAsync(Actor, CancellationToken.None);
        }
    }

    private string? AddressOf(string key) => ScopeAddress.Read(Navigation.Uri).FirstOrDefault(pair => pair.Key == key).Value;

    private void Go(string key, ChangeEventArgs change) => Navigation.NavigateTo(AddressWith(key, change.Value as string));

    private string LinkTo(DateOnly month) => AddressWith(ScopeAddress.Period, Show.Month(month));

    private string AddressWith(string key, string? value) => Navigation.FirstPageWith(key, value);
}
