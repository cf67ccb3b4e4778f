using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Tests.Access;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Campaigns;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>The league of the campaign tests with a drawn campaign of callbacks, two inspectors of the league and one of the county.</summary>
internal sealed class FieldLeague : IAsyncDisposable
{
    private FieldLeague(CheckedLeague league)
    {
        League = league;
        Tasks = new(Db);
        Places = new(Db, Tasks);
        Dealing = new(Db, Bureau.Supervisors, Bureau.Gate, Bureau.Interests, Bureau.Audit, Clock);
        Senders = new(Bureau.Gate);
        Late = new(Db, Bureau.Gate, league.Questionnaires, Bureau.Audit, Clock);
        Intake = new(Db, Senders, league.Questionnaires, Sample.Rules(Db, Clock), Bureau.Audit, Clock);
        Field = new(Db, Bureau.Audit, Clock);
        Evidence = new(Db, Sample.Keys);
        EvidenceIntake = new(Db, Senders, Evidence, league.Questionnaires, Bureau.Audit, Clock);
    }

    public CheckedLeague League { get; }

    public Bureau Bureau => League.Bureau;

    public Db Db => League.Db;

    public StillClock Clock => Bureau.Clock;

    public TaskStore Tasks { get; }

    public TaskPlaces Places { get; }

    public TaskDealing Dealing { get; }

    public TaskSenders Senders { get; }

    public LateWork Late { get; }

    public TaskIntake Intake { get; }

    public FieldWork Field { get; }

    public EvidenceStore Evidence { get; }

    public EvidenceIntake EvidenceIntake { get; }

    public Campaign Campaign { get; private set; } = null!;

    public Actor First => Bureau.Inspector;

    public Actor Second { get; private set; } = Actor.Nobody;

    public Actor OfCounty { get; private set; } = Actor.Nobody;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="isDealt">Whether the tasks are in somebody's hands already.</param>
    public static async Task<FieldLeague> OpenAsync(Engine engine, bool isDealt = true, CampaignKind kind = CampaignKind.LedgerCallback)
    {
        var field = new FieldLeague(await CheckedLeague.OpenAsync(engine));
        field.Second = await field.Bureau.AddAsync("second", Role.Inspector, Bureau.League);
        field.OfCounty = await field.Bureau.AddAsync("county", Role.Inspector, Bureau.County);
        field.Campaign = await field.League.DrawnAsync(CheckedLeague.Draft(kind, CheckedLeague.Plan(new() { Basis = SampleBasis.Count, Count = 24 })), "7 7 7");
        if (isDealt)
        {
            Assert.NotNull(await field.Dealing.DealAsync(field.Bureau.Officer, field.Campaign.Id, Cancellation));
        }

        return field;
    }

    public async Task<IReadOnlyList<TaskLine>> ListAsync(Actor reader, TaskFilter? filter = null) =>
        (await Tasks.ReadPageAsync(reader, filter ?? new(), new(0, 100), Cancellation)).Items;

    /// <summary>The first task of an inspector.</summary>
    public async Task<TaskLine> TaskOfAsync(Actor inspector) => (await ListAsync(inspector))[0];

    public Task<SubmissionResult> SendAsync(Actor actor, long taskId, TaskSubmission submission) => Intake.ReceiveAsync(actor, taskId, submission, Cancellation);

    /// <summary>Tried now and not answered.</summary>
    public TaskSubmission NoAnswer() => new(Guid.NewGuid(), Clock.GetUtcNow().UtcDateTime, Disposition.NoAnswer, null, []);

    /// <summary>Solved and content, with the words of the complainant.</summary>
    public TaskSubmission Solved(Guid? clientId = null, string words = "上门修好了") => new(
        clientId ?? Guid.NewGuid(),
        Clock.GetUtcNow().UtcDateTime,
        Disposition.CompletedResolved,
        null,
        [
            new("received", null, "yes", null), new("visited", null, "yes", null), new("solved", null, "yes", words), new("closed-agreed", null, "yes", null),
            new("feedback-received", null, "yes", null), new("satisfied", null, "5", null), new("attitude", null, "5", null),
            new("asked-to-change", null, "no", null),
        ]);

    public ValueTask DisposeAsync() => League.DisposeAsync();
}
