using Portal.Data.Ledgers;
using Portal.Data.Warnings;
using Portal.Ledgers;

namespace Portal.Warnings;

/// <summary>Looks at the enterprise whose ledger was filed from the command line, as the job does after a filing on the page.</summary>
public sealed class WarningImport(WarningWatch watch, TimeProvider clock) : ImportSequel
{
    public override async Task<string> RunAsync(Filing filing, CancellationToken cancellation)
    {
        var report = await watch.RunAsync([filing.EnterpriseCode], LedgerIntake.LedgerNow(clock), clock.GetUtcNow().UtcDateTime, cancellation);
        return $"Looked for warnings: {report.Words}";
    }
}
