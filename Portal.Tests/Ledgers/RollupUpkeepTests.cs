using Dapper;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Tests.Indicators;
using Portal.Tests.Ledgers.Cases;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers;

/// <summary>The rollups are right after every filing, and an older database never shows zeros for what is counted since.</summary>
public sealed class RollupUpkeepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnOlderFormat_IsCountedAgainOnce(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 51, 40, Cancellation, SlowSummary.Adorn);
        Assert.Empty((await new RollupRebuild(filed.Db).RunAsync(Cancellation)).Differences);
        var points = await ScalarAsync(filed.Db, "SELECT SUM(RatingPoints) FROM MonthRollup WHERE Slice = 0");

        // As a database was that an older portal has written.
        foreach (var sql in new[]
                 {
                     "DELETE FROM RollupFormat", "DELETE FROM HouseholdRollup", "DELETE FROM CommunityRollup", "DELETE FROM MonthRollup WHERE Slice > 3",
                     "UPDATE MonthRollup SET RatingPoints = 0, CallBacks = 0, Dispatches = 0",
                 })
        {
            await using var connection = await filed.Db.OpenAsync(Cancellation);
            await connection.ExecuteAsync(sql);
        }

        var upkeep = new RollupUpkeep(filed.Db, new RollupRebuild(filed.Db), Sample.Audit(filed.Db), TimeProvider.System);
        var first = await upkeep.RunAsync(Cancellation);
        var second = await upkeep.RunAsync(Cancellation);

        Assert.Equal(3, first!.Months);
        Assert.NotEmpty(first.Differences);
        Assert.Null(second);
        Assert.Equal(points, await ScalarAsync(filed.Db, "SELECT SUM(RatingPoints) FROM MonthRollup WHERE Slice = 0"));
        Assert.Empty((await new RollupRebuild(filed.Db).RunAsync(Cancellation)).Differences);
        Assert.Equal(1, await ScalarAsync(filed.Db, $"SELECT COUNT(*) FROM AuditEntry WHERE Action = '{nameof(AuditAction.RollupsRebuilt)}'"));
    }

    [Theory, EngineData]
    public async Task ARepeatInTheNextMonth_TakesTheCaseBeforeOutOfThoseSolvedAtOnce(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        string?[] october = [.. Sample.RowOf("2025-10", "1", (LedgerField.Address, "同一户")).Select(value => value?.Replace("-10-03 ", "-10-20 ", StringComparison.Ordinal))];
        await FileAsync("2025-10", october);
        Assert.Equal(1, await AtOnceAsync());

        await FileAsync("2025-11", Sample.RowOf("2025-11", "2", (LedgerField.Address, "同一户")));
        Assert.Equal(0, await AtOnceAsync());

        // Corrected: it was another household.
        await FileAsync("2025-11", Sample.RowOf("2025-11", "2", (LedgerField.Address, "另一户")));
        Assert.Equal(1, await AtOnceAsync());
        Assert.Empty((await new RollupRebuild(database.Db).RunAsync(Cancellation)).Differences);

        async Task FileAsync(string month, string?[] row)
        {
            var request = Sample.Request(Sample.Csv(row), DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(FilingStatus.Accepted, (await Sample.Intake(database.Db).ReceiveAsync(request, null, Cancellation)).Filing.Status);
        }

        Task<long> AtOnceAsync() => ScalarAsync(database.Db, "SELECT SolvedAtOnce FROM HouseholdRollup WHERE Month = '2025-10'");
    }

    private static async Task<long> ScalarAsync(Db db, string sql)
    {
        await using var connection = await db.OpenAsync(Cancellation);
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
