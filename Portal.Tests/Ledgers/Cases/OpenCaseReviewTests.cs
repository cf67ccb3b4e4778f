using Dapper;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Cases;

public sealed class OpenCaseReviewTests
{
    private static readonly DateTime s_soon = new(2025, 11, 3, 10, 0, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task Run_WhenALimitHasPassed_TurnsOpenIntoOverdueWithItsFigures(Engine engine)
    {
        await using var database = await StartAsync(engine);
        var review = Review(database.Db);
        Assert.Equal((1, 0, 0), await FeedbackAsync(database.Db));

        Assert.Equal(new OpenCaseReport(1, 1, 0), await review.RunAsync(s_soon.AddHours(1), Cancellation)); // nothing is due yet
        Assert.Equal(new OpenCaseReport(1, 1, 1), await review.RunAsync(s_soon.AddDays(3), Cancellation));

        Assert.Equal((0, 1, 1), await FeedbackAsync(database.Db));
        Assert.Equal(new OpenCaseReport(0, 0, 0), await review.RunAsync(s_soon.AddDays(4), Cancellation)); // overdue stays overdue
        Assert.Empty((await new RollupRebuild(database.Db).RunAsync(Cancellation)).Differences);
    }

    [Theory, EngineData]
    public async Task Rebuild_OfFiguresThatAreRight_FindsNoDifference(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 21, 60, Cancellation);

        var report = await new RollupRebuild(filed.Db).RunAsync(Cancellation);

        Assert.Equal(3, report.Months);
        Assert.Empty(report.Differences);
    }

    [Theory, EngineData]
    public async Task Rebuild_OfFiguresThatAreWrong_TellsAndRightsThem(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 22, 60, Cancellation);
        await using (var connection = await filed.Db.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("UPDATE MonthRollup SET Cases = Cases + 1 WHERE Month = '2025-10' AND Slice = 0");
            await connection.ExecuteAsync("DELETE FROM LimitRollup WHERE RuleId = 'S0-37' AND Month = '2025-10'");
            await connection.ExecuteAsync(
                "INSERT INTO HandlingRollup (EnterpriseCode, Month, DayTenths, Cases) VALUES (@Code, '2024-01', 3, 7)", new { Code = RandomLedger.Water });
        }

        var first = await new RollupRebuild(filed.Db).RunAsync(Cancellation);
        var second = await new RollupRebuild(filed.Db).RunAsync(Cancellation);

        Assert.Equal(
            [("2025-10", "MonthRollup", "0 0"), ("2025-10", "LimitRollup", "S0-37"), ("2024-01", "HandlingRollup", "3")],
            first.Differences.Select(difference => (difference.Month, difference.Table, difference.Key)));
        Assert.Equal((null, "7"), (first.Differences[2].Counted, first.Differences[2].Stored));
        Assert.StartsWith("60 ", first.Differences[0].Counted, StringComparison.Ordinal);
        Assert.Empty(second.Differences);
    }

    private static async Task<TestDatabase> StartAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var open = Sample.Row("1", (LedgerField.FedBackAt, null), (LedgerField.ClosedAt, null), (LedgerField.Rating, null));
        var request = Sample.Request(Sample.Csv(open), asOf: s_soon);
        Assert.Equal(FilingStatus.Accepted, (await Sample.Intake(database.Db).ReceiveAsync(request, null, Cancellation)).Filing.Status);
        return database;
    }

    private static OpenCaseReview Review(Db db) => new(
        new OpenCaseStore(db), new EnterpriseStore(db), Sample.Rules(db));

    private static async Task<(int OpenInTime, int OpenOverdue, int FeedbackOverdue)> FeedbackAsync(Db db)
    {
        const string sql = """
            SELECT L.OpenInTime, L.OpenOverdue, M.FeedbackOverdue
            FROM LimitRollup L
            INNER JOIN MonthRollup M ON M.Month = L.Month AND M.EnterpriseCode = L.EnterpriseCode AND M.Slice = 0
            WHERE L.RuleId = 'S0-39'
            """;

        await using var connection = await db.OpenAsync(Cancellation);
        return await connection.QuerySingleAsync<(int, int, int)>(sql);
    }
}
