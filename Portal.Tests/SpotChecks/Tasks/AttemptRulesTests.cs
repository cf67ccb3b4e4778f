using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.TimeLimits;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>The life of a task, attempt by attempt (requirements §6).</summary>
public sealed class AttemptRulesTests
{
    private static readonly Gen<(Disposition, TimeBand)> s_attempt = Gen.Zip(
        Gen.Frequency((6, Gen.Constant(Disposition.NoAnswer)), (1, Gen.Elements(Enum.GetValues<Disposition>()))),
        Gen.Elements(Enum.GetValues<TimeBand>()));

    [Theory] // 2025-12-03 is a Wednesday, 2025-12-06 a Saturday, 2026-01-01 a holiday
    [InlineData("2025-12-03 07:59", TimeBand.Night)]
    [InlineData("2025-12-03 08:00", TimeBand.Morning)]
    [InlineData("2025-12-03 12:00", TimeBand.Afternoon)]
    [InlineData("2025-12-03 18:00", TimeBand.Evening)]
    [InlineData("2025-12-03 21:00", TimeBand.Night)]
    [InlineData("2025-12-06 10:00", TimeBand.RestDay)]
    [InlineData("2025-12-06 22:00", TimeBand.Night)]
    [InlineData("2026-01-01 10:00", TimeBand.RestDay)]
    public void TheWeek_HasBands(string at, TimeBand band) =>
        Assert.Equal(band, TimeBands.Of(DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture), CalendarFile.Shipped));

    [Fact]
    public void NoAnswer_EndsATask_OnlyAfterThreeAttemptsInThreeBands()
    {
        var standing = TaskStanding.Untried;
        foreach (var band in new[] { TimeBand.Morning, TimeBand.Morning, TimeBand.Night, TimeBand.Evening })
        {
            standing = AttemptRules.Next(standing, Disposition.NoAnswer, band, AttemptPlan.Household)!;
            Assert.Equal((SpotTaskState.InProgress, null), (standing.State, standing.Disposition));
        }

        Assert.Equal((0, 1), AttemptRules.Missing(standing, AttemptPlan.Household));
        Assert.Equal([TimeBand.Afternoon, TimeBand.RestDay], AttemptRules.Untried(standing));
        standing = AttemptRules.Next(standing, Disposition.NoAnswer, TimeBand.RestDay, AttemptPlan.Household)!;
        Assert.Equal((SpotTaskState.Unreachable, Disposition.NoAnswer), (standing.State, standing.Disposition));
    }

    [Fact]
    public void AHotlineThatDoesNotAnswerAtTheDrawnMoment_HasNotAnswered() => Assert.Equal(
        SpotTaskState.Unreachable,
        AttemptRules.Next(TaskStanding.Untried, Disposition.NoAnswer, TimeBand.Night, AttemptPlan.For(CampaignKind.PhoneTest))!.State);

    [Theory] // given 10:00, now 12:00
    [InlineData("11:00", "11:00", false)]
    [InlineData("09:57", "09:57", false)]
    [InlineData("09:00", "12:00", true)]
    [InlineData("12:04", "12:00", false)]
    [InlineData("12:06", "12:00", true)]
    public void TheClockOfADevice_IsBelieved_FromWhenTheTaskWasGivenUntilNow(string told, string taken, bool isCorrected)
    {
        static DateTime At(string time) => new DateTime(2025, 12, 3) + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal((At(taken), isCorrected), AttemptRules.TriedAt(At(told), At("10:00"), At("12:00")));
    }

    [Fact]
    public void AttemptsWithinHalfAnHour_AreOne()
    {
        var noon = new DateTime(2025, 12, 3, 12, 0, 0);

        Assert.Equal(
            [TimeBand.Morning, TimeBand.Afternoon],
            AttemptRules.Apart([(noon.AddMinutes(-5), TimeBand.Morning), (noon.AddMinutes(5), TimeBand.Afternoon), (noon.AddMinutes(25), TimeBand.Afternoon), (noon.AddMinutes(-20), TimeBand.Morning)]));
        var standing = AttemptRules.Next(TaskStanding.Untried, Disposition.NoAnswer, null, AttemptPlan.Household)!;
        Assert.Equal((SpotTaskState.InProgress, 0), (standing.State, standing.NoAnswers.Count));
    }

    [Fact]
    public void AskedToChangeTheRating_IsAFlag_AndEndsTheTask()
    {
        Assert.True(AttemptRules.IsIntimidation(Disposition.Recalled));
        Assert.Equal(SpotTaskState.Done, AttemptRules.Next(TaskStanding.Untried, Disposition.Recalled, TimeBand.Morning, AttemptPlan.Household)!.State);
        Assert.DoesNotContain(Disposition.Recalled, AttemptRules.Choices(hasCase: false));
    }

    /// <summary>The model: a list of what was tried; the task is what the first deciding attempt made it.</summary>
    [Fact]
    public void WhateverIsTriedInWhateverOrder_TheTaskIsWhatTheModelSays_AndWhatEndedNeverChanges() =>
        Prop.ForAll(s_attempt.ListOf(12).ToArbitrary(), attempts =>
        {
            var standing = TaskStanding.Untried;
            var tried = new List<(Disposition Disposition, TimeBand Band)>();
            Disposition? ended = null;
            foreach (var (disposition, band) in attempts)
            {
                var next = AttemptRules.Next(standing, disposition, band, AttemptPlan.Household);
                Assert.Equal(ended is not null, next is null);
                if (next is null)
                {
                    continue;
                }

                tried.Add((disposition, band));
                var silent = tried.Where(attempt => attempt.Disposition is Disposition.NoAnswer).Select(attempt => attempt.Band).ToList();
                var isSilenceEnough = silent.Count >= 3 && silent.Where(other => other != TimeBand.Night).Distinct().Count() >= 3;
                ended = disposition is not Disposition.NoAnswer || isSilenceEnough ? disposition : null;
                Assert.Equal(ended, next.Disposition);
                Assert.Equal(ended is not null, next.IsSettled);
                Assert.Equal(ended is null && tried.Count > 0, next.State is SpotTaskState.InProgress);
                Assert.Equal(silent, next.NoAnswers);
                standing = next;
            }
        }).QuickCheckThrowOnFailure();
}
