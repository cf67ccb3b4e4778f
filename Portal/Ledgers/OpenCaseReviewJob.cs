using Portal.Data.Ledgers;
using Quartz;

namespace Portal.Ledgers;

/// <summary>Judges open cases again every night, so that a deadline that has passed shows without a new filing (design §1).</summary>
[DisallowConcurrentExecution]
public sealed class OpenCaseReviewJob(OpenCaseReview review, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("open-case-review", "ledgers");

    public async Task Execute(IJobExecutionContext context)
    {
        var report = await review.RunAsync(LedgerIntake.LedgerNow(clock), context.CancellationToken);
        context.Result = FormattableString.Invariant($"enterprises {report.Enterprises}, judged {report.Judged}, changed {report.Changed}");
    }
}
