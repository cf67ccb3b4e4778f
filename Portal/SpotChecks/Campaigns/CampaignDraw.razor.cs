using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;

namespace Portal.SpotChecks.Campaigns;

/// <summary>Records the seed and draws.</summary>
public sealed partial class CampaignDraw
{
    private IReadOnlyList<SpotTask> _tasks = [];
    private int _short;
    private string _seed = "";
    private string _witness = "";
    private bool _isBusy;

    [Inject]
    public required CampaignDesk Desk { get; init; }

    [Inject]
    public required DrawDesk Draws { get; init; }

    [Inject]
    public required CampaignStore Store { get; init; }

    [Inject]
    public required CampaignTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<CampaignDraw> Text { get; init; }

    [Parameter, EditorRequired]
    public required CampaignView View { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<CampaignOutcome> Done { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _tasks = View.Campaign.DrawnAtUtc is null ? [] : await Store.ReadTasksAsync(View.Campaign.Id, View.Actor, CancellationToken.None);
        _short = View.Campaign is { Kind: CampaignKind.DoubleRandom, DrawnAtUtc: not null } && await Store.ReadSheetAsync(View.Campaign.Id, View.Actor, CancellationToken.None) is { } sheet
            ? DrawSheet.Read(sheet).Drawn.Count(one => one.InspectorsMissing > 0)
            : 0;
    }

    private Task RandomAsync() =>
        StepAsync(() => Desk.RecordSeedAsync(View.Campaign.Id, View.Campaign.Revision, View.Actor, CancellationToken.None), Text["Recorded"]);

    private Task TypedAsync() =>
        StepAsync(() => Desk.RecordSeedAsync(View.Campaign.Id, View.Campaign.Revision, _seed, _witness, View.Actor, CancellationToken.None), Text["Recorded"]);

    private Task DrawAsync() =>
        StepAsync(() => Task.Run(() => Draws.DrawAsync(View.Campaign.Id, View.Campaign.Revision, View.Actor, CancellationToken.None)), Text["IsDrawn"]);

    private async Task StepAsync(Func<Task<CampaignFault>> step, string said)
    {
        if (!_isBusy)
        {
            _isBusy = true;
            var fault = await step();
            _isBusy = false;
            await Done.InvokeAsync(new(fault, said));
        }
    }
}
