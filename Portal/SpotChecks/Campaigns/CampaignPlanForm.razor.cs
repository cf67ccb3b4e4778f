using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;

namespace Portal.SpotChecks.Campaigns;

/// <summary>Writes a plan, counts what its frame would hold, and freezes it.</summary>
public sealed partial class CampaignPlanForm
{
    private PlanDraft _draft = null!;
    private IReadOnlyList<Questionnaire> _questionnaires = [];
    private Counted? _counted;
    private string? _fault;
    private string _saved = "";
    private bool _isBusy;

    [Inject]
    public required CampaignDesk Desk { get; init; }

    [Inject]
    public required CampaignStore Store { get; init; }

    [Inject]
    public required FrameStore Frames { get; init; }

    [Inject]
    public required FrameFreezer Freezer { get; init; }

    [Inject]
    public required QuestionnaireStore Questionnaires { get; init; }

    [Inject]
    public required CampaignTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<CampaignPlanForm> Text { get; init; }

    [Parameter, EditorRequired]
    public required CampaignView View { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<CampaignOutcome> Done { get; set; }

    /// <summary>Something was changed since it was saved: what would be frozen is not what stands in the form.</summary>
    private bool IsChanged => Shape() != _saved;

    protected override async Task OnInitializedAsync()
    {
        _draft = new(View.Campaign, View.List);
        _saved = Shape();
        _questionnaires = [.. (await Questionnaires.ReadListAsync(View.Actor, CancellationToken.None)).Select(entry => entry.Questionnaire).Where(one => one.Kind == View.Campaign.Kind)];
        if (View.Campaign.Revision > 1)
        {
            await ShowCountAsync();
        }
    }

    private async Task SaveAsync()
    {
        if (!_isBusy)
        {
            _isBusy = true;
            _fault = null;
            var fault = await Desk.ChangeAsync(View.Campaign.Id, View.Campaign.Revision, _draft.ToDraft(), View.Actor, CancellationToken.None);
            _isBusy = false;
            if (fault is CampaignFault.None)
            {
                _saved = Shape();
                await Done.InvokeAsync(new(fault, Text["Saved"]));
            }
            else
            {
                _fault = Texts.Fault(fault);
            }
        }
    }

    /// <summary>Counts the plan as it was saved: what is shown here is what would be frozen.</summary>
    private async Task ShowCountAsync()
    {
        var plan = View.Plan;
        var frame = await Frames.PreviewAsync(View.Campaign, plan, View.Actor, CancellationToken.None);
        var (size, shares) = SampleRules.Settle(plan.Sample, frame.Strata);
        var unclear = plan.Query.IsList ? await Store.ReadUnclearCasesAsync(View.Campaign.Id, View.Actor, CancellationToken.None) : [];
        _counted = new(plan, frame, size, shares, unclear);
    }

    private async Task FreezeAsync()
    {
        if (_isBusy || IsChanged)
        {
            return;
        }

        // Beside the circuit: a frame takes seconds, and whatever else the page wrote meanwhile would hold up the very thread
        // that the freezing goes on in.
        _isBusy = true;
        var fault = await Task.Run(() => Freezer.FreezeAsync(View.Campaign.Id, View.Campaign.Revision, View.Actor, CancellationToken.None));
        _isBusy = false;
        await Done.InvokeAsync(new(fault, Text["Frozen"], "frame"));
    }

    private string Shape() => JsonSerializer.Serialize(_draft.ToDraft());

    private sealed record Counted(
        CampaignPlan Plan, FrameSummary Frame, SampleSize Size, IReadOnlyList<StratumShare> Shares, IReadOnlyList<ListedCaseRow> Unclear);
}
