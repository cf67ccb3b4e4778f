using Portal.Data.Access;
using Portal.Data.Ledgers.Retention;
using Quartz;

namespace Portal.Ledgers.Retention;

/// <param name="Months">How many months complainants are kept after the end of their ledger month; 0 for ever.</param>
public sealed record RetentionOptions(int Months);

/// <summary>Anonymises every night what has become older than the period; a night without anything due changes nothing (S2-42).</summary>
[DisallowConcurrentExecution]
public sealed class RetentionJob(Anonymisation anonymisation, RetentionOptions options) : IJob
{
    public static readonly JobKey Key = new("retention", "ledgers");

    public async Task Execute(IJobExecutionContext context)
    {
        var report = await anonymisation.RunAsync(options.Months, Actor.Portal, context.CancellationToken);
        context.Result = FormattableString.Invariant($"through {report.ThroughMonth ?? "never"}, filings {report.Filings}, rows {report.Rows}");
    }
}
