using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;
using Portal.SpotChecks.Findings;
using Portal.SpotChecks.Tasks;

namespace Portal.SpotChecks.Outcomes;

/// <summary>What a campaign came to: every number opens the rows it is made of.</summary>
public sealed partial class ResultsPage
{
    internal const int FactsOnPage = 50;

    private View? _view;
    private bool _isMissing;

    [Inject]
    public required CampaignStore Campaigns { get; init; }

    [Inject]
    public required ResultStore Store { get; init; }

    [Inject]
    public required ResultDesk Desk { get; init; }

    [Inject]
    public required ResultTables Tables { get; init; }

    [Inject]
    public required FindingTexts Texts { get; init; }

    [Inject]
    public required TaskTexts Tasks { get; init; }

    [Inject]
    public required IStringLocalizer<ResultWords> Say { get; init; }

    [Parameter]
    public long Id { get; set; }

    private IReadOnlyList<Crumb> Crumbs => [new(Say["Campaigns"], "/spot-checks"), new(_view?.Campaign.Name ?? Say["Campaign"], $"/spot-checks/{Id}")];

    /// <summary>The rows of the number that was chosen, listed below.</summary>
    private ResultSelection Selection => ResultSelection.Read(Navigation.Uri);

    /// <summary>Two of these stand side by side.</summary>
    private static bool IsNarrow(ReportSection section) => section.Key is "response" or "facts";

    /// <summary>What narrowed nothing because it is no value.</summary>
    private IReadOnlyList<Misread?> MisreadOf(View view) =>
    [
        .. ResultSelection.Misread(Navigation.Uri, view.Results.Tasks.Select(task => task.EnterpriseCode).ToHashSet(StringComparer.Ordinal))
            .Select(name => (Misread?)new Misread(Say["Narrowed_" + name], Say["NarrowedBy_nothing"])),
    ];

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(FindAsync, view =>
    {
        (_view, _isMissing) = (view, view is null);
        StateHasChanged();
    });

    private async Task<View?> FindAsync(CancellationToken cancellation)
    {
        if (await Campaigns.ReadAsync(Id, Actor, cancellation) is not { } campaign)
        {
            return null;
        }

        var results = await Store.ReadAsync(Actor, Id, cancellation);
        var view = View.Of(campaign, results, await Desk.ReadPublicationsAsync(Actor, Id, cancellation), Tables, Selection);
        if (!Selection.HasFacts)
        {
            return view;
        }

        var marked = Selection.Facts(results);
        var shown = marked.Skip((Number - 1) * FactsOnPage).Take(FactsOnPage).ToList();
        var values = await Store.ReadFactsAsync(Actor, Id, [.. shown.Select(one => one.Task.Id).Distinct()], cancellation);
        return view with { FactTotal = marked.Count, Facts = [.. shown.SelectMany(one => values[one.Task.Id].Where(fact => fact.Fact == one.Fact.Fact).Select(fact => (one.Task, fact)))] };
    }

    /// <summary>What was chosen, in words; empty when it is everything.</summary>
    private string Chosen(View view)
    {
        var chosen = Selection;
        string?[] words =
        [
            chosen.Enterprise is { } code ? view.Results.Tasks.Where(task => task.EnterpriseCode == code).Select(task => Show.Name(task.EnterpriseName, task.EnterpriseNameEn)).FirstOrDefault() ?? code : null,
            chosen.Set is { } set ? Say["Set_" + set].Value : null,
            chosen.Disposition is { } disposition ? Tasks.Of(disposition, CampaignRules.HasRows(view.Campaign.Kind)) : null,
            chosen.Measure is { } measure ? Say["Measure_" + measure].Value : null,
            chosen.IsYes ? Say["Yes"].Value : null,
            chosen.Fact is { } fact ? Texts.Of(fact) : null,
            chosen.Outcome is { } outcome ? Texts.Of(outcome) : null,
        ];
        return string.Join(" · ", words.Where(word => word is not null));
    }

    private sealed record View
    {
        public required Campaign Campaign { get; init; }

        public required CampaignResults Results { get; init; }

        public required Completion Completion { get; init; }

        public required IReadOnlyList<CampaignPublication> Publications { get; init; }

        public required IReadOnlyList<ReportSection> Sections { get; init; }

        public required Estimate Verified { get; init; }

        public required IReadOnlyList<ResultTask> Tasks { get; init; }

        /// <summary>Those of the page, when facts are listed.</summary>
        public IReadOnlyList<(ResultTask Task, ComparedFact Fact)> Facts { get; init; } = [];

        public int FactTotal { get; init; }

        public int Rated => Results.Claims.Sum(claim => claim.Rated);

        public int Satisfied => Results.Claims.Sum(claim => claim.Satisfied);

        public int Confirmed => Results.Consistency.Sum(fact => fact.Confirmed);

        public int Compared => Results.Consistency.Sum(fact => fact.Compared);

        /// <summary>Everything is counted here, once, and not while it is drawn.</summary>
        public static View Of(Campaign campaign, CampaignResults results, IReadOnlyList<CampaignPublication> publications, ResultTables tables, ResultSelection selection) => new()
        {
            Campaign = campaign,
            Results = results,
            Completion = results.Completion,
            Publications = publications,
            Sections = tables.Of(campaign, results),
            Verified = results.Estimate(Measure.Satisfied),
            Tasks = selection.Tasks(results),
        };
    }
}
