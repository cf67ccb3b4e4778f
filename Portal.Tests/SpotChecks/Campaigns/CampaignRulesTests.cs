using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Tests.Access.Recusals;

namespace Portal.Tests.SpotChecks.Campaigns;

/// <summary>What a plan may be, and where a campaign may go.</summary>
public sealed class CampaignRulesTests
{
    private static readonly Actor s_officer = new("officer", "Officer", Role.RegulatorOfficer, Bureau.League);

    public static TheoryData<CampaignFault, Func<CampaignDraft, CampaignDraft>> Faults() => new()
    {
        { CampaignFault.None, draft => draft },
        { CampaignFault.Name, draft => draft with { Name = "" } },
        { CampaignFault.Name, draft => draft with { Name = new string('名', 201) } },
        { CampaignFault.Matter, draft => draft with { Kind = CampaignKind.DoubleRandom, Matter = "" } },
        { CampaignFault.Days, draft => draft with { LastDay = draft.FirstDay.AddDays(-1) } },
        { CampaignFault.Days, draft => draft with { LastDay = draft.FirstDay.AddYears(1).AddDays(1) } },
        { CampaignFault.Questionnaire, draft => draft with { Kind = CampaignKind.PhoneTest } },
        { CampaignFault.Sample, draft => draft with { Plan = CheckedLeague.Plan(new() { MarginTenths = 0 }) } },
        { CampaignFault.Filter, draft => draft with { Plan = draft.Plan with { Query = draft.Plan.Query with { Cases = draft.Plan.Query.Cases with { Phone = "13900000001" } } } } },
        { CampaignFault.List, draft => draft with { Plan = draft.Plan with { Query = draft.Plan.Query with { IsList = true } } } },
        { CampaignFault.List, draft => draft with { Plan = draft.Plan with { Query = draft.Plan.Query with { IsList = true } }, Cases = [new("1\u0007", null)] } },
    };

    [Theory, MemberData(nameof(Faults))]
    public void APlan_IsRefusedForWhatIsWrongWithIt(CampaignFault fault, Func<CampaignDraft, CampaignDraft> change) =>
        Assert.Equal(fault, CampaignRules.Check(change(CheckedLeague.Draft()), ShippedQuestionnaires.Of(CampaignKind.LedgerCallback)));

    [Fact]
    public void ACampaign_GoesOneWay_StepByStep()
    {
        foreach (var state in Enum.GetValues<CampaignState>())
        {
            foreach (var next in Enum.GetValues<CampaignState>())
            {
                var isStep = (state, next) is (CampaignState.Planned, CampaignState.Planned or CampaignState.Frozen)
                    or (CampaignState.Frozen, CampaignState.Seeded) or (CampaignState.Seeded, CampaignState.Drawn)
                    || (next is CampaignState.Cancelled && state < CampaignState.Drawn);
                Assert.Equal(isStep ? CampaignFault.None : CampaignFault.WrongState, CampaignRules.CheckStep(Of(state), next, 4, s_officer));
                Assert.Equal(CampaignFault.NotAllowed, CampaignRules.CheckStep(Of(state), next, 4, s_officer with { Role = Role.Inspector }));
            }
        }

        Assert.Equal(CampaignFault.Changed, CampaignRules.CheckStep(Of(CampaignState.Planned), CampaignState.Frozen, 3, s_officer));
    }

    [Fact]
    public void WhatAMethodHasNoUseFor_IsNotKept()
    {
        var plan = CheckedLeague.Plan(new() { Method = DrawMethod.Simple, MinimumPerStratum = 5, OffHoursPercent = 50 }, StratumKey.Rating, StratumKey.Enterprise, StratumKey.Rating);

        var simple = CampaignRules.Settled(CampaignKind.LedgerCallback, plan);
        var phone = CampaignRules.Settled(CampaignKind.PhoneTest, plan with { Sample = plan.Sample with { Method = DrawMethod.Stratified } });

        Assert.Equal((0, 0, null), (simple.StratifyBy.Count, simple.Sample.MinimumPerStratum, simple.Sample.OffHoursPercent));
        Assert.Equal([StratumKey.Enterprise], phone.StratifyBy);
        Assert.Equal(50, phone.Sample.OffHoursPercent);
    }

    [Fact]
    public void APlan_IsReadAsItWasWritten_WithoutAnyonesScope()
    {
        var plan = CheckedLeague.Plan(new() { Method = DrawMethod.Proportional, OffHoursPercent = 30 }, StratumKey.Channel);

        var read = CampaignPlan.Read(plan.Write());

        Assert.Equal(plan.Write(), read.Write());
        Assert.DoesNotContain(Bureau.League, plan.Write(), StringComparison.Ordinal);
        Assert.Equal(plan.Query.Cases.FromMonth, read.Query.Cases.FromMonth);
    }

    [Theory]
    [InlineData("03 14 15 92 65", true)]
    [InlineData("种子", true)]
    [InlineData("", false)]
    [InlineData(" 1", false)]
    [InlineData("1\n2", false)]
    public void ASeed_IsOneLine(string seed, bool isSeed) => Assert.Equal(isSeed, CampaignRules.IsSeed(seed));

    private static Campaign Of(CampaignState state) => new()
    {
        Id = 1,
        JurisdictionCode = Bureau.League,
        Kind = CampaignKind.LedgerCallback,
        Name = "抽检",
        Matter = "",
        QuestionnaireCode = "ledger-callback",
        QuestionnaireVersion = 1,
        FirstDay = new(2025, 12, 1),
        LastDay = new(2025, 12, 2),
        State = state,
        Revision = 4,
        PlanJson = "{}",
        CreatedBy = "officer",
        CreatedAtUtc = default,
    };
}
