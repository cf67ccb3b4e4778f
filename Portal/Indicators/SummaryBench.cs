using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Storage;

namespace Portal.Indicators;

/// <summary>
/// Verb <c>bench summary</c>: files a province of 647 enterprises over years and measures 汇总报表 and the desk's figures of a
/// month and of a year, beside the plain aggregation of the raw rows that the rollups spare, and counts the rollups again.
/// </summary>
internal static class SummaryBench
{
    public static Command Build()
    {
        var rows = new Option<int>("--rows") { Description = "Rows to store first, in all months together", DefaultValueFactory = _ => 3_600_000 };
        var months = new Option<int>("--months") { Description = "Months they are spread over, at least 12", DefaultValueFactory = _ => 36 };
        var command = new Command("summary", "The summary report over years of a province, and counting its rollups again") { rows, months };
        command.SetAction(async (parsed, cancellation) =>
        {
            var place = Directory.CreateTempSubdirectory("regulator-bench-").FullName;
            try
            {
                await RunAsync(place, parsed.GetValue(rows), Math.Max(12, parsed.GetValue(months)), cancellation);
                return 0;
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                Directory.Delete(place, recursive: true);
            }
        });
        return command;
    }

    private static async Task RunAsync(string place, int rows, int months, CancellationToken cancellation)
    {
        var file = Path.Combine(place, "portal.db");
        var db = Db.ForSqlite(file);
        await new Migrator(db, TimeProvider.System).MigrateAsync(cancellation);
        using var keys = PersonalData.Open(Path.Combine(place, "keys", "personal-data.json"));
        var last = new DateOnly(2026, 4, 1);
        var plan = new DemoPlan { Scale = DemoScale.Province, Rows = rows, FirstMonth = last.AddMonths(1 - months), Months = months };
        var start = Stopwatch.GetTimestamp();
        var stored = await QueryBench.FillAsync(db, keys, plan, cancellation);
        Say($"stored: {stored} rows of 647 enterprises in {months} months in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, {new FileInfo(file).Length / 1e9:F1} GB, {Environment.ProcessorCount} cores");

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
            Say($"ratio to plain aggregation, summary report of a {name}: {summary / raw:F3}");
            Say($"ratio to plain aggregation, one channel of a {name}: {channel / raw:F3}");
            Say($"ratio to plain aggregation, desk figures of a {name}: {figures / raw:F3}");
        }

        start = Stopwatch.GetTimestamp();
        await desk.ReportAsync(MonthSpan.Ending(last.AddMonths(-1), 12), EnterpriseScope.Everything, SummaryDepth.Full, cancellation);
        Say($"full depth of a year, its households counted from the rows: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms, once");

        start = Stopwatch.GetTimestamp();
        var report = await new RollupRebuild(db).RunAsync(cancellation);
        Say($"rollups of {stored} rows counted again: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, {report.Months} months of enterprises, {report.Differences.Count} differences");
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

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
