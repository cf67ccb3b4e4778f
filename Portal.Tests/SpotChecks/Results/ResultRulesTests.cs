using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Results;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.Tests.SpotChecks.Results;

/// <summary>What a settled task adds to counts and estimates.</summary>
public sealed class ResultRulesTests
{
    [Theory]
    [InlineData(true, 20.0, 21.5)]
    [InlineData(false, 24.0, 19.9)]
    [InlineData(false, 12.0)]
    [InlineData(null)]
    public void AHome_IsWarm_WhenEveryRoomThatWasMeasuredHasTwentyDegrees(bool? isWarm, params double[] rooms) =>
        Assert.Equal(isWarm, ResultRules.IsYes(Measure.Warm, Readings(1, rooms)));

    [Fact]
    public void Rooms_AreCountedByEnterprise_AndHomesWithoutAReadingNowhere()
    {
        var tasks = new[] { TaskOf(1, "A"), TaskOf(2, "A"), TaskOf(3, "A"), TaskOf(4, "B") };
        var answers = Readings(1, 20, 22).Concat(Readings(2, 17.5)).Append(new(3, "received", "yes", null, null, null)).ToLookup(answer => answer.TaskId);

        var own = Assert.Single(ResultRules.Measured(tasks, answers));

        Assert.Equal(("A", 2, 3, 17.5m, 1), (own.Code, own.Homes, own.Rooms, own.Lowest, own.Cold));
        Assert.Equal(59.5m / 3, own.Mean);
        var warm = ResultRules.Estimate(tasks, Measure.Warm, answers);
        Assert.Equal((2, 1), (warm.Answers, warm.Yes));
    }

    [Fact]
    public void WhoDeniesHavingComplained_AnswersThatQuestionOnly_AndCountsAsSpokenTo()
    {
        var denies = TaskOf(1, "A") with { Disposition = Disposition.DeniesComplaint };
        var none = Readings(1).ToLookup(answer => answer.TaskId);

        Assert.False(ResultRules.Counted(denies, Measure.Received, none));
        Assert.Null(ResultRules.Counted(denies, Measure.Solved, none));
        Assert.True(ResultRules.IsDone(denies));
        Assert.False(ResultRules.IsDone(denies with { State = SpotTaskState.Unreachable, Disposition = Disposition.Refused }));
    }

    [Theory]
    [InlineData(Disposition.NoAnswer)]
    [InlineData(Disposition.WrongNumber)]
    public void AHotlineThatNobodyAnswers_IsNotConnected_AndAComplainantWhoDoesNotIsNoHotline(Disposition outcome)
    {
        var silent = TaskOf(1, "A") with { State = SpotTaskState.Unreachable, Disposition = outcome };
        var none = Readings(1).ToLookup(answer => answer.TaskId);

        Assert.False(ResultRules.Counted(silent with { IsHotlineTest = true }, Measure.Connected, none));
        Assert.Null(ResultRules.Counted(silent, Measure.Connected, none));
        Assert.Null(ResultRules.Counted(silent with { IsHotlineTest = true }, Measure.AnsweredWithin, none));
    }

    private static IEnumerable<AnswerRecord> Readings(long task, params double[] rooms) =>
        rooms.Select(room => new AnswerRecord(task, "temperature", null, (decimal)room, null, null));

    private static ResultTask TaskOf(long id, string enterprise) => new()
    {
        Id = id,
        DrawOrder = (int)id,
        Stratum = "all",
        WeightOver = 1,
        WeightUnder = 1,
        EnterpriseCode = enterprise,
        EnterpriseName = enterprise,
        EnterpriseNameEn = enterprise,
        State = SpotTaskState.Done,
        Disposition = Disposition.CompletedResolved,
    };
}
