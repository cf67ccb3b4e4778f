using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Indicators.Desk;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>The top of the desk: what waits for somebody, of the whole scope and whatever month the figures below are of.</summary>
public sealed partial class TodayBlock
{
    /// <summary>Which list is open.</summary>
    public const string Key = "today";

    /// <summary>The lists that can be opened.</summary>
    private static readonly string[] s_keys = ["overdue", "failed", "due", "nobody"];

    private DeskAgenda? _agenda;
    private (Actor Actor, PageScope Scope)? _readFor;

    [Inject]
    public required AgendaDesk Agendas { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<DeskWords> Say { get; init; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required PageScope Scope { get; set; }

    /// <summary>Key of the item whose list is shown; null for none.</summary>
    [Parameter]
    public string? Opened { get; set; }

    private CaseLinks Links => new(null, Scope.JurisdictionCode, Scope.Sector);

    private IReadOnlyList<Item> Items => _agenda is not { } agenda ? [] :
    [
        .. new[]
        {
            new Item("overdue", agenda.Overdue.Count, AddressOf("overdue"), agenda.Overdue is [var first, ..] ? Say["OldestSince", Show.Day(first.Since)] : ""),
            new Item("failed", agenda.Failed.Count, AddressOf("failed"), Say["Unit_filings"]),
            new Item("open", agenda.OpenOverdue, Links.Overdue, Say["Unit_cases"]),
            new Item("due", agenda.DueToday.Count, AddressOf("due"), agenda.DueToday is [var next, ..] ? Say["NextDue", next.Due.ToString("HH:mm", CultureInfo.InvariantCulture)] : ""),
            new Item("nobody", agenda.WithoutSupervisor.Count, AddressOf("nobody"), Say["Unit_enterprises"]),
            new Item("calendar", agenda.MissingCalendar is null ? 0 : null, "/rules/calendars", Say["Unit_calendar", agenda.MissingCalendar ?? 0]),
        }.Where(item => item.Count != 0),
    ];

    public static bool IsKey(string? key) => s_keys.Contains(key);

    protected override Task OnParametersSetAsync()
    {
        if (_readFor == (Actor, Scope))
        {
            return Task.CompletedTask;
        }

        var asked = (Actor, Scope);
        var scope = EnterpriseScope.Of(Actor) with { JurisdictionCode = Scope.JurisdictionCode, Sector = Scope.Sector };
        return LoadAsync(cancellation => Agendas.ReadAsync(scope, cancellation), agenda => (_agenda, _readFor) = (agenda, asked));
    }

    private string AddressOf(string? key) => Navigation.GetUriWithQueryParameter(Key, key);

    /// <param name="Count">Null for something that is no number.</param>
    private sealed record Item(string Key, long? Count, string Href, string Note);
}
