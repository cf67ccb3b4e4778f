using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Ledgers;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Tests.TimeLimits;

namespace Portal.Tests.Ledgers;

public sealed class CaseJudgementTests
{
    private static readonly DateTime s_received = new(2025, 11, 3, 8, 0, 0);
    private static readonly IReadOnlyList<LimitRule> s_rules = SampleRules.S0;

    [Theory]
    [InlineData(48 * 60, null, DueState.InTime)] // fed back at the due minute
    [InlineData((48 * 60) + 1, null, DueState.Late)]
    [InlineData(null, 48 * 60, DueState.NotDue)] // judged at the due minute
    [InlineData(null, (48 * 60) + 1, DueState.Overdue)]
    public void Feedback_IsMeasuredAgainstItsLimit(int? fedBackAfter, int? judgedAfter, DueState expected)
    {
        var judgement = Judge(Case(fedBackAfter), judgedAfter ?? 100_000);

        Assert.Equal(expected, judgement.Feedback);
    }

    [Fact]
    public void HandlingMinutes_RunFromDispatch_OrFromReceiptWithoutOne()
    {
        Assert.Equal(600, Judge(Case(600), 100_000).HandlingMinutes);
        Assert.Equal(570, Judge(Case(600, dispatchedAfter: 30), 100_000).HandlingMinutes);
        Assert.Null(Judge(Case(null), 100_000).HandlingMinutes);
    }

    [Fact]
    public void ACaseWithAVerdictThatTimeCanChange_IsOpen()
    {
        Assert.True(Judge(Case(null), 60).IsOpen);
        Assert.False(Judge(Case(null), 100_000).IsOpen);
    }

    [Theory]
    [InlineData("S0", Sector.Heat, RequestClass.Complaint, DueState.Overdue, DueState.Overdue)] // closing by the limit of feedback
    [InlineData("S2", Sector.Water, RequestClass.Complaint, DueState.Overdue, DueState.Overdue)] // S2-23F and S2-23
    [InlineData("S3", Sector.Gas, RequestClass.Complaint, DueState.NotDue, DueState.Overdue)] // S3-07 closes; nothing asks for feedback
    [InlineData("S3", Sector.Gas, RequestClass.Consultation, DueState.Overdue, DueState.Overdue)] // S3-08, and closing by it
    [InlineData("S1", Sector.Heat, RequestClass.Complaint, DueState.NotDue, DueState.NotDue)] // a routine case: no limit of either
    public void ACaseOfThirtyDays_IsMeasuredByTheLimitsOfItsSet(string set, Sector sector, RequestClass request, DueState feedback, DueState closing)
    {
        var judgement = Under(set, sector, request, null);

        Assert.Equal((feedback, closing), (judgement.Feedback, judgement.Closing));
    }

    [Fact]
    public void AReturnedOrder_IsNeitherDueNorOpen_WhereASetKnowsReturns()
    {
        var returned = s_received.AddHours(1);

        var judgement = Under("S2", Sector.Water, RequestClass.Repair, returned);
        Assert.Equal((DueState.NotDue, DueState.NotDue, false), (judgement.Feedback, judgement.Closing, judgement.IsOpen));
        Assert.Equal(DueState.Overdue, Under("S0", Sector.Heat, RequestClass.Repair, returned).Feedback);
    }

    [Fact]
    public void VerdictText_TellsBackEveryVerdictWithItsMinutes() => Prop.ForAll(
        ArbMap.Default.ArbFor<(PositiveInt Response, PositiveInt Arrival)>(),
        times =>
        {
            var facts = Case(20_000, respondedAfter: times.Response.Get, arrivedAfter: times.Arrival.Get);
            var receipts = TimeLimitRules.Judge(s_rules, facts, CalendarFile.Shipped, s_received.AddDays(60));
            var told = new List<(string, Verdict, int?)>();
            foreach (var limit in VerdictText.Read(VerdictText.Write(receipts)))
            {
                told.Add((limit.RuleId.ToString(), limit.Verdict, limit.Minutes));
            }

            Assert.Equal(
                receipts.Select(receipt => (receipt.Rule.Id, receipt.Verdict, receipt.Verdict is Verdict.Met or Verdict.Late ? receipt.ElapsedMinutes : null)),
                told);
        }).QuickCheckThrowOnFailure();

    private static CaseJudgement Judge(CaseFacts facts, int judgedAfter)
    {
        var judgedAt = s_received.AddMinutes(judgedAfter);
        return CaseJudgement.Of(facts, TimeLimitRules.Judge(s_rules, facts, CalendarFile.Shipped, judgedAt), judgedAt);
    }

    private static CaseJudgement Under(string set, Sector sector, RequestClass request, DateTime? returned)
    {
        var judgedAt = s_received.AddDays(30);
        var facts = new CaseFacts
        {
            Sectors = [sector],
            Channel = Channel.Call,
            RequestClass = request,
            ComplaintType = ComplaintType.FaultRepair,
            Urgency = Urgency.Routine,
            [CaseEvent.Received] = s_received,
            [CaseEvent.Registered] = s_received,
            [CaseEvent.Dispatched] = s_received.AddMinutes(2),
            [CaseEvent.Returned] = returned,
        };
        return CaseJudgement.Of(facts, TimeLimitRules.Judge(SampleRules.OfRows(set), facts, CalendarFile.Shipped, judgedAt), judgedAt);
    }

    private static CaseFacts Case(int? fedBackAfter, int? dispatchedAfter = null, int? respondedAfter = null, int? arrivedAfter = null) => new()
    {
        Sectors = [Sector.Heat],
        Channel = Channel.Call,
        RequestClass = RequestClass.Complaint,
        ComplaintType = ComplaintType.Quality,
        Urgency = Urgency.Routine,
        [CaseEvent.Received] = s_received,
        [CaseEvent.Dispatched] = After(dispatchedAfter),
        [CaseEvent.Responded] = After(respondedAfter),
        [CaseEvent.Arrived] = After(arrivedAfter),
        [CaseEvent.FedBack] = After(fedBackAfter),
    };

    private static DateTime? After(int? minutes) => minutes is { } count ? s_received.AddMinutes(count) : null;
}
