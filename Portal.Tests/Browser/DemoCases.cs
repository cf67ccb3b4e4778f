using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Tests.Ledgers;

namespace Portal.Tests.Browser;

/// <summary>One accepted ledger of the demonstration enterprise, with a case of every verdict.</summary>
internal static class DemoCases
{
    public const string Period = "2025-08";
    public const string MetNo = "TS-2025-0001";
    public const string LateNo = "TS-2025-0002";

    /// <summary>The case whose first response came 15 minutes too late.</summary>
    public static long LateId { get; } = LedgerStore.RowId(DemoPortal.CasesFiling, 1);

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        using var file = Sample.Csv([.. Rows()]);
        var request = Sample.Request(file, new(2025, 8, 1), new(2025, 9, 5, 9, 0, 0)) with { EnterpriseCode = DemoPortal.EnterpriseCode, SubmittedBy = Sample.By(DemoUsers.Enterprise) };
        var report = await services.GetRequiredService<LedgerIntake>().ReceiveAsync(request, null, cancellation);
        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
        Assert.Equal(DemoPortal.CasesFiling, report.Filing.Id);
    }

    private static string?[] Row(string caseNo, params (LedgerField Field, string? Value)[] changes) =>
        Sample.RowOf(Period, caseNo, [(LedgerField.ComplainantPhone, "1990000" + caseNo[^4..]), .. changes]);

    private static IEnumerable<string?[]> Rows()
    {
        yield return Row(MetNo);
        yield return Row(LateNo, (LedgerField.RespondedAt, "2025-08-03 08:45:00"), (LedgerField.Content, "暖气不热,已有三天"));
        yield return Row("TS-2025-0003", (LedgerField.RespondedAt, null));
        yield return Row(
            "TS-2025-0004",
            (LedgerField.FedBackAt, null), (LedgerField.ClosedAt, null), (LedgerField.Rating, null));
        yield return Row(
            "TS-2025-0005",
            (LedgerField.ReceivedAt, "2025-08-30 23:50:00"), (LedgerField.DispatchedAt, null), (LedgerField.RespondedAt, null),
            (LedgerField.ArrivedAt, null), (LedgerField.FedBackAt, null), (LedgerField.ClosedAt, null), (LedgerField.Rating, null),
            (LedgerField.Channel, "转办"));
        for (var number = 6; number <= 60; number++)
        {
            yield return Row(FormattableString.Invariant($"TS-2025-{number:0000}"), (LedgerField.Content, $"第{number}件:室温偏低"));
        }
    }
}
