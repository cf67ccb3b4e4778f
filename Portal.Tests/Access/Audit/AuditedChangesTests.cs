using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Audit;

/// <summary>Changes and what the log says of them afterwards.</summary>
public sealed class AuditedChangesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task EveryFiling_IsRecordedWithWhatBecameOfIt_ButNeitherADryRunNorARepeat(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var intake = Sample.Intake(database.Db);

        await intake.ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1")), isDryRun: true), null, Cancellation);
        await intake.ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1"))), null, Cancellation);
        await intake.ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1"))), null, Cancellation);
        await intake.ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1", (LedgerField.Channel, "飞鸽")))), null, Cancellation);
        await intake.ReceiveAsync(Sample.Request(new MemoryStream("no ledger at all"u8.ToArray())), null, Cancellation);

        var entries = await ReadAsync(database.Db);
        Assert.Equal(["FilingReceived", "FilingRejected", "FilingRejected"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(("handler", "Filing", Sample.EnterpriseCode), (entry.ActorName, entry.ObjectType, entry.EnterpriseCode)));
        Assert.Contains("\"status\":\"Accepted\"", entries[0].Detail, StringComparison.Ordinal);
        Assert.Contains("台账.csv", entries[0].Detail, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Rejected\"", entries[1].Detail, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Refused\"", entries[2].Detail, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task MappingsRuleSetsAndCalendars_AreRecorded_AndRefusedOnesAreNot(Engine engine)
    {
        const string year = """{ "years": [ { "year": 2031, "source": "notice", "off": { "元旦": ["2031-01-01"] }, "worked": { } } ] }""";
        await using var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var mappings = new MappingStore(database.Db, Sample.Audit(database.Db), TimeProvider.System);
        var rules = Sample.Rules(database.Db);
        var mapping = new ColumnMapping { Name = "甲", EnterpriseCode = Sample.EnterpriseCode };

        Assert.True(await mappings.ReplaceAsync(mapping, Sample.By("handler"), Cancellation));
        Assert.False(await mappings.ReplaceAsync(mapping with { EnterpriseCode = null }, Actor.CommandLine, Cancellation));
        await rules.AdoptAsync("S0", "159900", new(2025, 1, 1), Actor.CommandLine, Cancellation);
        await rules.AdoptAsync("S0", "no such place", new(2025, 1, 1), Actor.CommandLine, Cancellation);
        await rules.LoadCalendarAsync(year, Actor.CommandLine, Cancellation);
        await rules.LoadCalendarAsync("{}", Actor.CommandLine, Cancellation);

        var entries = await ReadAsync(database.Db);
        Assert.Equal(
            [("MappingReplaced", "甲"), ("RuleSetAdopted", "S0"), ("CalendarLoaded", "2031")],
            entries.Select(entry => (entry.Action, entry.ObjectId)));
        Assert.Equal("159900", entries[1].JurisdictionCode);
        Assert.True((await new AuditVerification(new ChainStore(database.Db), Sample.Keys, TimeProvider.System).VerifyAsync([], null, Cancellation)).IsSound);
    }

    private static async Task<IReadOnlyList<AuditEntry>> ReadAsync(Db db)
    {
        var page = await new AuditStore(db).ReadPageAsync(new(Actor.CommandLine), new(0, 50), Cancellation);
        return [.. page.Items.Reverse()];
    }
}
