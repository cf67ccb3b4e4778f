using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Access.Recusals;
using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Disclosures;

namespace Portal.Ledgers.Recusals;

/// <summary>Names who answers for the enterprise and for this case, and lets a user step aside. The gate decides, not the list.</summary>
public sealed partial class CaseSupervision
{
    private readonly Form _form = new();
    private View? _view;
    private RecusalItem? _choosing;
    private bool _isRecusing;
    private (bool IsGood, string Text)? _message;
    private long _rowId;

    [Inject]
    public required DisclosureStore Disclosures { get; init; }

    [Inject]
    public required SupervisorStore Supervisors { get; init; }

    [Inject]
    public required Supervision Desk { get; init; }

    [Inject]
    public required RecusalGate Gate { get; init; }

    [Inject]
    public required Interests Declarations { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required RecusalTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<CaseSupervision> Text { get; init; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required CaseRow Row { get; set; }

    private bool MayAssign => Actor.May(Operation.AssignSupervisor);

    private bool MayRecuse => Actor.May(Operation.DeclareInterests);

    protected override Task OnParametersSetAsync()
    {
        if (_rowId == Row.Id)
        {
            return Task.CompletedTask;
        }

        (_rowId, _view, _choosing, _isRecusing, _message) = (Row.Id, null, null, false, null);
        return ReadAsync();
    }

    private Task ReadAsync() => LoadAsync(
        async cancellation =>
        {
            if (await Disclosures.ReadSealedAsync(EnterpriseScope.Of(Actor), Row.Id, cancellation) is not { } sealedCase)
            {
                return null;
            }

            RecusalItem[] items = [RecusalItem.OfEnterprise(Row.EnterpriseCode), sealedCase.ToItem()];
            var supervisors = await Supervisors.ReadAsync(EnterpriseScope.Of(Actor), Row.EnterpriseCode, items[1].Id, cancellation);
            var current = supervisors.Where(supervisor => supervisor.EndedAtUtc is null).ToList();
            var candidates = new Dictionary<RecusalItemKind, IReadOnlyList<Candidate>>();
            var conflicts = new Dictionary<(long, RecusalItemKind), RecusalGround>();
            foreach (var item in items)
            {
                candidates[item.Kind] = MayAssign ? await Desk.ReadCandidatesAsync(Actor, item, cancellation) : [];
                foreach (var (user, ground) in await Gate.FindConflictsAsync([Actor.UserId, .. current.Select(supervisor => supervisor.UserId)], item, cancellation))
                {
                    conflicts[(user, item.Kind)] = ground;
                }
            }

            return new View(items, current, candidates, conflicts, Actor.UserId, await People.ReadAsync(current.Select(supervisor => supervisor.AssignedBy), cancellation));
        },
        view => _view = view);

    private async Task AssignAsync(RecusalItem item, long userId)
    {
        var result = await Desk.AssignAsync(Actor, item, userId, CancellationToken.None);
        _message = result.Answer switch
        {
            AssignmentAnswer.Assigned => (true, Text["Assigned"]),
            AssignmentAnswer.Conflict => (false, Text["AssignmentRefused", Texts.Of(result.Ground!.Value)]),
            _ => (false, Text["AssignmentNotAllowed"]),
        };
        _choosing = null;
        await ReadAsync();
    }

    private async Task ReleaseAsync(RecusalItem item)
    {
        if (await Desk.EndAsync(Actor, item, CancellationToken.None))
        {
            _message = (true, Text["Released"]);
        }

        await ReadAsync();
    }

    private async Task RecuseAsync()
    {
        if (string.IsNullOrWhiteSpace(_form.Reason) || _view is not { } view)
        {
            return;
        }

        await Declarations.RecuseAsync(Actor, view.Items[1], _form.Reason, CancellationToken.None);
        (_isRecusing, _form.Reason, _message) = (false, "", (true, Text["Recused"]));
        await ReadAsync();
    }

    /// <param name="Items">The enterprise, then the case.</param>
    private sealed record View(
        IReadOnlyList<RecusalItem> Items,
        IReadOnlyList<Supervisor> Supervisors,
        IReadOnlyDictionary<RecusalItemKind, IReadOnlyList<Candidate>> Candidates,
        IReadOnlyDictionary<(long User, RecusalItemKind Kind), RecusalGround> Conflicts,
        long UserId,
        PersonNames People)
    {
        public RecusalGround? OwnConflict => ConflictOf(UserId, Items[1]);

        public Supervisor? Current(RecusalItem item) =>
            Supervisors.FirstOrDefault(supervisor => supervisor.CaseId is null == item.Kind is RecusalItemKind.Enterprise);

        public RecusalGround? ConflictOf(long userId, RecusalItem item) =>
            Conflicts.TryGetValue((userId, item.Kind), out var ground) ? ground : null;
    }

    private sealed class Form
    {
        public string Reason { get; set; } = "";
    }
}
