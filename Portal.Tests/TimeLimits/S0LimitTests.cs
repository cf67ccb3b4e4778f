using Portal.Data.TimeLimits;
using static Portal.Data.TimeLimits.Verdict;

namespace Portal.Tests.TimeLimits;

/// <summary>
/// The limits of S0, line by line. Every case is received on Monday 2024-11-04 at 08:00:00; the columns are the time of
/// the stop event (none: it has not happened), the judging time, and the verdict.
/// </summary>
public sealed class S0LimitTests
{
    [Theory]
    [InlineData("2024-11-04 08:00:00", "2024-11-30 00:00", Met)] // answered at once
    [InlineData("2024-11-04 08:29:59", "2024-11-30 00:00", Met)]
    [InlineData("2024-11-04 08:30:00", "2024-11-30 00:00", Met)] // at the due second
    [InlineData("2024-11-04 08:30:01", "2024-11-30 00:00", Late)] // one second late
    [InlineData(null, "2024-11-04 08:30:00", OpenInTime)]
    [InlineData(null, "2024-11-04 08:30:01", OpenOverdue)]
    public void S0_36_FirstResponse_Within30Minutes(string? responded, string judgedAt, Verdict expected) =>
        Assert.Equal(expected, Judge("S0-36", new SampleCase().With(CaseEvent.Responded, responded), judgedAt));

    [Theory]
    [InlineData("2024-11-04 10:00:00", "2024-11-30 00:00", Met)] // at the due second
    [InlineData("2024-11-04 10:00:01", "2024-11-30 00:00", Late)] // one second late
    [InlineData(null, "2024-11-04 10:00:00", OpenInTime)]
    [InlineData(null, "2024-11-04 10:00:01", OpenOverdue)]
    public void S0_37_Arrival_Within2Hours(string? arrived, string judgedAt, Verdict expected) =>
        Assert.Equal(expected, Judge("S0-37", new SampleCase().With(CaseEvent.Arrived, arrived), judgedAt));

    [Theory]
    [InlineData("2024-11-05 08:00:00", "2024-11-30 00:00", Met)] // at the due second
    [InlineData("2024-11-05 08:00:01", "2024-11-30 00:00", Late)] // one second late
    [InlineData(null, "2024-11-05 08:00:00", OpenInTime)]
    [InlineData(null, "2024-11-05 08:00:01", OpenOverdue)]
    public void S0_38_Repair_Within24Hours(string? repaired, string judgedAt, Verdict expected) =>
        Assert.Equal(expected, Judge("S0-38", new SampleCase().With(CaseEvent.Repaired, repaired), judgedAt));

    [Theory]
    [InlineData("2024-11-06 08:00:00", "2024-11-30 00:00", Met)] // at the due second
    [InlineData("2024-11-06 08:00:01", "2024-11-30 00:00", Late)] // one second late
    [InlineData(null, "2024-11-06 08:00:00", OpenInTime)]
    [InlineData(null, "2024-11-06 08:00:01", OpenOverdue)]
    public void S0_39_Feedback_Within48Hours(string? fedBack, string judgedAt, Verdict expected) =>
        Assert.Equal(expected, Judge("S0-39", new SampleCase().With(CaseEvent.FedBack, fedBack), judgedAt));

    [Theory]
    [InlineData("2024-11-09 23:59:59", "2024-11-30 00:00", Met)] // the last second of the fifth day, a Saturday
    [InlineData("2024-11-10 00:00:00", "2024-11-30 00:00", Late)] // one second late
    [InlineData(null, "2024-11-09 23:59:59", OpenInTime)]
    [InlineData(null, "2024-11-10 00:00:00", OpenOverdue)]
    public void S0_40_FeedbackOnTransferred_ByTheEndOfTheFifthDay(string? fedBack, string judgedAt, Verdict expected)
    {
        var transferred = new SampleCase { Channel = Channel.Transferred }.With(CaseEvent.FedBack, fedBack);

        Assert.Equal(expected, Judge("S0-40", transferred, judgedAt));
    }

    [Theory]
    [InlineData(RequestClass.Consultation, false)]
    [InlineData(RequestClass.Help, false)]
    [InlineData(RequestClass.Repair, true)]
    [InlineData(RequestClass.Complaint, true)]
    [InlineData(RequestClass.Report, false)]
    [InlineData(RequestClass.Suggestion, false)]
    public void S0_37_AppliesToRepairAndComplaintOnly(RequestClass requestClass, bool applies) =>
        Assert.Equal(applies, Judge("S0-37", new SampleCase { RequestClass = requestClass }, "2024-11-04 09:00") is not NotApplicable);

