using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers.Demo;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Ledgers;
using Portal.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Findings;

/// <summary>Findings of the demonstration's callback, by the operations of real ones: one in each state of its way.</summary>
public sealed class FindingDemo(Db db, RuleBook rules, TaskStore tasks, EvidenceStore evidence, FindingStore findings, UserStore users, RecusalGate gate, AuditLog audit) : DemoSequel
{
    private static readonly FindingAct[][] s_ways =
    [
        [],
        [FindingAct.Notify],
        [FindingAct.Notify, FindingAct.Explain],
        [FindingAct.Notify, FindingAct.Explain, FindingAct.Confirm],
        [FindingAct.Notify, FindingAct.Explain, FindingAct.Dismiss],
    ];

    private readonly StoryClock _clock = new();

    public override async Task RunAsync(DemoPlan plan, CancellationToken cancellation)
    {
        if (plan.Scale is not DemoScale.Small
            || await users.ReadAsync(DemoUsers.Regulator, cancellation) is not { } first
            || await users.ReadAsync(DemoUsers.Leader, cancellation) is not { } second)
        {
            return;
        }

        var officer = new Actor(first.Name, first.DisplayName, Role.RegulatorOfficer, DemoRegistry.LeagueCode) { UserId = first.Id };
        var leader = new Actor(second.Name, second.DisplayName, Role.RegulatorLeader, DemoRegistry.LeagueCode) { UserId = second.Id };
        var desk = new FindingDesk(db, rules, gate, audit, _clock);
        var day = plan.FirstMonth.AddMonths(Math.Max(0, plan.Months - 2) + 1).AddDays(17);
        var denied = (await tasks.ReadPageAsync(officer, new() { CampaignId = CampaignDemo.Callback, IsSettled = true }, new(0, PageRequest.Largest), cancellation)).Items
            .Where(task => task.Disposition is Disposition.CompletedNotResolved)
            .OrderBy(task => task.DrawOrder)
            .Take(s_ways.Length);
        foreach (var (task, way) in denied.Zip(s_ways))
        {
            _clock.Set(day.ToDateTime(new(10, 0)));
            long[] files = [.. (await evidence.ReadOfTaskAsync(officer, task.Id, cancellation)).Select(file => file.Id)];
            var (fault, id) = await desk.ProposeAsync(officer, task.Id, FindingType.FalselyClosed, "台账记载已办结\uff0c用户称无人上门、问题未解决", files, cancellation);
            Expect(fault);
            foreach (var act in way)
            {
                _clock.Set(day.AddDays((int)act).ToDateTime(new(15, 0)));
                var enterprise = new Actor(task.EnterpriseCode, task.EnterpriseName, Role.EnterpriseHandler, task.EnterpriseCode);
                var (by, words) = act switch
                {
                    FindingAct.Notify => (officer, null),
                    FindingAct.Explain => (enterprise, "当日派单后用户不在家\uff0c未再次联系\uff0c已安排复修"),
                    FindingAct.Confirm => (leader, "企业未能提供上门记录"),
                    _ => (leader, "企业补充了上门照片和用户签字"),
                };
                var revision = (await findings.ReadAsync(officer, id, cancellation))!.Revision;
                Expect(act is FindingAct.Notify ? await desk.TellAsync(by, id, revision, files, cancellation) : await desk.MoveAsync(by, id, act, revision, words, cancellation));
            }
        }

        await PublishAsync(officer, leader, day.AddDays(10), cancellation);
    }

    private async Task PublishAsync(Actor officer, Actor leader, DateOnly day, CancellationToken cancellation)
    {
        var results = new ResultDesk(db, audit, _clock);
        _clock.Set(day.ToDateTime(new(10, 0)));
        Expect(await results.SubmitAsync(officer, CampaignDemo.Callback, "抽检核实的满意率和解决率均低于台账自报\uff0c差距大的企业须说明", cancellation));
        _clock.Set(day.ToDateTime(new(16, 30)));
        Expect(await results.DecideAsync(leader, CampaignDemo.Callback, isPublished: true, "与任务记录核对无误", cancellation));
    }

    private static void Expect(ResultFault fault)
    {
        if (fault is not ResultFault.None)
        {
            throw new InvalidOperationException($"The demonstration's results were not published: {fault}.");
        }
    }

    private static void Expect(FindingFault fault)
    {
        if (fault is not FindingFault.None)
        {
            throw new InvalidOperationException($"The demonstration's finding was refused: {fault}.");
        }
    }
}
