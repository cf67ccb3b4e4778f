using Portal.Data.Access;
using Portal.Data.SpotChecks.Retention;
using Portal.Ledgers.Retention;
using Quartz;

namespace Portal.SpotChecks.Retention;

/// <summary>Gives up evidence and words of campaigns every night, after the same period as complainants of ledgers (S2-42).</summary>
[DisallowConcurrentExecution]
public sealed class TaskErasureJob(TaskErasure erasure, RetentionOptions options) : IJob
{
    public static readonly JobKey Key = new("retention", "spot checks");

    public async Task Execute(IJobExecutionContext context)
    {
        var report = await erasure.RunAsync(options.Months, Actor.Portal, context.CancellationToken);
        context.Result = FormattableString.Invariant($"through {report.ThroughMonth ?? "never"}, tasks {report.Tasks}, files {report.Files}");
    }
}
