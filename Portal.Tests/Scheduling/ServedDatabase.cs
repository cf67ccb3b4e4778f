using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Scheduling;
using Portal.Ledgers;
using Portal.Registry;
using Portal.Scheduling;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;
using Portal.TimeLimits;
using Quartz;

namespace Portal.Tests.Scheduling;

/// <summary>The real scheduler with the real timetable over a database of the test, without the web around it.</summary>
internal sealed class ServedDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ServedDatabase(ServiceProvider services) => _services = services;

    public PortalScheduler Scheduler => _services.GetRequiredService<PortalScheduler>();

    public JobRunStore Runs => _services.GetRequiredService<JobRunStore>();

    public static async Task<ServedDatabase> StartAsync(TestDatabase database, CancellationToken cancellation)
    {
        var services = new ServiceCollection()
            .AddSingleton(database.Db)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Sample.Keys)
            .AddSingleton<AuditLog>()
            .AddLogging(logging => logging.ClearProviders())
            .AddLocalization()
            .AddRegistry()
            .AddTimeLimits()
            .AddSingleton<ScopeGate>()
            .AddSingleton<OpenCaseStore>()
            .AddSingleton<OpenCaseReview>()
            .AddScoped<OpenCaseReviewJob>()
            .AddScoped<FailingJob>()
            .AddScheduling()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var served = new ServedDatabase(services);
        await served.Scheduler.StartAsync(cancellation);
        return served;
    }

    /// <summary>The latest run of the job once it has ended. Others may run at the same time: the timetable goes by the real clock.</summary>
    public async Task<JobRun> WaitForRunAsync(JobKey job, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await tick.WaitForNextTickAsync(deadline.Token))
        {
            if (await ReadRunsAsync(job, deadline.Token) is [{ EndedAtUtc: not null } run, ..])
            {
                return run;
            }
        }

        throw new InvalidOperationException("No job ran.");
    }

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<JobRun>> ReadRunsAsync(JobKey job, CancellationToken cancellation) =>
        [.. (await Runs.ReadPageAsync(new(0, 50), cancellation)).Items.Where(run => run.Job == job.ToString())];

    public async ValueTask DisposeAsync()
    {
        await Scheduler.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
