using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Shell;

namespace Portal.TimeLimits.Rules.Versions;

/// <summary>The versions of rule sets that are written, checked and published here, and the way to a new one.</summary>
public sealed partial class VersionsPage
{
    private Shown? _shown;
    private string? _message;
    private string _base = RuleSets.DefaultCode;
    private string _place = "";
    private string _code = "";
    private string _name = "";
    private bool _isBusy;

    [Inject]
    public required RuleVersionStore Store { get; init; }

    [Inject]
    public required RuleBook Book { get; init; }

    [Inject]
    public required ScopeGate Gate { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required RuleTexts Rules { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<VersionsPage> Text { get; init; }

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation =>
        {
            var decisions = await Book.ReadDecisionsAsync(cancellation);
            var versions = await Store.ReadListAsync(Actor, cancellation);
            return new Shown(
                versions,
                await People.ReadAsync(versions.Select(version => version.History[^1].ByName), cancellation),
                await Gate.ReadJurisdictionsAsync(Actor, cancellation),
                [.. RuleSets.Shipped.Concat(decisions.Versions.Select(version => version.Set))
                    .GroupBy(set => set.Code).Select(versions => versions.MaxBy(set => set.Version)!)]);
        },
        shown =>
        {
            _shown = shown;
            _place = _place.Length > 0 || shown.Places.Count == 0 ? _place : shown.Places[0].Code;
        });

    private async Task CreateAsync()
    {
        if (_isBusy || _shown is not { } shown)
        {
            return;
        }

        _isBusy = true;
        var basis = shown.Sets.FirstOrDefault(set => set.Code == _base);
        if (basis is null && (!Fit().IsMatch(_code) || shown.Sets.Any(set => set.Code == _code) || shown.Versions.Any(version => version.Version.SetCode == _code)))
        {
            _message = Rules.Fault(VersionFault.Code);
        }
        else
        {
            var name = _name.Trim() is { Length: > 0 } given ? given : _code;
            var draft = basis ?? new RuleSet { Code = _code, Version = 1, Name = new(name, name), Source = new(name, name), Rules = [] };
            var (fault, id) = await Store.CreateAsync(draft, basis is null ? null : $"{basis.Code} v{basis.Version}", _place, Actor, CancellationToken.None);
            if (fault is VersionFault.None)
            {
                Navigation.NavigateTo($"/rules/versions/{id}");
                return;
            }

            _message = Rules.Fault(fault);
        }

        _isBusy = false;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,19}\z")]
    private static partial Regex Fit();

    private sealed record Shown(IReadOnlyList<VersionWithHistory> Versions, PersonNames People, IReadOnlyList<Jurisdiction> Places, IReadOnlyList<RuleSet> Sets)
    {
        public string NameOf(string code) => Places.FirstOrDefault(place => place.Code == code) is { } place ? Show.Name(place.Name, place.NameEn) : code;
    }
}
