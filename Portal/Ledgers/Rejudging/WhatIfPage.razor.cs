using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Shell;
using Portal.TimeLimits.Rules;
using Portal.TimeLimits.Rules.Versions;

namespace Portal.Ledgers.Rejudging;

/// <summary>Tries rules on a month's rows and shows what would come out otherwise. Nothing is written.</summary>
public sealed partial class WhatIfPage
{
    private const int MonthsOffered = 24;

    private IReadOnlyList<VersionWithHistory> _versions = [];
    private IReadOnlyList<RuleSet> _sets = [];
    private IReadOnlyList<Jurisdiction> _places = [];
    private Dictionary<string, string> _names = [];
    private string _what = "";
    private string _place = "";
    private string _month = "";
    private WhatIfResult? _result;
    private string? _problem;
    private int? _total;
    private int _done;
    private bool _isRead;
    private CancellationTokenSource? _trying;

    [Inject]
    public required WhatIf WhatIf { get; init; }

    [Inject]
    public required Suppositions Suppositions { get; init; }

    [Inject]
    public required RuleVersionStore Store { get; init; }

    [Inject]
    public required RuleBook Book { get; init; }

    [Inject]
    public required ScopeGate Gate { get; init; }

    [Inject]
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required RuleTexts Words { get; init; }

    [Inject]
    public required IStringLocalizer<VersionTag> States { get; init; }

    [Inject]
    public required IStringLocalizer<WhatIfPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "version")]
    public string? Version { get; set; }

    [SupplyParameterFromQuery(Name = "set")]
    public string? Set { get; set; }

    [SupplyParameterFromQuery(Name = "v")]
    public string? Number { get; set; }

    [SupplyParameterFromQuery(Name = "rule")]
    public string? Rule { get; set; }

    [SupplyParameterFromQuery(Name = "change")]
    public string? Change { get; set; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Jurisdiction)]
    public string? JurisdictionInAddress { get; set; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Period)]
    public string? PeriodInAddress { get; set; }

    /// <summary>The latest, and the one the address asks for.</summary>
    private IEnumerable<string> Months => Enumerable.Range(0, MonthsOffered).Select(back => Show.Month(Suppositions.LastMonth.AddMonths(1 - back))).Append(_month).Distinct();

    private bool HasChange => Set is not null && Rule is not null && WhatIfQuery.ChangeOf(Change) is not null && _sets.Any(set => set.Code == Set && set.Rules.Any(rule => rule.Id == Rule));

    private WhatIfQuery Query => _what switch
    {
        "rule" => new(null, Set, null, Rule, Change, _place, _month),
        _ when _what.Split('@') is [var code, var number] => new(null, code, number, null, null, _place, _month),
        _ => new(_what[1..], null, null, null, null, _place, _month),
    };

    private IReadOnlyList<Misread?> Misread =>
    [
        Shell.Misread.Of(Version, _what == "v" + Version, Text["Rules"], Chosen),
        Shell.Misread.Of(Set, _what == "rule" || _sets.Any(set => set.Code == Set), Text["Rules"], Chosen),
        Shell.Misread.Of(Number, _sets.Any(set => set.Code == Set && set.Version == WhatIfQuery.NumberOf(Number)), Text["Rules"], Chosen),
        Shell.Misread.Of(Rule ?? Change, HasChange, Text["Change"], Chosen),
        Shell.Misread.Of(PeriodInAddress, PageScope.ParseMonth(PeriodInAddress) is not null, Text["Month"], _month),
        Shell.Misread.Of(JurisdictionInAddress, _place == JurisdictionInAddress, Text["Jurisdiction"], _places.FirstOrDefault(place => place.Code == _place) is { } known ? Show.Name(known.Name, known.NameEn) : Show.Missing),
    ];

    /// <summary>What is chosen, as people call it.</summary>
    private string Chosen => _what switch
    {
        "" => Text["Nothing"],
        "rule" => $"{Set} {Rule}",
        _ when _what.Contains('@') => _what.Replace("@", " v", StringComparison.Ordinal),
        _ => _versions.First(one => _what == "v" + one.Version.Id.ToString(CultureInfo.InvariantCulture)).Version.Name,
    };

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation => (
            Versions: await Store.ReadListAsync(Actor, cancellation),
            Decisions: await Book.ReadDecisionsAsync(cancellation),
            Places: await Gate.ReadJurisdictionsAsync(Actor, cancellation),
            Enterprises: await Enterprises.ReadListAsync(cancellation)),
        read =>
        {
            // A published version stands among the sets; one that a link names by its id is shown where it was written.
            _versions = [.. read.Versions.Where(one => one.Version.State is not VersionState.Withdrawn and not VersionState.Published || one.Version.Id == AddressValue.IdOf(Version))];
            _sets = Suppositions.Sets(read.Decisions);
            _places = read.Places;
            _names = read.Enterprises.ToDictionary(enterprise => enterprise.Code, enterprise => Show.Name(enterprise.Name, enterprise.NameEn));
            _what = HasChange ? "rule"
                : _versions.Any(one => one.Version.Id == AddressValue.IdOf(Version)) ? "v" + Version
                : _sets.FirstOrDefault(set => set.Code == Set && (Number is null || set.Version == WhatIfQuery.NumberOf(Number))) is { } named ? Choice(named)
                : "";
            _place = _places.Any(place => place.Code == JurisdictionInAddress) ? JurisdictionInAddress! : _places.Count > 0 ? _places[0].Code : "";
            _month = Show.Month(PageScope.ParseMonth(PeriodInAddress) ?? Suppositions.LastMonth);
            _isRead = true;
        });

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _trying?.Cancel();
            _trying?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task TryAsync()
    {
        _trying?.Dispose();
        _trying = new();
        var cancellation = _trying.Token;
        (_result, _problem, _done, _total) = (null, null, 0, 0);
        try
        {
            if (await Suppositions.ReadAsync(Query, Actor, cancellation) is not { } supposition)
            {
                _problem = Text["NotThere"];
                return;
            }

            var scope = supposition.ScopeOf(Actor);
            var months = (supposition.Month, supposition.Month);
            _total = await WhatIf.CountAsync(scope, months, cancellation);
            StateHasChanged();
            var progress = new Progress<int>(Tell);
            _result = await Task.Run(() => WhatIf.TryAsync(scope, months, supposition.Suppose, null, null, progress, cancellation), cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Any exception: SqlClient reports a cancelled command as SqlException.
            _problem = Text["Stopped"];
        }
        finally
        {
            _total = null;
        }
    }

    private void Tell(int done)
    {
        if (done > _done)
        {
            _done = done;
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private void Stop() => _trying?.Cancel();

    private static string Choice(RuleSet set) => string.Create(CultureInfo.InvariantCulture, $"{set.Code}@{set.Version}");
}
