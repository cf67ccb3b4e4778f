using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access.Recusals;
using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Tasks;

/// <summary>The tasks of a campaign as its bureau sees them; a part of the campaign's page.</summary>
public sealed partial class CampaignTasks
{
    private const int PageSize = 50;

    private static readonly string[] s_shows = ["all", "unassigned", "pending", "settled", "kept"];

    private FieldProgress? _progress;
    private IReadOnlyList<InspectorProgress> _inspectors = [];
    private Page<TaskLine> _tasks = new([], 0);
    private TaskLine? _asked;
    private IReadOnlyList<Candidate> _candidates = [];
    private string? _refusal;
    private string _closeReason = "";
    private bool _isRead;
    private bool _isBusy;

    [Inject]
    public required FieldWork Field { get; init; }

    [Inject]
    public required TaskStore Store { get; init; }

    [Inject]
    public required TaskDealing Dealing { get; init; }

    [Inject]
    public required TaskTexts Texts { get; init; }

    [Inject]
    public required RecusalTexts Grounds { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<CampaignTasks> Text { get; init; }

    [Parameter, EditorRequired]
    public required CampaignView View { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<CampaignOutcome> Done { get; set; }

    /// <summary>Which tasks the list shows, as the address says.</summary>
    [Parameter]
    public string? ShowOnly { get; set; }

    [Parameter]
    public int? PageNumber { get; set; }

    private string Shown => Array.Find(s_shows, show => show == ShowOnly) ?? s_shows[0];

    private int Number => Math.Max(1, PageNumber ?? 1);

    private bool MayAssign => View.Actor.May(Operation.AssignTasks);

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || View.Campaign.State < CampaignState.Drawn)
        {
            return;
        }

        _asked = null;
        _inspectors = await Field.ReadInspectorsAsync(View.Actor, View.Campaign.Id, CancellationToken.None);
        _tasks = await Store.ReadPageAsync(View.Actor, FilterOf(Shown), new((Number - 1) * PageSize, PageSize), CancellationToken.None);
        _progress = await Field.ReadProgressAsync(View.Actor, View.Campaign.Id, CancellationToken.None);
        _isRead = true;
    }

    private TaskFilter FilterOf(string show) => new TaskFilter { CampaignId = View.Campaign.Id } with
    {
        IsAssigned = show == "unassigned" ? false : null,
        IsSettled = show switch { "unassigned" or "pending" => false, "settled" => true, _ => null },
        HasKept = show == "kept",
    };

    private string Here(string show) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["tab"] = "tasks", ["show"] = show == s_shows[0] ? null : show, ["page"] = null });

    private async Task DealAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        var result = await Dealing.DealAsync(View.Actor, View.Campaign.Id, CancellationToken.None);
        _isBusy = false;
        await Done.InvokeAsync(result is null ? new(CampaignFault.WrongState, "") : new(CampaignFault.None, Text[result.Left > 0 ? "DealtSome" : result.Dealt == 0 ? "Begun" : "Dealt", result.Dealt, result.Left]));
    }

    private async Task CloseAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        var answer = await Field.CloseAsync(View.Actor, View.Campaign.Id, _closeReason, CancellationToken.None);
        _isBusy = false;
        await Done.InvokeAsync(new(answer is ClosingAnswer.Closed ? CampaignFault.None : CampaignFault.WrongState, Text["Closed"]));
    }

    private async Task AskAsync(TaskLine task)
    {
        (_asked, _refusal) = (_asked?.Id == task.Id ? null : task, null);
        _candidates = _asked is null ? [] : await Dealing.ReadCandidatesAsync(View.Actor, task.Id, CancellationToken.None);
    }

    private async Task ReassignAsync((long? UserId, string Reason) to)
    {
        if (_asked is not { } task)
        {
            return;
        }

        var result = await Dealing.ReassignAsync(View.Actor, task.Id, to.UserId, to.Reason, CancellationToken.None);
        if (result.Answer is ReassignAnswer.Done)
        {
            _asked = null;
            await Done.InvokeAsync(new(CampaignFault.None, Text["Reassigned", task.DrawOrder]));
            return;
        }

        _refusal = result.Ground is { } ground ? Text["Conflict", Grounds.Of(ground)] : Text["Refused_" + result.Answer];
    }
}
