using System.Globalization;
using Portal.Data.Scheduling;
using Quartz;

namespace Portal.Scheduling;

/// <summary>
/// Records every run of every job and logs the failed ones under the run's number. A job reports of itself through
/// <see cref="IJobExecutionContext.Result"/>.
/// </summary>
internal sealed class JobRunListener(JobRunStore runs, TimeProvider clock, ILogger<JobRunListener> log) : IJobListener
{
    private const string RunId = "run";

    public string Name => nameof(JobRunListener);

    public Task JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => KeepAsync(context, async job =>
        context.Put(RunId, await runs.BeginAsync(job, Now(), cancellationToken)));

    public Task JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task JobWasExecuted(
        IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        var run = context.Get(RunId) as long?;
        var failure = jobException?.GetBaseException();
        if (failure is not null)
        {
            log.LogError(failure, "Job {Job} failed; run {Run}.", context.JobDetail.Key, run);
        }

        // The run is ended even while the portal shuts down.
        return run is null ? Task.CompletedTask : KeepAsync(context, _ => failure is null
            ? runs.EndAsync(run.Value, JobOutcome.Done, Convert.ToString(context.Result, CultureInfo.InvariantCulture), Now(), CancellationToken.None)
            : runs.EndAsync(run.Value, JobOutcome.Failed, $"{failure.GetType().Name}: {failure.Message}", Now(), CancellationToken.None));
    }

    /// <summary>The history is not worth the work itself: what a listener throws would leave the trigger stuck.</summary>
    private async Task KeepAsync(IJobExecutionContext context, Func<string, Task> write)
    {
        var job = context.JobDetail.Key.ToString();
        try
        {
            await write(job);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogError(exception, "The run of {Job} could not be recorded.", job);
        }
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
