using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Access.Recusals;

/// <summary>Who answers for which enterprise, and for which nobody does yet (S0-58); the bureau names them here.</summary>
public sealed partial class SupervisorsPage
{
    private Page<SupervisedEnterprise>? _page;
    private PersonNames _people = PersonNames.None;
    private IReadOnlyList<Candidate> _candidates = [];
    private string? _choosing;
    private (bool IsGood, string Text)? _message;

    [Inject]
    public required SupervisorStore Supervisors { get; init; }

    [Inject]
    public required Supervision Desk { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required RecusalTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<SupervisorsPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "named")]
    public string? NamedInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    private bool MayAssign => Actor.May(Operation.AssignSupervisor);

    protected override Task OnParametersSetAsync()
    {
        (_choosing, _message) = (null, null);
        return ReadAsync();
    }

    private Task ReadAsync()
    {
        bool? isNamed = NamedInAddress switch { "true" => true, "false" => false, _ => null };
        return LoadAsync(
            async cancellation =>
            {
                var page = await Supervisors.ReadEnterprisesAsync(new(Enterprises, isNamed, Search), new((Number - 1) * PageSize, PageSize), cancellation);
                return (page, await People.ReadAsync(page.Items.Select(item => item.AssignedBy).OfType<string>(), cancellation));
            },
            found => (_page, _people) = found);
    }

    private async Task ChooseAsync(SupervisedEnterprise item)
    {
        _candidates = await Desk.ReadCandidatesAsync(Actor, RecusalItem.OfEnterprise(item.Code), CancellationToken.None);
        (_choosing, _message) = (item.Code, null);
    }

    private async Task AssignAsync(SupervisedEnterprise item, long userId)
    {
        var result = await Desk.AssignAsync(Actor, RecusalItem.OfEnterprise(item.Code), userId, CancellationToken.None);
        _message = result.Answer switch
        {
            AssignmentAnswer.Assigned => (true, Text["Assigned", Show.Name(item.Name, item.NameEn)]),
            AssignmentAnswer.Conflict => (false, Text["Refused", Texts.Of(result.Ground!.Value)]),
            _ => (false, Text["NotAllowed"]),
        };
        _choosing = null;
        await ReadAsync();
    }

    private async Task ReleaseAsync(SupervisedEnterprise item)
    {
        if (await Desk.EndAsync(Actor, RecusalItem.OfEnterprise(item.Code), CancellationToken.None))
        {
            _message = (true, Text["Released", Show.Name(item.Name, item.NameEn)]);
        }

        await ReadAsync();
    }
}
