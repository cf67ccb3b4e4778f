using Portal.Data.Access.Audit;
using Quartz;

namespace Portal.Access.Audit;

/// <summary>
/// Checks after midnight what the audit log has got since the day before and seals the day that is over. The anchor
/// goes to the portal's own log as well, which no writer of the database can reach.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class AuditAnchorJob(AuditVerification verification, ILogger<AuditAnchorJob> log) : IJob
{
    public static readonly JobKey Key = new("audit-anchor", "access");

    public async Task Execute(IJobExecutionContext context)
    {
        var report = await verification.AnchorAsync(context.CancellationToken);
        if (report.First is { } first)
        {
            throw new InvalidDataException($"The audit log is damaged, {first}. Run 'audit verify', and keep the database as it is.");
        }

        LogSound(report.LastSeq, Convert.ToHexStringLower(report.LastHash));
        context.Result = FormattableString.Invariant($"entries {report.Entries}, anchors {report.Anchored}, last {report.LastSeq}");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The audit log is sound up to entry {Seq}, hash {Hash}")]
    private partial void LogSound(long seq, string hash);
}
