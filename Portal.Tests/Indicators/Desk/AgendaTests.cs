using Portal.Data.Access;
using Portal.Data.Indicators.Desk;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Tests.Access;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Indicators.Desk;

/// <summary>What needs action today, of the scope and nobody else's.</summary>
public sealed class AgendaTests
{
    private static readonly DateTime s_now = new(2025, 12, 11, 9, 0, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TheAgenda_CountsWhatWaits(Engine engine)
    {
        await using var ledger = await DeskLedger.FileAsync(engine, 31, 30, Cancellation);
        var first = DeskLedger.Enterprises[0];
        await FileAsync(ledger.Db, first, new(2025, 12, 1), Sample.RowOf("2025-12", "1", (LedgerField.Channel, "飞鸽")));
        var overdue = ledger.Rows.Count(row => row.At(LedgerField.ClosedAt) is null && Sample.JudgedAt > row.At(LedgerField.ReceivedAt)!.Value.AddHours(48));

        var agenda = await ReadAsync(ledger.Db, EnterpriseScope.Everything, s_now);
        var january = await ReadAsync(ledger.Db, EnterpriseScope.Everything, s_now.AddMonths(1));

        Assert.Empty(agenda.Overdue); // November came, December is not due
        Assert.Equal(DeskLedger.Enterprises.Count, january.Overdue.Count);
        Assert.All(january.Overdue, item => Assert.Equal((new DateOnly(2025, 12, 1), new DateOnly(2026, 1, 11)), (item.Month, item.Since)));
        Assert.Equal([(first, "2025-12", FilingStatus.Rejected)], agenda.Failed.Select(filing => (filing.EnterpriseCode, filing.Period, filing.Status)));
        Assert.Equal(overdue, agenda.OpenOverdue);
        Assert.Equal(DeskLedger.Enterprises, agenda.WithoutSupervisor.Select(enterprise => enterprise.Code).Order(StringComparer.Ordinal));

        // Sent again, and accepted: nothing has come back any more.
        await FileAsync(ledger.Db, first, new(2025, 12, 1), Sample.RowOf("2025-12", "1"));
        Assert.Empty((await ReadAsync(ledger.Db, EnterpriseScope.Everything, s_now)).Failed);
    }

    [Theory, EngineData]
    public async Task CasesDueToday_AreThoseWhoseFeedbackEndsBeforeMidnight(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        (LedgerField, string?)[] open =
        [
            (LedgerField.DispatchedAt, null), (LedgerField.RespondedAt, null), (LedgerField.ArrivedAt, null), (LedgerField.FedBackAt, null), (LedgerField.ClosedAt, null),
        ];
        using var file = Sample.Csv(
            Sample.RowOf("2025-12", "1", [.. open, (LedgerField.ReceivedAt, "2025-12-09 08:59:00")]), // due before now
            Sample.RowOf("2025-12", "2", [.. open, (LedgerField.ReceivedAt, "2025-12-09 10:00:00")]), // due today at ten
            Sample.RowOf("2025-12", "3", [.. open, (LedgerField.ReceivedAt, "2025-12-10 00:00:00")]), // due at midnight
            Sample.RowOf("2025-12", "4", [.. open, (LedgerField.ReceivedAt, "2025-12-09 10:00:00"), (LedgerField.FedBackAt, "2025-12-09 11:00:00")]));
        var report = await Sample.Intake(database.Db).ReceiveAsync(Sample.Request(file, new(2025, 12, 1), s_now.AddDays(-1).AddHours(12)), null, Cancellation);
        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);

        var agenda = await ReadAsync(database.Db, EnterpriseScope.Everything, s_now);

        Assert.Equal([("2", new DateTime(2025, 12, 11, 10, 0, 0))], agenda.DueToday.Select(item => (item.CaseNo, item.Due)));
        Assert.Empty((await ReadAsync(database.Db, EnterpriseScope.Of(DeskLedger.Officer("159999")), s_now)).DueToday);
    }

    [Theory, EngineData]
    public async Task AnotherCounty_IsNotInTheAgenda(Engine engine)
    {
        await using var ledger = await DeskLedger.FileAsync(engine, 32, 20, Cancellation);
        await FileAsync(ledger.Db, DeskLedger.Enterprises[0], new(2025, 12, 1), Sample.RowOf("2025-12", "1", (LedgerField.Channel, "飞鸽")));
        var south = EnterpriseScope.Of(DeskLedger.Officer(DeskLedger.South));

        var agenda = await ReadAsync(ledger.Db, south, s_now.AddMonths(1));
        var asked = await ReadAsync(ledger.Db, south with { JurisdictionCode = DeskLedger.North }, s_now.AddMonths(1));

        Assert.Equal(DeskLedger.Enterprises.Skip(7), agenda.Overdue.Select(item => item.Enterprise.Code).Order(StringComparer.Ordinal));
        Assert.Equal(DeskLedger.Enterprises.Skip(7), agenda.WithoutSupervisor.Select(item => item.Code).Order(StringComparer.Ordinal));
        Assert.Empty(agenda.Failed);
        Assert.Equal((0, 0, 0), (asked.Overdue.Count, asked.WithoutSupervisor.Count, asked.OpenOverdue));
    }

    private static async Task FileAsync(Db db, string enterprise, DateOnly month, string?[] row)
    {
        using var file = Sample.Csv(row);
        await Sample.Intake(db).ReceiveAsync(Sample.Request(file, month, s_now) with { EnterpriseCode = enterprise }, null, Cancellation);
    }

    private static Task<DeskAgenda> ReadAsync(Db db, EnterpriseScope scope, DateTime now)
    {
        var clock = new StillClock(now.AddHours(-8));
        return new AgendaDesk(new(db), new(db, Sample.Rules(db)), Sample.Rules(db), clock).ReadAsync(scope, Cancellation);
    }
}
