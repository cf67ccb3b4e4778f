using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers;

/// <summary>
/// A province of 647 enterprises in an embedded database of its own, filed through the real intake: what the benches that
/// need stored rows measure. It is removed after the run, or kept where <c>--data</c> says and taken again by the next run.
/// </summary>
internal sealed class BenchProvince : IDisposable
{
    /// <summary>Code of the topmost jurisdiction.</summary>
    public const string Code = "990000";

    private static readonly DateOnly s_lastMonth = new(2026, 4, 1);

    private readonly string _place;
    private readonly bool _isKept;

    private BenchProvince(string place, bool isKept)
    {
        (_place, _isKept) = (place, isKept);
        Db = Db.ForSqlite(File);
        Keys = PersonalData.Open(Path.Combine(place, "keys", "personal-data.json"));
        Audit = new(Db, Keys, TimeProvider.System);
        Rules = new(new JurisdictionStore(Db), new RuleSetStore(Db, Audit), new CalendarStore(Db, Audit), TimeProvider.System);
    }

    public Db Db { get; }

    public PersonalData Keys { get; }

    public AuditLog Audit { get; }

    public RuleBook Rules { get; }

    public DateOnly FirstMonth { get; private set; }

    public DateOnly LastMonth { get; private set; }

    /// <summary>Rows that count.</summary>
    public int Rows { get; private set; }

    private string File => Path.Combine(_place, "portal.db");

    /// <summary>A bench that measures over such a province.</summary>
    public static Command Measure(string name, string description, int rows, int months, Func<BenchProvince, CancellationToken, Task> measure)
    {
        var rowsOption = new Option<int>("--rows") { Description = "Rows to store first, in all months together", DefaultValueFactory = _ => rows };
        var monthsOption = new Option<int>("--months") { Description = "Months they are spread over", DefaultValueFactory = _ => months };
        var data = new Option<string?>("--data") { Description = "Directory in which the province is kept; one that holds a province is measured as it is" };
        var command = new Command(name, description) { rowsOption, monthsOption, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var kept = parsed.GetValue(data);
            using var province = new BenchProvince(kept is null ? Directory.CreateTempSubdirectory("regulator-bench-").FullName : Directory.CreateDirectory(kept).FullName, kept is not null);
            await province.FillAsync(parsed.GetValue(rowsOption), Math.Max(1, parsed.GetValue(monthsOption)), cancellation);
            await measure(province, cancellation);
            return 0;
        });
        return command;
    }

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Runs once and prints how long it took, with the time of both the clock and the processors.</summary>
    public static async Task<(T Result, double Seconds)> TimeAsync<T>(string name, Func<Task<T>> run)
    {
        using var process = Process.GetCurrentProcess();
        var (processor, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var result = await run();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        Say($"{name}: {seconds:F1} s, {(process.TotalProcessorTime - processor).TotalSeconds:F1} s of processor");
        return (result, seconds);
    }

    public void Dispose()
    {
        Keys.Dispose();
        Db.ClosePool();
        if (!_isKept)
        {
            Directory.Delete(_place, recursive: true);
        }
    }

    private async Task FillAsync(int rows, int months, CancellationToken cancellation)
    {
        const string known = "SELECT MIN(Month) AS First, MAX(Month) AS Last, COALESCE(SUM(Cases), 0) AS Cases FROM MonthRollup WHERE Slice = 0 AND Code = 0";

        await new Migrator(Db, TimeProvider.System).MigrateAsync(cancellation);
        if ((await new EnterpriseStore(Db).ReadListAsync(cancellation)).Count == 0)
        {
            var plan = new DemoPlan { Scale = DemoScale.Province, Rows = rows, FirstMonth = s_lastMonth.AddMonths(1 - months), Months = months };
            await new RegistryStore(Db).AppendAsync(DemoRegistry.Build(plan), cancellation);
            var intake = new LedgerIntake(new EnterpriseStore(Db), Rules, new LedgerStore(Db, Keys, Audit), Keys, TimeProvider.System);
            await TimeAsync("filed", async () =>
            {
                foreach (var filing in DemoLedgers.Filings(plan))
                {
                    await filing.SendAsync(intake, Actor.CommandLine, cancellation);
                }

                return rows;
            });
        }

        await using var connection = await Db.OpenAsync(cancellation);
        var stored = await connection.QuerySingleAsync<(string First, string Last, int Cases)>(new(known, cancellationToken: cancellation));
        (FirstMonth, LastMonth, Rows) = (Month(stored.First), Month(stored.Last), stored.Cases);
        var size = new FileInfo(File).Length / 1e9;
        Say($"stored: {Rows} rows of 647 enterprises, {stored.First} to {stored.Last}, {size:F1} GB, {Environment.ProcessorCount} cores");

        static DateOnly Month(string text) => DateOnly.ParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture);
    }
}
