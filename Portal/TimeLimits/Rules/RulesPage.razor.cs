using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.TimeLimits.Rules;

/// <summary>
/// The effective rules of a jurisdiction, a sector and a day in one table, and the decisions that made them so. Everyone
/// signed in reads it: limits are public.
/// </summary>
public sealed partial class RulesPage
{
    private static readonly string[] s_known = ["on"];

    private Shown? _shown;
    private EffectiveRule? _overridden;
    private (bool IsGood, string Text)? _message;
    private IReadOnlyList<DataFileProblem> _problems = [];
    private bool _mayDecide;

    [Inject]
    public required RuleBook Book { get; init; }

    [Inject]
    public required RuleDesk Desk { get; init; }

    [Inject]
    public required JurisdictionStore Jurisdictions { get; init; }

    [Inject]
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required ScopeGate Gate { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required RuleTexts Rules { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<RulesPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Jurisdiction)]
    public string? JurisdictionInAddress { get; set; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Sector)]
    public string? SectorInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "on")]
    public string? DayInAddress { get; set; }

    private Sector Sector { get; set; } = Sector.Heat;

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime.AddHours(8));

    private DateOnly Day => AddressValue.DayOf(DayInAddress) ?? Today;

    private IReadOnlyList<Misread?> Misread =>
    [
        Shell.Misread.Of(JurisdictionInAddress, _shown?.Place.Code == JurisdictionInAddress, Text["Jurisdiction"], _shown is { Place: var place } ? Show.Name(place.Name, place.NameEn) : ""),
        Shell.Misread.Of(SectorInAddress, PageScope.ParseSector(SectorInAddress) is not null, Text["Sector"], Rules.Code(Sector)),
        Shell.Misread.Of(DayInAddress, AddressValue.DayOf(DayInAddress) is not null, Text["Day"], Show.Day(Day)),
    ];

    private string ExportAddress => QueryHelpers.AddQueryString(
        "/api/rules.xlsx",
        new Dictionary<string, string?>
        {
            [ScopeAddress.Jurisdiction] = _shown!.Place.Code,
            [ScopeAddress.Sector] = Sector.ToString(),
            ["on"] = Show.Day(Day),
        });

    protected override Task OnParametersSetAsync()
    {
        _overridden = null;
        return ReadAsync();
    }

    private Task ReadAsync() => LoadAsync(
        async cancellation =>
        {
            var places = await Jurisdictions.ReadAllAsync(cancellation);
            var own = Actor.EnterpriseCode is { } code ? await Enterprises.ReadByCodeAsync(code, cancellation) : null;
            Sector = PageScope.ParseSector(SectorInAddress) ?? own?.Sectors[0] ?? Sector.Heat;
            var place = places.FirstOrDefault(place => place.Code == JurisdictionInAddress)
                ?? places.FirstOrDefault(place => place.Code == (own?.JurisdictionCode ?? Actor.JurisdictionCode))
                ?? (places.Count > 0 ? places[0] : null);
            if (place is null)
            {
                return null;
            }

            _mayDecide = Actor.May(Operation.AdoptRules) && await Gate.MaySeeJurisdictionAsync(Actor, place.Code, cancellation);
            var history = await Book.ReadHistoryAsync(place.Code, cancellation);
            var (set, adoption) = history.Latest.Source(Day, [Sector]);
            var table = history.Latest.Table(Day, [Sector]);
            List<RuleSetAdoption> adoptions = [.. history.Decisions.Adoptions.Where(item => history.Chain.Contains(item.JurisdictionCode)).Reverse()];
            return new Shown(
                place,
                places,
                await People.ReadAsync(adoptions.Select(item => item.AdoptedBy).Concat(table.SelectMany(line => line.Overrides).Select(decision => decision.DecidedBy)), cancellation),
                (await Jurisdictions.ReadWithinAsync(place.Code, cancellation)).Count - 1,
                set,
                adoption,
                table,
                adoptions,
                [.. RuleSets.Shipped.Concat(history.Decisions.Versions.Where(version => history.Chain.Contains(version.JurisdictionCode)).Select(version => version.Set))
                    .GroupBy(one => one.Code).Select(versions => versions.MaxBy(one => one.Version)!)]);
        },
        shown => _shown = shown);

    private string Holds(Shown shown) => shown.Adoption is { } adoption
        ? Text["Holds", Show.Day(Day), Rules.Code(Sector), Show.Name(shown.Place.Name, shown.Place.NameEn), shown.NameOf(adoption.JurisdictionCode), Show.Day(adoption.EffectiveFrom), shown.People.Of(adoption.AdoptedBy), Show.MomentOf(adoption.AdoptedAtUtc)]
        : Text["HoldsByDefault", Show.Day(Day), Rules.Code(Sector), Show.Name(shown.Place.Name, shown.Place.NameEn)];

    private void Go(string key, object? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(key, value as string is { Length: > 0 } text ? text : null));

    private async Task AdoptAsync((string Set, DateOnly From) choice)
    {
        var fault = await Desk.AdoptAsync(Actor, choice.Set, _shown!.Place.Code, choice.From, CancellationToken.None);
        await TellAsync(fault, [], Text["Adopted", choice.Set, Show.Day(choice.From)]);
    }

    private async Task OverrideAsync(RuleOverride decision)
    {
        var answer = await Desk.OverrideAsync(Actor, decision, CancellationToken.None);
        if (answer.Fault is RuleFault.None)
        {
            _overridden = null;
        }

        await TellAsync(answer.Fault, answer.Problems, Text["Overridden", decision.RuleId, Show.Day(decision.EffectiveFrom)]);
    }

    private async Task EndAsync((RuleOverride Decision, string Reason) choice)
    {
        // Today is still judged by the override: what was told yesterday holds until midnight.
        var fault = await Desk.EndAsync(Actor, choice.Decision, Today, choice.Reason, CancellationToken.None);
        await TellAsync(fault, [], Text["Ended", choice.Decision.RuleId, Show.Day(Today)]);
    }

    private Task TellAsync(RuleFault fault, IReadOnlyList<DataFileProblem> problems, string done)
    {
        _message = (fault is RuleFault.None, fault is RuleFault.None ? done : Rules.Fault(fault));
        _problems = problems;
        return ReadAsync();
    }

    private sealed record Shown(
        Jurisdiction Place,
        IReadOnlyList<Jurisdiction> Places,
        PersonNames People,
        int Below,
        RuleSet Set,
        RuleSetAdoption? Adoption,
        IReadOnlyList<EffectiveRule> Table,
        IReadOnlyList<RuleSetAdoption> Adoptions,
        IReadOnlyList<RuleSet> Sets)
    {
        public IReadOnlyDictionary<string, string> Names { get; } = Places.ToDictionary(place => place.Code, place => Show.Name(place.Name, place.NameEn), StringComparer.Ordinal);

        public string NameOf(string code) => Names.GetValueOrDefault(code, code);
    }
}
