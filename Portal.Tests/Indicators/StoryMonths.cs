using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers;

namespace Portal.Tests.Indicators;

/// <summary>Ledgers of two months for stories about figures: 12 cases, then 15, in months that no other story uses.</summary>
internal static class StoryMonths
{
    /// <summary>Files the same two ledgers as the stories before; the portal recognises them.</summary>
    /// <param name="vary">What the case of that number has instead.</param>
    public static async Task FileAsync(RunningPortal portal, DateOnly first, Func<int, (LedgerField Field, string? Value)[]> vary)
    {
        foreach (var (month, cases) in new[] { (first, 12), (first.AddMonths(1), 15) })
        {
            var rows = Enumerable.Range(1, cases).Select(number => Sample.Row(
                $"{month:yyyyMM}{number:00}",
                [
                    (LedgerField.ReceivedAt, $"{month:yyyy-MM}-03 08:00:00"),
                    (LedgerField.DispatchedAt, $"{month:yyyy-MM}-03 08:05:00"),
                    (LedgerField.RespondedAt, $"{month:yyyy-MM}-03 08:20:00"),
                    (LedgerField.ArrivedAt, $"{month:yyyy-MM}-03 09:30:00"),
                    (LedgerField.FedBackAt, $"{month:yyyy-MM}-03 15:00:00"),
                    (LedgerField.ClosedAt, $"{month:yyyy-MM}-03 16:00:00"),
                    (LedgerField.Content, $"室温偏低 {number}"),
                    .. vary(number).Select(change => (change.Field, change.Value?.Replace("{month}", $"{month:yyyy-MM}", StringComparison.Ordinal))),
                ]));
            using var file = Sample.Csv([.. rows]);
            var report = await portal.Services.GetRequiredService<LedgerIntake>().ReceiveAsync(
                Sample.Request(file, month, month.AddMonths(1).AddDays(4).ToDateTime(new(9, 0))) with { EnterpriseCode = DemoPortal.EnterpriseCode },
                null,
                TestContext.Current.CancellationToken);
            Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
        }
    }
}
