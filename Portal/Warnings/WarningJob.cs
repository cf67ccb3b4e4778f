using Portal.Data.Ledgers;
using Portal.Data.Warnings;
using Quartz;

namespace Portal.Warnings;

/// <summary>
/// Looks for warnings: for one enterprise when the trigger names it, as it does after a filing; for all of them every
/// night, when days have passed without one. It also lets go of households of ledgers that are no longer kept.
/// </summary>
[DisallowConcurrentExecution]
public sealed class WarningJob(WarningWatch watch, WarningRetention retention, TimeProvider clock) : IJob
{
    /// <summary>Names the enterprise in the data of a trigger.</summary>
    public const string Enterprise = "enterprise";

    public static readonly JobKey Key = new("warnings", "warnings");

    public async Task Execute(IJobExecutionContext context)
    {
        var enterprise = context.MergedJobDataMap.GetString(Enterprise);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var report = await watch.RunAsync(enterprise is null ? null : [enterprise], LedgerIntake.LedgerNow(clock), nowUtc, context.CancellationToken);
        if (enterprise is null)
        {
            await retention.RunAsync(context.CancellationToken);
        }

        context.Result = FormattableString.Invariant(
            $"enterprises {report.Enterprises}, raised {report.Raised}, again {report.RaisedAgain}, lapsed {report.Lapsed}, muted {report.Muted}");
    }
}
