using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;
using Portal.Shell;
using Portal.SpotChecks.Findings;
using Portal.SpotChecks.Tasks;

namespace Portal.SpotChecks.Outcomes;

/// <summary>What a campaign came to: every number opens the tasks it is made of, below on the same page.</summary>
public sealed partial class ResultsPage
{
    private View? _view;
    private (bool IsGood, string Text)? _message;
    private bool _isMissing;

    [Inject]
    public required CampaignStore Campaigns { get; init; }

    [Inject]
    public required ResultStore Store { get; init; }

    [Inject]
    public required ResultDesk Desk { get; init; }

    [Inject]
    public required FindingTexts Texts { get; init; }

    [Inject]
    public required TaskTexts Tasks { get; init; }

    [Inject]
    public required IStringLocalizer<ResultWords> Say { get; init; }

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "by")]
    public string? By { get; set; }

    [SupplyParameterFromQuery(Name = "is")]
    public string? Is { get; set; }

    private IReadOnlyList<Crumb> Crumbs => [new(Say["Campaigns"], "/spot-checks"), new(_view?.Campaign.Name ?? Say["Campaign"], $"/spot-checks/{Id}")];

    private bool IsAll => By is null;

    /// <summary>The tasks behind the number that was chosen.</summary>
    private IReadOnlyList<ResultTask> Chosen => _view is not { Results: var results } ? [] : By switch
    {
        "done" => [.. results.Tasks.Where(task => task.Disposition is { } ended && AttemptRules.IsCompleted(ended))],
        "enterprise" => [.. results.Tasks.Where(task => task.EnterpriseCode == Is)],
        "disposition" => [.. results.Tasks.Where(task => task.Disposition == AddressValue.CodeOf<Disposition>(Is))],
        "measure" when AddressValue.CodeOf<Measure>(Is) is { } measure => [.. results.Tasks.Where(task => ResultRules.IsYes(measure, results.Answers[task.Id]) is not null)],
        "fact" => [.. results.Tasks.Where(task => results.Facts[task.Id].Any(fact => (Is == "any" || fact.Fact == AddressValue.CodeOf<Fact>(Is)) && fact.Outcome is not FactOutcome.NotComparable))],
        _ => results.Tasks,
    };

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(
        async cancellation => await Campaigns.ReadAsync(Id, Actor, cancellation) is { } campaign
            ? new View(campaign, await Store.ReadAsync(Actor, Id, cancellation), await Desk.ReadPublicationsAsync(Actor, Id, cancellation))
            : null,
        view =>
        {
            (_view, _isMissing) = (view, view is null);
            StateHasChanged();
        });

    private string Open(string by, string value) => $"/spot-checks/{Id}/results?by={by}&is={value}#tasks";

    private async Task DoneAsync(ResultFault fault)
    {
        _message = (fault is ResultFault.None, Say["Fault_" + fault]);
        await ReadAsync();
    }

    private sealed record View(Campaign Campaign, CampaignResults Results, IReadOnlyList<CampaignPublication> Publications)
    {
        public bool HasRows => CampaignRules.HasRows(Campaign.Kind);

        public int Rated => Results.Claims.Sum(claim => claim.Rated);

        public int Satisfied => Results.Claims.Sum(claim => claim.Satisfied);

        public int Confirmed => Results.Consistency.Sum(fact => fact.Confirmed);

        public int Compared => Results.Consistency.Sum(fact => fact.Compared);

        /// <summary>Of what was answered at all.</summary>
        public IReadOnlyList<(Measure Measure, Estimate Estimate)> Estimates =>
            [.. Enum.GetValues<Measure>().Select(measure => (measure, Results.Estimate(measure))).Where(one => one.Item2.Answers > 0)];
    }
}
