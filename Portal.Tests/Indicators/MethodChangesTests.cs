using Dapper;
using Portal.Data.Indicators;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Indicators;

/// <summary>Months that were judged again stand beside months that were not: a trend across them says so.</summary>
public sealed class MethodChangesTests
{
    private static readonly MonthSpan s_trend = new(new(2025, 1, 1), new(2025, 12, 1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task MonthsJudgedAgain_AreMarked_WithTheRun_WhereSomethingCameOutOtherwise(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await new JurisdictionStore(database.Db).AppendAsync([Place("15", null), Place("1525", "15"), Place("152501", "1525"), Place("1526", "15")], Cancellation);
        await using var connection = await database.Db.OpenAsync(Cancellation);
        await RunAsync("1525", "2025-04", "2025-04", changed: 3);
        var again = await RunAsync("1525", "2025-04", "2025-04", changed: 1);
        await RunAsync("1525", "2025-06", "2025-06", changed: 0); // came out the same
        await RunAsync("1526", "2025-07", "2025-07", changed: 9); // another league
        await RunAsync("1525", "2024-01", "2026-12", changed: 9); // the whole trend: no break in it
        var above = await RunAsync("15", "2024-11", "2025-02", changed: 2);

        Assert.Equal([(new(2025, 1, 1), new(2025, 2, 1), null), (new(2025, 4, 1), new(2025, 4, 1), again)], await MarksAsync("1525"));
        Assert.Equal([above, again], (await MarksAsync("15")).Select(mark => mark.Run));
        Assert.Equal([null, null], (await MarksAsync(null)).Select(mark => mark.Run));

        async Task<List<(DateOnly On, DateOnly? Last, long? Run)>> MarksAsync(string? jurisdiction)
        {
            SubjectEnterprise enterprise = new() { Code = "x", Name = "x", NameEn = "x", JurisdictionCode = "152501" };
            var lines = await MethodChanges.ReadAsync(connection, s_trend, Cancellation);
            return [.. (await MethodChanges.ConcerningAsync(connection, lines, [enterprise], jurisdiction, Cancellation))
                .OrderBy(change => change.On).Select(change => (change.On, change.LastMonth, change.RejudgingId))];
        }

        async Task<long> RunAsync(string place, string from, string to, int changed)
        {
            var insert = $"""
                INSERT INTO Rejudging (JurisdictionCode, FromMonth, ToMonth, RulesAsOfUtc, JudgedAt, Reason, StartedBy, StartedAtUtc)
                VALUES (@place, @from, @to, @At, @At, 'why', 'leader', @At)
                {database.Db.ReturningId}
                """;
            const string part = """
                INSERT INTO RejudgingPart (RejudgingId, Month, EnterpriseCode, RowsJudged, RowsChanged) VALUES (@id, @from, 'x', 10, @changed)
                """;
            var id = await connection.ExecuteScalarAsync<long>(insert, new { place, from, to, At = new DateTime(2026, 1, 1) });
            await connection.ExecuteAsync(part, new { id, from, changed });
            return id;
        }

        static Jurisdiction Place(string code, string? parent) =>
            new() { Code = code, ParentCode = parent, Name = code, NameEn = code, Level = JurisdictionLevel.County };
    }
}
