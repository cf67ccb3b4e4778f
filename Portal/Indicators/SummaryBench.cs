using System.CommandLine;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Ledgers;
using Portal.Data.Storage;
using Portal.Ledgers;

namespace Portal.Indicators;

/// <summary>
/// Verb <c>bench summary</c>: files a province of 647 enterprises over years and measures 汇总报表 and the desk's figures of a
/// month and of a year, beside the plain aggregation of the raw rows that the rollups spare, and counts the rollups again.
/// </summary>
internal static class SummaryBench
{
    public static Command Build() => BenchProvince.Measure(
        "summary", "The summary report over years of a province, and counting its rollups again", 3_600_000, 36, RunAsync);

    private static async Task RunAsync(BenchProvince province, CancellationToken cancellation)
    {
        var (db, last) = (province.Db, province.LastMonth);
        var table = new SummaryTableDesk(new SummaryTableStore(db));
        var desk = new SummaryDesk(new IndicatorStore(db));
        foreach (var (name, period) in new[] { ("month", MonthSpan.Of(last.AddMonths(-3))), ("year", MonthSpan.Ending(last.AddMonths(-1), 12)) })
        {
            var raw = await QueryBench.MedianAsync($"plain aggregation of the raw rows of a {name}", () => AggregateAsync(db, period, cancellation));
            var summary = await QueryBench.MedianAsync(
                $"summary report of a {name}", () => table.AskAsync(new(period, EnterpriseScope.Everything, SummaryGroup.All, null, null), cancellation));
            var channel = await QueryBench.MedianAsync(
                $"summary report of a {name}, one channel",
                () => table.AskAsync(new(period, EnterpriseScope.Everything, SummaryGroup.All, Data.TimeLimits.Channel.Call, null), cancellation));
            var figures = await QueryBench.MedianAsync(
                $"desk figures of a {name}", () => desk.ReportAsync(period, EnterpriseScope.Everything, SummaryDepth.Screen, cancellation));
            await QueryBench.MedianAsync($"hot communities of a {name}", () => desk.CommunitiesAsync(period, EnterpriseScope.Everything, 10, cancellation));
            BenchProvince.Say($"ratio to plain aggregation, summary report of a {name}: {summary / raw:F3}");
            BenchProvince.Say($"ratio to plain aggregation, one channel of a {name}: {channel / raw:F3}");
            BenchProvince.Say($"ratio to plain aggregation, desk figures of a {name}: {figures / raw:F3}");
        }

        await BenchProvince.TimeAsync(
            "full depth of a year, its households counted from the rows, once",
            () => desk.ReportAsync(MonthSpan.Ending(last.AddMonths(-1), 12), EnterpriseScope.Everything, SummaryDepth.Full, cancellation));
        var (report, _) = await BenchProvince.TimeAsync($"rollups of {province.Rows} rows counted again", () => new RollupRebuild(db).RunAsync(cancellation));
        BenchProvince.Say($"counted again: {report.Months} months of enterprises, {report.Differences.Count} differences");
        await EmptyAsync(db, cancellation);
        (report, _) = await BenchProvince.TimeAsync($"rollups of {province.Rows} rows counted and written anew", () => new RollupRebuild(db).RunAsync(cancellation));
        BenchProvince.Say($"counted anew: {report.Months} months of enterprises, {report.Differences.Count} differences");
    }

    private static async Task EmptyAsync(Db db, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM MonthRollup;
            DELETE FROM LimitRollup;
            DELETE FROM HandlingRollup;
            DELETE FROM CommunityRollup;
            DELETE FROM CauseRollup;
            DELETE FROM HouseholdRollup;
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await connection.ExecuteAsync(new(sql, commandTimeout: 600, cancellationToken: cancellation));
    }

    /// <summary>The columns of 汇总报表 straight from the rows.</summary>
    private static async Task<int> AggregateAsync(Db db, MonthSpan period, CancellationToken cancellation)
    {
        const string sql = """
            SELECT EnterpriseCode, COUNT(*) AS Assigned,
                SUM(CASE WHEN Grade IN (1, 2) THEN 1 ELSE 0 END) AS Ordinary, SUM(CASE WHEN Grade = 3 THEN 1 ELSE 0 END) AS KeyCases,
                SUM(CASE WHEN Grade = 4 THEN 1 ELSE 0 END) AS Difficult, SUM(CASE WHEN FeedbackState IN (1, 2) THEN 1 ELSE 0 END) AS FedBack,
                SUM(CASE WHEN FeedbackState = 1 THEN 1 ELSE 0 END) AS OnTime, SUM(CASE WHEN FeedbackState = 3 THEN 1 ELSE 0 END) AS Overdue,
                SUM(CASE WHEN ClosingState IN (1, 2) THEN 1 ELSE 0 END) AS Closed, SUM(CASE WHEN Rating < 6 THEN 1 ELSE 0 END) AS Rated,
                SUM(CASE WHEN Rating < 6 THEN 6 - Rating ELSE 0 END) AS Points, SUM(CASE WHEN Rating <= 3 THEN 1 ELSE 0 END) AS Satisfied,
                SUM(HandlingMinutes) AS Minutes
            FROM LedgerRow
            WHERE IsCurrent = 1 AND FigureMonth IN @Months
            GROUP BY EnterpriseCode
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync(new CommandDefinition(sql, new { period.Months }, commandTimeout: 600, cancellationToken: cancellation))).AsList().Count;
    }

}
