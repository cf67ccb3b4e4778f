using Portal.Data.SpotChecks.Schedules;
using Quartz;

namespace Portal.SpotChecks.Schedules;

/// <summary>Begins campaigns that come again, at the moments drawn for them.</summary>
[DisallowConcurrentExecution]
public sealed class CampaignScheduleJob(ScheduleRunner runner) : IJob
{
    public static readonly JobKey Key = new("campaign-schedules", "spot-checks");

    public async Task Execute(IJobExecutionContext context)
    {
        var report = await runner.RunAsync(context.CancellationToken);
        context.Result = FormattableString.Invariant($"begun {report.Begun}, stopped {report.Stopped}");
    }
}
