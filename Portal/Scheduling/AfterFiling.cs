using System.Threading.Channels;
using Portal.Data.Ledgers;
using Portal.Warnings;
using Quartz;

namespace Portal.Scheduling;

/// <summary>
/// Has the enterprise looked at for warnings as soon as its filing is committed. The filing only drops its code here;
/// the trigger is written by this service, into the database, so that a look that was due when the portal stopped is
/// made up when it is back.
/// </summary>
internal sealed class AfterFiling(LedgerIntake intake, PortalScheduler scheduler, ILogger<AfterFiling> log) : BackgroundService
{
    private readonly Channel<string> _filed = Channel.CreateUnbounded<string>();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        intake.Accepted += Remember;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        intake.Accepted -= Remember;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var code in _filed.Reader.ReadAllAsync(stoppingToken))
            {
                await TryTriggerAsync(code, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A host that never came up, because its port is taken, ends its services without stopping them first: no failure of this one.
        }
    }

    private async Task TryTriggerAsync(string code, CancellationToken cancellation)
    {
        try
        {
            await TriggerAsync(scheduler.Scheduler, code, cancellation);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            // The nightly run will look at the enterprise all the same.
            log.LogError(exception, "The look for warnings after the filing of {Enterprise} could not be scheduled.", code);
        }
    }

    /// <summary>One trigger for each enterprise: whoever files twice at once is looked at once.</summary>
    private static async Task TriggerAsync(IScheduler scheduler, string code, CancellationToken cancellation)
    {
        var trigger = TriggerBuilder.Create()
            .WithIdentity("filed " + code, WarningJob.Key.Group)
            .ForJob(WarningJob.Key)
            .UsingJobData(WarningJob.Enterprise, code)
            .StartNow()
            .Build();
        if (!await scheduler.CheckExists(trigger.Key, cancellation))
        {
            await scheduler.ScheduleJob(trigger, cancellation);
        }
    }

    private void Remember(Filing filing) => _filed.Writer.TryWrite(filing.EnterpriseCode);
}