    [Theory]
    [InlineData(ComplaintType.Service, false)]
    [InlineData(ComplaintType.Business, false)]
    [InlineData(ComplaintType.SupplyStop, false)]
    [InlineData(ComplaintType.FaultRepair, true)]
    [InlineData(ComplaintType.Quality, false)]
    [InlineData(ComplaintType.Construction, false)]
    [InlineData(ComplaintType.Other, false)]
    public void S0_38_AppliesToFaultRepairOnly(ComplaintType complaintType, bool applies) =>
        Assert.Equal(applies, Judge("S0-38", new SampleCase { ComplaintType = complaintType }, "2024-11-04 09:00") is not NotApplicable);

    [Theory]
    [InlineData(Channel.Call, "S0-39")]
    [InlineData(Channel.Letter, "S0-39")]
    [InlineData(Channel.Visit, "S0-39")]
    [InlineData(Channel.PublicAccount, "S0-39")]
    [InlineData(Channel.Website, "S0-39")]
    [InlineData(Channel.Hotline12345, "S0-39")]
    [InlineData(Channel.Hotline12319, "S0-39")]
    [InlineData(Channel.AssignedBySuperior, "S0-40")]
    [InlineData(Channel.Transferred, "S0-40")]
    public void S0_39_S0_40_ExactlyOneHoldsForEachChannel(Channel channel, string expected)
    {
        var receipts = TimeLimitRules.Judge(SampleRules.S0, new SampleCase { Channel = channel }.Facts(), CalendarFile.Shipped, new(2024, 11, 4));

        Assert.Equal([expected], receipts.Where(receipt => receipt.Rule.Topic is LimitTopic.Feedback
            && receipt.Verdict is not NotApplicable).Select(receipt => receipt.Rule.Id));
    }

    [Theory]
    [InlineData("S0-36", CaseEvent.Arrived)]
    [InlineData("S0-37", CaseEvent.RepairStarted)]
    [InlineData("S0-38", CaseEvent.RepliedInWriting)]
    [InlineData("S0-39", CaseEvent.CalledBack)]
    public void StopMissingThoughALaterEventIsThere_IsUndeterminable_WithADueTime(string id, CaseEvent later)
    {
        var receipt = new SampleCase().With(later, "2024-11-07 08:00").JudgedBy(SampleRules.S0Rule(id), "2024-11-30 00:00");

        Assert.Equal((Undeterminable, Why.StopMissing), (receipt.Verdict, receipt.Why));
        Assert.NotNull(receipt.Due);
        Assert.Null(receipt.ElapsedMinutes);
    }

    [Theory]
    [InlineData("S0-37", CaseEvent.Responded)]
    [InlineData("S0-38", CaseEvent.RepairStarted)]
    [InlineData("S0-39", CaseEvent.RepliedInWriting)]
    public void StopMissingAndOnlyEarlierEventsThere_IsOpen(string id, CaseEvent earlier) =>
        Assert.Equal(OpenInTime, Judge(id, new SampleCase().With(earlier, "2024-11-04 08:10"), "2024-11-04 09:00"));

    [Fact]
    public void ReceivedMissing_IsUndeterminableForEveryLimitThatApplies()
    {
        var facts = new SampleCase().With(CaseEvent.Received, null as string).With(CaseEvent.Responded, "2024-11-04 08:10").Facts();

        var verdicts = TimeLimitRules.Judge(SampleRules.S0, facts, CalendarFile.Shipped, new(2024, 11, 30))
            .ToDictionary(receipt => receipt.Rule.Id, receipt => receipt.Verdict);

        Assert.Equal(NotApplicable, verdicts["S0-40"]);
        Assert.All(new[] { "S0-36", "S0-37", "S0-38", "S0-39" }, id => Assert.Equal(Undeterminable, verdicts[id]));
    }

    [Fact]
    public void S0_AsShipped_SaysWhatTheNoticeSays()
    {
        string[] expected =
        [
            "S0-36 Respond Responded 30 Minute SameTime Hard",
            "S0-37 OnSite Arrived 2 Hour SameTime Hard local",
            "S0-38 Repair Repaired 24 Hour SameTime Soft",
            "S0-39 Feedback FedBack 48 Hour SameTime Hard",
            "S0-40 Feedback FedBack 5 NaturalDay EndOfDay Hard",
            "S0-44 Reconsider Reconsidered 3 NaturalDay EndOfDay Hard",
        ];

        Assert.Equal(expected, SampleRules.S0.Select(rule =>
            $"{rule.Id} {rule.Topic} {rule.Stop} {rule.Limit.Amount} {rule.Limit.Unit} {rule.DayBoundary} {rule.Hardness}"
            + (rule.IsLocalDefault ? " local" : "")));
        Assert.All(SampleRules.S0.Where(rule => rule.Id != "S0-44"), rule => Assert.Equal(CaseEvent.Received, rule.Start));
        Assert.Equal("日 kind assumed", SampleRules.S0Rule("S0-40").Note?.En);
    }

    private static Verdict Judge(string id, SampleCase sample, string judgedAt) =>
        sample.JudgedBy(SampleRules.S0Rule(id), judgedAt).Verdict;
}
