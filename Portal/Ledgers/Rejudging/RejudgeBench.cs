using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers.Rejudging;

/// <summary>
/// Verb <c>bench rejudge</c>: files a year of a province and judges it again under one changed limit, and again with one
/// limit gone, which rewrites every row; beside it, in the same run, what reading the same rows and rewriting their
/// verdict texts by plain SQL takes.
/// </summary>
internal static class RejudgeBench
{
    private const string Province = "990000";

    public static Command Build()
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the year", DefaultValueFactory = _ => 1_200_000 };
        var command = new Command("rejudge", "A year of a province judged again, against plain SQL over the same rows") { rows };
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
        var audit = new AuditLog(db, keys, TimeProvider.System);
        var plan = new DemoPlan { Scale = DemoScale.Province, Rows = rows, Months = 12 };
        var book = new RuleBook(new JurisdictionStore(db), new RuleSetStore(db, audit), new CalendarStore(db, audit), TimeProvider.System);
        var stored = await FillAsync(db, keys, audit, book, plan, cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stored: {stored} rows of 647 enterprises in {plan.Months} months, {Environment.ProcessorCount} cores"));

        var overrides = new RuleOverrideStore(db, audit);
        await OverrideAsync(overrides, "S0-36", new() { Limit = new(20, LimitUnit.Minute) }, cancellation);
        await RejudgeAsync("judged again, S0-36 of 20 minutes", db, audit, book, plan, cancellation);
        await OverrideAsync(overrides, "S0-36", new() { IsOff = true }, cancellation);
        var all = await RejudgeAsync("judged again, S0-36 off", db, audit, book, plan, cancellation);
        var floor = await FloorAsync(db, plan, cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plain SQL, same rows read and every verdict text rewritten: {floor.TotalSeconds:F1} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio to plain SQL: {all / floor:F2}"));
    }

    private static async Task<TimeSpan> RejudgeAsync(string name, Db db, AuditLog audit, RuleBook book, DemoPlan plan, CancellationToken cancellation)
    {
        var enterprises = new EnterpriseStore(db);
        var jurisdictions = new JurisdictionStore(db);
        var rejudger = new Rejudger(
            db, new RejudgingStore(db, audit), book, enterprises, jurisdictions, new ScopeGate(enterprises, jurisdictions), TimeProvider.System);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var (_, id) = await rejudger.StartAsync(new(Province, plan.FirstMonth, plan.LastMonth, "bench rejudge"), Actor.CommandLine, cancellation);
        var run = await rejudger.RunAsync(id, Actor.CommandLine, null, cancellation);
        var elapsed = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: {elapsed.TotalSeconds:F1} s, {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds:F1} s of processor, {run!.RowsJudged} rows judged, {run.RowsChanged} rewritten"));
        return elapsed;
    }

    /// <summary>Month by month: every column that judging needs, and one statement that rewrites the text of every row.</summary>
    private static async Task<TimeSpan> FloorAsync(Db db, DemoPlan plan, CancellationToken cancellation)
    {
        const string read = """
            SELECT * FROM LedgerRow WHERE IsCurrent = 1 AND FigureMonth = @Month
            """;
        const string write = "UPDATE LedgerRow SET Verdicts = REPLACE(Verdicts, '|S0-37=', '|S9-37=') WHERE IsCurrent = 1 AND FigureMonth = @Month";

        var start = Stopwatch.GetTimestamp();
        for (var index = 0; index < plan.Months; index++)
        {
            var month = new { Month = plan.FirstMonth.AddMonths(index).ToString("yyyy-MM", CultureInfo.InvariantCulture) };
            await using var connection = await db.OpenAsync(cancellation);
            await using (var reader = await connection.ExecuteReaderAsync(new CommandDefinition(read, month, cancellationToken: cancellation)))
            {
                var values = new object[reader.FieldCount];
                while (await reader.ReadAsync(cancellation))
                {
                    reader.GetValues(values);
                }
            }

            await connection.ExecuteAsync(new(write, month, commandTimeout: 600, cancellationToken: cancellation));
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static Task<long?> OverrideAsync(RuleOverrideStore overrides, string rule, RuleChange change, CancellationToken cancellation) => overrides.AppendAsync(
        new()
        {
            JurisdictionCode = Province,
            SetCode = "S0",
            RuleId = rule,
            EffectiveFrom = new(2000, 1, 1),
            Change = change,
            Reason = "bench rejudge",
            DecidedBy = Actor.CommandLine.Name,
            DecidedAtUtc = DecisionTime.Now(TimeProvider.System),
        },
        Actor.CommandLine,
        cancellation);

    private static async Task<int> FillAsync(Db db, PersonalData keys, AuditLog audit, RuleBook book, DemoPlan plan, CancellationToken cancellation)
    {
        await new RegistryStore(db).AppendAsync(DemoRegistry.Build(plan), cancellation);
        var intake = new LedgerIntake(new EnterpriseStore(db), book, new LedgerStore(db, keys, audit), keys, TimeProvider.System);
        var stored = 0;
        foreach (var filing in DemoLedgers.Filings(plan))
        {
            var report = await filing.SendAsync(intake, Actor.CommandLine, cancellation);
            stored += report.Filing.IsCurrent ? report.Filing.RowsValid : 0;
        }

        return stored;
    }
}
