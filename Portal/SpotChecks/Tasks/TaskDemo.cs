using System.Text;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Demo;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Ledgers;
using Portal.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Tasks;

/// <summary>
/// The field work of the demonstration's campaigns, by the operations of real ones: the callback is dealt, tried, answered
/// and closed; the hotline test is dealt and waits on the inspector's list. Most complainants say what the ledger says,
/// some do not.
/// </summary>
public sealed class TaskDemo(
    Db db, RuleBook rules, QuestionnaireStore questionnaires, CaseStore cases, TaskStore tasks, EvidenceStore evidence, SupervisorStore supervisors,
    UserStore users, RecusalGate gate, Interests interests, AuditLog audit) : DemoSequel
{
    private const int Undone = 29;

    private static readonly Actor s_officer = new(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, DemoRegistry.LeagueCode);
    private static readonly (int Hour, int Minute)[] s_hours = [(9, 30), (15, 10), (19, 20)];

    private readonly StoryClock _clock = new();

    public override async Task RunAsync(DemoPlan plan, CancellationToken cancellation)
    {
        if (plan.Scale is not DemoScale.Small || await users.ReadAsync(DemoUsers.Inspector, cancellation) is not { } account)
        {
            return;
        }

        var dealing = new TaskDealing(db, supervisors, gate, interests, audit, _clock);
        var inspector = new Actor(account.Name, account.DisplayName, Role.Inspector, DemoRegistry.LeagueCode) { UserId = account.Id };
        var month = plan.FirstMonth.AddMonths(Math.Max(0, plan.Months - 2) + 1);
        _clock.Set(month.ToDateTime(new(21, 30)));
        await dealing.DealAsync(s_officer, CampaignDemo.Callback, cancellation);
        foreach (var task in (await tasks.ReadPageAsync(inspector, new() { CampaignId = CampaignDemo.Callback }, new(0, PageRequest.Largest), cancellation)).Items)
        {
            await AnswerAsync(inspector, task, month, cancellation);
        }

        _clock.Set(month.AddDays(16).ToDateTime(new(18, 0)));
        await new FieldWork(db, audit, _clock).CloseAsync(s_officer, CampaignDemo.Callback, "住户长期外出，期限已到", cancellation);
        _clock.Set(month.AddMonths(1).ToDateTime(new(21, 30)));
        await dealing.DealAsync(s_officer, CampaignDemo.HotlineTest, cancellation);
    }

    private async Task AnswerAsync(Actor inspector, TaskLine task, DateOnly month, CancellationToken cancellation)
    {
        if (task.DrawOrder % Undone == 0 || task.RowId is not { } rowId || await cases.ReadAsync(rowId, EnterpriseScope.Of(inspector), cancellation) is not { } row)
        {
            return;
        }

        var disposition = OutcomeOf(task.DrawOrder);
        if (disposition is Disposition.CompletedNotResolved)
        {
            var sheet = Encoding.UTF8.GetBytes(FormattableString.Invariant($"房间,温度\n客厅,{15 + (task.DrawOrder % 3)}.5\n卧室,{16 + (task.DrawOrder % 2)}.0\n"));
            await new EvidenceIntake(db, new(gate), evidence, questionnaires, audit, _clock).ReceiveAsync(inspector, task.Id, new(IdOf(task.Id, 9), null, "测温单.csv", sheet), cancellation);
        }

        // Nobody answers at first now and then; three bands of the week are tried before it is given up.
        var silent = disposition is Disposition.NoAnswer ? s_hours.Length * 3 : task.DrawOrder % 4 == 0 ? 1 : 0;
        for (var attempt = 0; attempt <= silent; attempt++)
        {
            var (hour, minute) = s_hours[(task.DrawOrder + attempt) % s_hours.Length];
            var at = month.AddDays(1 + (task.DrawOrder % 4) + attempt).ToDateTime(new(hour, minute));
            _clock.Set(at);
            var sending = attempt < silent || disposition is Disposition.NoAnswer
                ? new TaskSubmission(IdOf(task.Id, attempt), at.AddHours(-8), Disposition.NoAnswer, null, [])
                : new TaskSubmission(IdOf(task.Id, attempt), at.AddHours(-8), disposition, NoteOf(disposition), [.. AnswersOf(disposition, task.DrawOrder, row)]);
            var intake = new TaskIntake(db, new(gate), questionnaires, rules, audit, _clock);
            var result = await intake.ReceiveAsync(inspector, task.Id, sending, cancellation);
            if (result is not { Answer: SubmissionAnswer.Taken, Standing: AttemptStanding.Counted })
            {
                throw new InvalidOperationException($"The demonstration's answer to task {task.Id} was refused: {result.Answer} {string.Join(", ", result.Problems)}.");
            }

            if (result.Task!.IsSettled)
            {
                return;
            }
        }
    }

    private static Disposition OutcomeOf(int order) => order switch
    {
        _ when order % 11 == 0 => Disposition.NoAnswer,
        _ when order % 13 == 0 => Disposition.Refused,
        _ when order % 17 == 0 => Disposition.WrongNumber,
        _ when order % 19 == 0 => Disposition.DeniesComplaint,
        _ when order % 23 == 0 => Disposition.Recalled,
        _ when order % 7 == 0 => Disposition.CompletedNotResolved,
        _ when order % 5 == 0 => Disposition.CompletedPartly,
        _ => Disposition.CompletedResolved,
    };

    private static string? NoteOf(Disposition disposition) => disposition is Disposition.Recalled ? "说企业客服来电三次，要求把不满意改为满意" : null;

    private static IEnumerable<GivenAnswer> AnswersOf(Disposition disposition, int order, CaseRow row)
    {
        if (!AttemptRules.IsCompleted(disposition))
        {
            return [];
        }

        var (solved, words, satisfied) = disposition switch
        {
            Disposition.CompletedNotResolved => ("no", "没人来过，打电话说已经办结了", "1"),
            Disposition.CompletedPartly => ("partly", "来看过，暖气还是不太热", "3"),
            _ => ("yes", "修好了", row.Rating is CaseRating.Dissatisfied ? "2" : "5"),
        };
        var isHandled = disposition is not Disposition.CompletedNotResolved;
        return
        [
            new("received", null, "yes", null),
            new("visited", null, isHandled ? "yes" : "no", null),
            new("arrival-time", null, isHandled ? TimeOf(row.ArrivedAt?.AddHours(order % 6 == 0 ? 5 : 0)) : null, null),
            new("solved", null, solved, words),
            new("closed-agreed", null, isHandled ? "yes" : "no", isHandled ? null : "没有人问过我"),
            new("feedback-received", null, isHandled ? "yes" : "no", null),
            new("satisfied", null, satisfied, null),
            new("attitude", null, isHandled ? "4" : "2", null),
            new("asked-to-change", null, "no", null),
        ];
    }

    private static string? TimeOf(DateTime? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same in every demonstration.</summary>
    private static Guid IdOf(long task, int number) => new((int)task, 0x5d, 0x70, 0, 0, 0, 0, 0, 0, 0, (byte)number);
}
