using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Tasks;
using Portal.Shell;

namespace Portal.SpotChecks.Tasks;

/// <summary>One task on a telephone (S0-59): contact, outcome, questions, evidence, in steps that save themselves.</summary>
public sealed partial class TaskPage
{
    private TaskLine? _task;
    private CaseRow? _row;
    private Questionnaire? _questions;
    private IReadOnlyList<TaskAttempt> _attempts = [];
    private IReadOnlyList<AttemptAnswer> _answers = [];
    private IReadOnlyList<TaskEvidence> _files = [];
    private TaskStanding _standing = TaskStanding.Untried;
    private (int Attempts, int Bands) _missing;
    private (long File, PositionResult Result)? _position;

    [Inject]
    public required IStringLocalizer<TaskPage> Text { get; init; }

    [Inject]
    public required TaskTexts Texts { get; init; }

    [Inject]
    public required TaskStore Tasks { get; init; }

    [Inject]
    public required EvidenceStore Evidence { get; init; }

    [Inject]
    public required QuestionnaireStore Questionnaires { get; init; }

    [Inject]
    public required CaseStore Cases { get; init; }

    [Inject]
    public required PositionReveal Positions { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Parameter]
    public long Id { get; set; }

    /// <summary>What came of counting something that was kept, as the address tells it.</summary>
    [SupplyParameterFromQuery(Name = "counting")]
    public string? CountingInAddress { get; set; }

    private CountingAnswer? Counting => Enum.TryParse<CountingAnswer>(CountingInAddress, out var answer) && Enum.IsDefined(answer) ? answer : null;

    private bool MayCount => Actor.May(Operation.AssignTasks) && _task is { Disposition: null, CampaignState: CampaignState.InField or CampaignState.Completed };

    private IReadOnlyList<Crumb> Above => [new(Text["Tasks"], "/tasks")];

    private string Title => Text["TitleOf", _task!.Community ?? Show.Name(_task.EnterpriseName, _task.EnterpriseNameEn), _task.DrawOrder];

    private AttemptPlan Plan => AttemptPlan.For(_task!.Kind);

    private string OutcomeHint => Plan == AttemptPlan.Drawn ? Text["OutcomeDrawn"] : Text["OutcomeHint", Plan.Attempts, Plan.Bands, AttemptRules.LeastPause.TotalMinutes];

    /// <summary>Whoever has the task or goes along, while it is open.</summary>
    private bool MayAnswer => Actor.May(Operation.AnswerTasks)
        && _task is { IsSettled: false, CampaignState: CampaignState.InField } && (_task.IsAccompanied || (_task.InspectorId == Actor.UserId && _task.Hindrance is null));

    /// <summary>Shown with this answer and kept nowhere.</summary>
    private async Task RevealPositionAsync(long file)
    {
        Http.Response.Headers.CacheControl = "no-store";
        _position = (file, await Positions.RevealAsync(Actor, Id, file, CancellationToken.None));
    }

    protected override async Task OnInitializedAsync()
    {
        if (await Tasks.ReadAsync(Actor, Id, CancellationToken.None) is not { } task)
        {
            return;
        }

        _questions = await Questionnaires.ReadAsync(task.QuestionnaireCode, task.QuestionnaireVersion, CancellationToken.None);
        _row = task.RowId is { } row ? await Cases.ReadAsync(row, EnterpriseScope.Of(Actor), CancellationToken.None) : null;
        _attempts = await Tasks.ReadAttemptsAsync(Actor, Id, CancellationToken.None);
        _answers = await Tasks.ReadAttemptAnswersAsync(Actor, Id, CancellationToken.None);
        _files = await Evidence.ReadOfTaskAsync(Actor, Id, CancellationToken.None);
        _task = task;
        _standing = new(task.State, task.Disposition, AttemptRules.Apart(_attempts.Where(attempt => attempt is { Standing: AttemptStanding.Counted, Disposition: Disposition.NoAnswer }).Select(attempt => (attempt.At, attempt.Band))));
        _missing = AttemptRules.Missing(_standing, Plan);
        if (MayAnswer)
        {
            OfflinePages.Allow(Http, Actor);
        }
    }
}
