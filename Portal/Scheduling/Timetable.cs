using Portal.Access.Audit;
using Portal.Ledgers;
using Portal.Ledgers.Retention;
using Portal.SpotChecks.Retention;
using Portal.SpotChecks.Schedules;
using Portal.Warnings;
using Quartz;

namespace Portal.Scheduling;

/// <summary>A job and when it runs.</summary>
public sealed record TimetableEntry(Type Job, JobKey Key, string Cron)
{
    public TriggerKey TriggerKey => new(Key.Name, Key.Group);

    public IJobDetail BuildJob() => JobBuilder.Create(Job).WithIdentity(Key).StoreDurably().Build();

    /// <summary>A time missed while the portal was down is made up once when it is back.</summary>
    public ITrigger BuildTrigger() => TriggerBuilder.Create()
        .WithIdentity(TriggerKey)
        .ForJob(Key)
        .WithCronSchedule(Cron, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireHandlingInstructionFireAndProceed())
        .Build();
}

/// <summary>Every job and when it runs. Nothing is scheduled anywhere else.</summary>
public static class Timetable
{
    public static IReadOnlyList<TimetableEntry> All { get; } =
    [
        Nightly<AuditAnchorJob>(AuditAnchorJob.Key, new(0, 10)),
        Nightly<OpenCaseReviewJob>(OpenCaseReviewJob.Key, new(2, 10)),
        // After the review, whose verdicts the night's warnings stand beside.
        Nightly<WarningJob>(WarningJob.Key, new(2, 40)),
        Nightly<RetentionJob>(RetentionJob.Key, new(3, 10)),
        Nightly<TaskErasureJob>(TaskErasureJob.Key, new(3, 20)),
        new(typeof(CampaignScheduleJob), CampaignScheduleJob.Key, "0 5/15 * * * ?"),
    ];

    /// <param name="time">
    /// In China Standard Time. It is eight hours ahead of UTC all year, and told in UTC the timetable needs no time
    /// zone data of the machine.
    /// </param>
    private static TimetableEntry Nightly<TJob>(JobKey key, TimeOnly time)
        where TJob : IJob
    {
        var utc = time.AddHours(-8);
        return new(typeof(TJob), key, FormattableString.Invariant($"0 {utc.Minute} {utc.Hour} * * ?"));
    }
}
