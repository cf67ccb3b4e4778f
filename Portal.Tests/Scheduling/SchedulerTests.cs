using Dapper;
using Portal.Data.Scheduling;
using Portal.Data.Storage;
using Portal.Ledgers;
using Portal.Scheduling;
using Portal.Tests.Storage;
using Quartz;

namespace Portal.Tests.Scheduling;

/// <summary>Jobs run through the real scheduler and its real tables.</summary>
public sealed class SchedulerTests
{
    private static TimetableEntry Review { get; } = Timetable.All.Single(entry => entry.Job == typeof(OpenCaseReviewJob));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AJobThatRan_IsInTheHistoryWithWhatItDid(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var served = await ServedDatabase.StartAsync(database, Cancellation);

        await served.Scheduler.Scheduler.TriggerJob(OpenCaseReviewJob.Key, Cancellation);
        var run = await served.WaitForRunAsync(OpenCaseReviewJob.Key, Cancellation);

        Assert.Equal("ledgers.open-case-review", run.Job);
        Assert.Equal(JobOutcome.Done, run.Outcome);
        Assert.Equal("enterprises 0, judged 0, changed 0", run.Detail);
        Assert.True(run.EndedAtUtc >= run.StartedAtUtc);
    }

    [Theory, EngineData]
    public async Task RunsOfMoreThanAYearAgo_AreLetGo_ByTheNextRunOfTheirJob(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var runs = new JobRunStore(database.Db);
        DateTime now = new(2026, 11, 25, 18, 0, 0);
        foreach (var (job, days) in new[] { ("a", JobRunStore.DaysKept + 1), ("a", JobRunStore.DaysKept - 1), ("b", JobRunStore.DaysKept + 1) })
        {
            await runs.BeginAsync(job, now.AddDays(-days), Cancellation);
        }

        await runs.EndAsync(await runs.BeginAsync("a", now, Cancellation), JobOutcome.Done, null, now, Cancellation);

        Assert.Equal(
            [("a", 0), ("b", JobRunStore.DaysKept + 1), ("a", JobRunStore.DaysKept - 1)],
            (await runs.ReadPageAsync(new(0, 10), Cancellation)).Items.Select(run => (run.Job, (now - run.StartedAtUtc).Days)));
    }

    [Theory, EngineData]
    public async Task AJobThatThrew_IsInTheHistoryWithItsReason(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var served = await ServedDatabase.StartAsync(database, Cancellation);

        await served.Scheduler.Scheduler.ScheduleJob(
            JobBuilder.Create<FailingJob>().WithIdentity(FailingJob.Key).Build(),
            TriggerBuilder.Create().StartNow().Build(),
            Cancellation);
        var run = await served.WaitForRunAsync(FailingJob.Key, Cancellation);

        Assert.Equal("tests.failing", run.Job);
        Assert.Equal(JobOutcome.Failed, run.Outcome);
        Assert.Equal("InvalidOperationException: The disk is full.", run.Detail);
    }

    [Theory, EngineData]
    public async Task ANightMissedWhileThePortalWasDown_IsMadeUpOnce(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await (await ServedDatabase.StartAsync(database, Cancellation)).DisposeAsync();
        await using (var connection = await database.Db.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                "UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = @Missed WHERE TRIGGER_NAME = @Name",
                new { Missed = TimeProvider.System.GetUtcNow().AddHours(-5).Ticks, Review.TriggerKey.Name });
        }

        await using var served = await ServedDatabase.StartAsync(database, Cancellation);
        var run = await served.WaitForRunAsync(Review.Key, Cancellation);
        var trigger = await served.Scheduler.Scheduler.GetTrigger(Review.TriggerKey, Cancellation);

        Assert.Equal(JobOutcome.Done, run.Outcome);
        Assert.Single(await served.ReadRunsAsync(Review.Key, Cancellation));
        Assert.Equal(new TimeSpan(18, 10, 0), trigger!.GetNextFireTimeUtc()!.Value.UtcDateTime.TimeOfDay);
    }

    [Fact]
    public async Task WhatTheTimetableNoLongerHas_IsForgotten_AndWhatItChangesIsMoved()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var served = await ServedDatabase.StartAsync(database, Cancellation);
        var scheduler = served.Scheduler.Scheduler;
        var old = new TimetableEntry(typeof(FailingJob), FailingJob.Key, "0 0 3 * * ?");

        await PortalScheduler.ApplyAsync(scheduler, [.. Timetable.All, old], Cancellation);
        Assert.True(await scheduler.CheckExists(FailingJob.Key, Cancellation));
        await PortalScheduler.ApplyAsync(scheduler, [Review with { Cron = "0 0 4 * * ?" }], Cancellation);
        var moved = (ICronTrigger?)await scheduler.GetTrigger(Review.TriggerKey, Cancellation);

        Assert.False(await scheduler.CheckExists(FailingJob.Key, Cancellation));
        Assert.Equal("0 0 4 * * ?", moved!.CronExpressionString);
    }
}
