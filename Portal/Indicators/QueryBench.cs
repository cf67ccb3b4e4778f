using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Indicators;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Indicators;

/// <summary>
/// Verb <c>bench query</c>: files a million rows and measures the dashboard and the explorer over them, beside the
/// plain aggregation of the raw rows that the rollups spare.
/// </summary>
internal static class QueryBench
{
    private const int Runs = 15;

    public static Command Build()
    {
        var rows = new Option<int>("--rows") { Description = "Rows to store first", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("query", "Dashboard and explorer over a million stored rows") { rows };
        command.SetAction(async (parsed, cancellation) =>
        {
            var place = Directory.CreateTempSubdirectory("regulator-bench-").FullName;
            try
            {
                await RunAsync(place, parsed.GetValue(rows), cancellation);
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

    private static async Task RunAsync(string place, int rows, CancellationToken cancellation)
    {
        var db = Db.ForSqlite(Path.Combine(place, "portal.db"));
        await new Migrator(db, TimeProvider.System).MigrateAsync(cancellation);
        using var keys = PersonalData.Open(Path.Combine(place, "keys", "personal-data.json"));
        var plan = new DemoPlan { Scale = DemoScale.Province, Rows = rows };
        var stored = await FillAsync(db, keys, plan, cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stored: {stored} rows of 647 enterprises in {plan.Months} months, {Environment.ProcessorCount} cores"));

        var month = plan.FirstMonth.AddMonths(2);
        var desk = new SummaryDesk(new IndicatorStore(db));
        var explorer = new CaseStore(db, keys);
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
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio of dashboard to plain aggregation: {dashboard / raw:F2}"));
        await DeskBench.RunAsync(db, Rules(db, new(db, keys, TimeProvider.System)), month, MedianAsync, cancellation);
    }

    internal static async Task<int> FillAsync(Db db, PersonalData keys, DemoPlan plan, CancellationToken cancellation)
    {
        await new RegistryStore(db).AppendAsync(DemoRegistry.Build(plan), cancellation);
        var audit = new AuditLog(db, keys, TimeProvider.System);
        var intake = new LedgerIntake(new EnterpriseStore(db), Rules(db, audit), new LedgerStore(db, keys, audit), keys, TimeProvider.System);
        var stored = 0;
        foreach (var filing in DemoLedgers.Filings(plan))
        {
            var report = await filing.SendAsync(intake, Actor.CommandLine, cancellation);
            stored += report.Filing.IsCurrent ? report.Filing.RowsValid : 0;
        }

        return stored;
    }

    private static RuleBook Rules(Db db, AuditLog audit) =>
        new(new JurisdictionStore(db), new RuleSetStore(db, audit), new CalendarStore(db, audit), TimeProvider.System);

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
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {times[Runs / 2]:F1} ms median, {times[^1]:F1} ms slowest of {Runs}"));
        return times[Runs / 2];
    }
}
