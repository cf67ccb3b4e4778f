using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Ledgers;

namespace Portal.SpotChecks.Campaigns;

/// <summary>
/// Campaigns of the demonstration league, planned and drawn by the operations that real ones are: a callback of a month's
/// rows, which later parts answer, a hotline test that lies ahead, and an inspection that is still a plan. The seeds are
/// typed in, so that every demonstration draws the same.
/// </summary>
public sealed class CampaignDemo(
    Db db, PersonalData personalData, RuleBook rules, EnterpriseSizeStore sizes, QuestionnaireStore questionnaires, CampaignStore campaigns, JurisdictionStore jurisdictions, ScopeGate scopes,
    RecusalGate recusals, AuditLog audit) : DemoSequel
{
    /// <summary>The first campaign of the demonstration: a callback whose field work is over.</summary>
    public const long Callback = 1;

    /// <summary>The second: its moments lie ahead.</summary>
    public const long HotlineTest = 2;

    private static readonly Actor s_officer = new(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, DemoRegistry.LeagueCode);

    private readonly StoryClock _clock = new();

    public override async Task RunAsync(DemoPlan plan, CancellationToken cancellation)
    {
        if (plan.Scale is not DemoScale.Small || await jurisdictions.ReadByCodeAsync(DemoRegistry.LeagueCode, cancellation) is null)
        {
            return;
        }

        var month = plan.FirstMonth.AddMonths(Math.Max(0, plan.Months - 2));
        await DrawAsync(Rows(CampaignKind.LedgerCallback, FormattableString.Invariant($"{month:yyyy}年{month.Month}月台账回访"), month), month.AddMonths(1), "08 15 22 27 31 33 + 09", cancellation);
        var tests = Of(CampaignKind.PhoneTest, "供热热线暗访", month.AddMonths(2), new()
        {
            Sample = new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 24, MinimumPerStratum = 2, OffHoursPercent = PlanDraft.DefaultOffHours },
        });
        await DrawAsync(tests, month.AddMonths(2), "03 05 12 19 20 30 + 01", cancellation);
        var inspection = Of(CampaignKind.DoubleRandom, "投诉台账与值守双随机检查", month.AddMonths(2), new()
        {
            Query = new() { Size = SizeMeasure.Households },
            Sample = new() { Method = DrawMethod.Proportional, Basis = SampleBasis.Percent, PercentTenths = 250 },
        });
        await PlanAsync(inspection with { Matter = "投诉清单台账与热线值守" }, month.AddMonths(2), cancellation);
    }

    private static CampaignDraft Rows(CampaignKind kind, string name, DateOnly month) => Of(kind, name, month.AddMonths(1), new()
    {
        Query = new() { Cases = new() { Scope = EnterpriseScope.Of(Actor.Nobody), FromMonth = month, ToMonth = month } },
        StratifyBy = [StratumKey.Enterprise],
        Sample = new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Percent, PercentTenths = 20, MinimumPerStratum = 5 },
    });

    private static CampaignDraft Of(CampaignKind kind, string name, DateOnly from, CampaignPlan plan) => new()
    {
        JurisdictionCode = DemoRegistry.LeagueCode,
        Kind = kind,
        Name = name,
        Matter = "投诉办理",
        QuestionnaireCode = ShippedQuestionnaires.Of(kind).Code,
        QuestionnaireVersion = ShippedQuestionnaires.Of(kind).Version,
        FirstDay = from.AddDays(1),
        LastDay = from.AddDays(14),
        Plan = plan,
    };

    private async Task<long> PlanAsync(CampaignDraft draft, DateOnly day, CancellationToken cancellation)
    {
        _clock.Set(day.ToDateTime(new(9, 0)));
        var (fault, id) = await new CampaignDesk(db, questionnaires, scopes, audit, _clock).PlanAsync(draft, s_officer, cancellation);
        Expect(fault);
        return id;
    }

    private async Task DrawAsync(CampaignDraft draft, DateOnly day, string seed, CancellationToken cancellation)
    {
        var id = await PlanAsync(draft, day, cancellation);
        var frames = new FrameStore(db, personalData, rules, sizes, recusals);
        _clock.Set(day.ToDateTime(new(9, 20)));
        Expect(await new FrameFreezer(db, frames, campaigns, audit, _clock).FreezeAsync(id, 1, s_officer, cancellation));
        _clock.Set(day.ToDateTime(new(21, 15)));
        Expect(await new CampaignDesk(db, questionnaires, scopes, audit, _clock).RecordSeedAsync(id, 2, seed, "公证处 李某", s_officer, cancellation));
        _clock.Set(day.ToDateTime(new(21, 16)));
        Expect(await new DrawDesk(db, recusals, audit, _clock).DrawAsync(id, 3, s_officer, cancellation));
    }

    private static void Expect(CampaignFault fault)
    {
        if (fault is not CampaignFault.None)
        {
            throw new InvalidOperationException($"The demonstration's campaign was refused: {fault}.");
        }
    }
}
