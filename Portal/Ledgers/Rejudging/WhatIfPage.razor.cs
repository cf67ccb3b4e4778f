using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Shell;

namespace Portal.Ledgers.Rejudging;

/// <summary>Tries rules on a month's rows and shows what would come out otherwise. Nothing is written.</summary>
public sealed partial class WhatIfPage
{
    private const int PageSize = 50;
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
    private int _page;
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
    public required IStringLocalizer<WhatIfPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "version")]
    public long? Version { get; set; }

    [SupplyParameterFromQuery(Name = "set")]
    public string? Set { get; set; }

    [SupplyParameterFromQuery(Name = "rule")]
    public string? Rule { get; set; }

    [SupplyParameterFromQuery(Name = "change")]
    public string? Change { get; set; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Jurisdiction)]
    public string? JurisdictionInAddress { get; set; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Period)]
    public string? PeriodInAddress { get; set; }

    private IEnumerable<string> Months => Enumerable.Range(0, MonthsOffered).Select(back => Show.Month(Suppositions.LastMonth.AddMonths(1 - back)));

    private WhatIfQuery Query => _what switch
    {
        "rule" => new(null, Set, Rule, Change, _place, _month),
        ['v', .. var id] when long.TryParse(id, out var version) => new(version, null, null, null, _place, _month),
        _ => new(null, _what, null, null, _place, _month),
    };

    private string ExportAddress => QueryHelpers.AddQueryString("/api/rules/what-if.xlsx", new Dictionary<string, string?>
    {
        ["version"] = Query.Version?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["set"] = Query.Set,
        ["rule"] = Query.Rule,
        ["change"] = Query.Change,
        ["j"] = Query.J,
        ["p"] = Query.P,
    });

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation => (
            Versions: await Store.ReadListAsync(Actor, cancellation),
            Decisions: await Book.ReadDecisionsAsync(cancellation),
            Places: await Gate.ReadJurisdictionsAsync(Actor, cancellation),
            Enterprises: await Enterprises.ReadListAsync(cancellation)),
        read =>
        {
            _versions = [.. read.Versions.Where(one => one.Version.State is not VersionState.Withdrawn)];
            _sets = [.. RuleSets.Shipped.Concat(read.Decisions.Versions.Select(version => version.Set)).GroupBy(set => set.Code).Select(same => same.MaxBy(set => set.Version)!)];
            _places = read.Places;
            _names = read.Enterprises.ToDictionary(enterprise => enterprise.Code, enterprise => Show.Name(enterprise.Name, enterprise.NameEn));
            _what = Rule is not null && Change is not null ? "rule" : Version is { } id ? $"v{id}" : Set ?? "";
            _place = _places.Any(place => place.Code == JurisdictionInAddress) ? JurisdictionInAddress! : _places.Count > 0 ? _places[0].Code : "";
            _month = PeriodInAddress ?? Show.Month(Suppositions.LastMonth);
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
        (_result, _problem, _done, _page, _total) = (null, null, 0, 0, 0);
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
            _result = await Task.Run(() => WhatIf.TryAsync(scope, months, supposition.Suppose, null, progress, cancellation), cancellation);
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

    private static int Pages(WhatIfResult result) => (result.Changed.Count + PageSize - 1) / PageSize;
}
