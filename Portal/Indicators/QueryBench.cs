using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Ledgers;

namespace Portal.Indicators;

/// <summary>
/// Verb <c>bench query</c>: files a million rows and measures the dashboard and the explorer over them, beside the
/// plain aggregation of the raw rows that the rollups spare.
/// </summary>
internal static class QueryBench
{
    private const int Runs = 15;

    public static Command Build() =>
        BenchProvince.Measure("query", "Dashboard and explorer over a million stored rows", 1_000_000, 6, RunAsync);

    private static async Task RunAsync(BenchProvince province, CancellationToken cancellation)
    {
        var db = province.Db;
        var month = province.LastMonth.AddMonths(-3);
        var desk = new SummaryDesk(new IndicatorStore(db));
        var explorer = new CaseStore(db, province.Keys);
        var filter = new CaseFilter { Scope = EnterpriseScope.Everything, FromMonth = month, ToMonth = month };
        var raw = await MedianAsync("plain aggregation of the month's raw rows", () => AggregateAsync(db, month, cancellation));
        var dashboard = await MedianAsync(
            "dashboard query of the month", () => desk.ReportAsync(MonthSpan.Of(month), EnterpriseScope.Everything, SummaryDepth.Screen, cancellation));
        await MedianAsync("explorer, month, page 1", () => PageAsync(explorer, filter, cancellation));
        await MedianAsync(
            "explorer, month and type and late limit, page 1",
            () => PageAsync(explorer, filter with { ComplaintType = ComplaintType.FaultRepair, Verdict = new("S0-37", Verdict.Late) }, cancellation));
        await MedianAsync("explorer, month, words in the content, page 1", () => PageAsync(explorer, filter with { Text = "室温" }, cancellation));
        await MedianAsync("explorer, all months, page 1", () => PageAsync(explorer, new CaseFilter { Scope = EnterpriseScope.Everything }, cancellation));
        BenchProvince.Say($"ratio of dashboard to plain aggregation: {dashboard / raw:F2}");
        await DeskBench.RunAsync(db, province.Rules, month, MedianAsync, cancellation);
    }

    private static Task<Page<CaseLine>> PageAsync(CaseStore explorer, CaseFilter filter, CancellationToken cancellation) =>
        explorer.ReadPageAsync(filter, CaseSort.ReceivedAt, descending: true, new(0, 50), cancellation);

    private static async Task<int> AggregateAsync(Db db, DateOnly month, CancellationToken cancellation)
    {
        const string sql = """
            SELECT EnterpriseCode, COUNT(*) AS Cases, SUM(IsComplete) AS Complete, SUM(CASE WHEN FeedbackState IN (1, 2) THEN 1 ELSE 0 END) AS FedBack,
                SUM(CASE WHEN ClosingState IN (1, 2) THEN 1 ELSE 0 END) AS Closed, SUM(HandlingMinutes) AS Minutes,
                SUM(CASE WHEN Verdicts LIKE '%|S0-37=L%' THEN 1 ELSE 0 END) AS Late
            FROM LedgerRow
            WHERE FigureMonth = @Month AND IsCurrent = 1
            GROUP BY EnterpriseCode
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var lines = await connection.QueryAsync(new CommandDefinition(
            sql, new { Month = month.ToString("yyyy-MM", CultureInfo.InvariantCulture) }, cancellationToken: cancellation));
        return lines.AsList().Count;
    }

    /// <summary>In milliseconds, after one run that warms caches and code.</summary>
    internal static async Task<double> MedianAsync<T>(string name, Func<Task<T>> run)
    {
        await run();
        var times = new List<double>();
        for (var index = 0; index < Runs; index++)
        {
            var start = Stopwatch.GetTimestamp();
            await run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        BenchProvince.Say($"{name}: {times[Runs / 2]:F1} ms median, {times[^1]:F1} ms slowest of {Runs}");
        return times[Runs / 2];
    }
}
