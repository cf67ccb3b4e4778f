using System.Collections.Specialized;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Data.Storage;
using Quartz;
using Quartz.Impl;
using Quartz.Impl.AdoJobStore;
using Quartz.Impl.Matchers;
using Quartz.Logging;
using Quartz.Spi;

namespace Portal.Scheduling;

/// <summary>
/// Runs the timetable while the host runs (design §3). Triggers live in the portal's database: a time missed while
/// it was down is made up, and several portals on one SQL Server share the work.
/// </summary>
internal sealed class PortalScheduler(Db db, ScopedJobs jobs, JobRunListener listener, ILoggerFactory loggers) : IHostedService
{
    private IScheduler? _scheduler;

    /// <exception cref="InvalidOperationException">The host has not started.</exception>
    public IScheduler Scheduler => _scheduler ?? throw new InvalidOperationException("The scheduler has not started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LogContext.SetCurrentLogProvider(loggers);
        _scheduler = await new Factory(Settings(db)).GetScheduler(cancellationToken);
        _scheduler.JobFactory = jobs;
        _scheduler.ListenerManager.AddJobListener(listener, GroupMatcher<JobKey>.AnyGroup());
        await ApplyAsync(_scheduler, Timetable.All, cancellationToken);
        await _scheduler.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is not null)
        {
            await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
            // The log provider is one for the process; it must not outlive the loggers of this host.
            LogContext.SetCurrentLogProvider(NullLoggerFactory.Instance);
        }
    }

    /// <summary>
    /// Brings what is stored to the timetable. A trigger that is as it should be stays, with the time it was last due.
    /// </summary>
    internal static async Task ApplyAsync(IScheduler scheduler, IReadOnlyList<TimetableEntry> timetable, CancellationToken cancellation)
    {
        var stored = await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellation);
        await scheduler.DeleteJobs([.. stored.Except(timetable.Select(entry => entry.Key))], cancellation);
        foreach (var entry in timetable)
        {
            await scheduler.AddJob(entry.BuildJob(), replace: true, cancellation);
            var trigger = await scheduler.GetTrigger(entry.TriggerKey, cancellation);
            if (trigger is null)
            {
                await scheduler.ScheduleJob(entry.BuildTrigger(), cancellation);
            }
            else if ((trigger as ICronTrigger)?.CronExpressionString != entry.Cron)
            {
                await scheduler.RescheduleJob(entry.TriggerKey, entry.BuildTrigger(), cancellation);
            }
        }
    }

    private static NameValueCollection Settings(Db db)
    {
        var isServer = db.Engine is Engine.SqlServer;
        // Data sources are kept by name for the whole process, in which tests run several portals.
        var source = Guid.NewGuid().ToString("N");
        var settings = new NameValueCollection
        {
            ["quartz.scheduler.instanceName"] = "portal",
            ["quartz.scheduler.instanceId"] = isServer ? "AUTO" : "portal",
            ["quartz.threadPool.maxConcurrency"] = "2",
            ["quartz.jobStore.type"] = typeof(JobStoreTX).AssemblyQualifiedName,
            ["quartz.jobStore.driverDelegateType"] = (isServer ? typeof(SqlServerDelegate) : typeof(SQLiteDelegate)).AssemblyQualifiedName,
            ["quartz.jobStore.tablePrefix"] = "QRTZ_",
            ["quartz.jobStore.useProperties"] = "true",
            ["quartz.serializer.type"] = typeof(JobDataText).AssemblyQualifiedName,
            ["quartz.jobStore.clustered"] = isServer ? "true" : "false",
            ["quartz.jobStore.dataSource"] = source,
            [$"quartz.dataSource.{source}.provider"] = isServer ? "SqlServer" : "SQLite-Microsoft",
            [$"quartz.dataSource.{source}.connectionString"] = db.ConnectionString,
        };
        if (isServer)
        {
            // An UPDATE locks on every T-SQL server; the lock hints of the default are ignored by some.
            settings["quartz.jobStore.lockHandler.type"] = typeof(UpdateLockRowSemaphore).AssemblyQualifiedName;
        }

        return settings;
    }

    /// <summary>Keeps its scheduler to itself: the default factory hands out one per name and process.</summary>
    private sealed class Factory(NameValueCollection settings) : StdSchedulerFactory(settings)
    {
        private readonly SchedulerRepository _own = new();

        protected override ISchedulerRepository GetSchedulerRepository() => _own;
    }
}
