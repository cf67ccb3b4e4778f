using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dapper;
using ExcelDataReader;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers;

/// <summary>
/// Verb <c>bench ingest</c>: files one large workbook and measures, in the same run, what the bare reader and the bare
/// insert of the same rows take. Every stage runs in a process of its own, so that its peak memory is its own.
/// </summary>
internal static class IngestBench
{
    private const string FileName = "ingest.xlsx";

    public static Command Build()
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the workbook", DefaultValueFactory = _ => 200_000 };
        var stage = new Option<string?>("--stage") { Description = "One stage only", Hidden = true };
        var directory = new Option<string?>("--directory") { Description = "Where the stages meet", Hidden = true };
        var command = new Command("ingest", "Files a workbook of 200,000 rows against the bare reader and the bare insert") { rows, stage, directory };
        command.SetAction(async (parsed, cancellation) =>
        {
            var place = parsed.GetValue(directory);
            if (place is null)
            {
                return await RunAsync(parsed.GetValue(rows), cancellation);
            }

            await StageAsync(parsed.GetValue(stage), place, parsed.GetValue(rows), cancellation);
            return 0;
        });
        return command;
    }

    private static async Task<int> RunAsync(int rows, CancellationToken cancellation)
    {
        var place = Directory.CreateTempSubdirectory("regulator-bench-").FullName;
        try
        {
            await ChildAsync("make", place, rows, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"workbook: {rows} rows x {LedgerTemplate.Columns.Count} columns, {new FileInfo(Path.Combine(place, FileName)).Length / 1048576.0:F1} MB, {Environment.ProcessorCount} cores"));
            var library = await ChildAsync("library", place, rows, cancellation);
            var reader = await ChildAsync("read", place, rows, cancellation);
            var filing = await ChildAsync("file", place, rows, cancellation);
            var insert = await ChildAsync("insert", place, rows, cancellation);
            Print("bare reader (ExcelDataReader)", library);
            Print("bare reader (the portal's)", reader);
            Print("bare insert", insert);
            Print("whole filing", filing);
            Ratio("ratio to bare reader", filing.Seconds / library.Seconds);
            Ratio("ratio to the portal's bare reader", filing.Seconds / reader.Seconds);
            Ratio("ratio to bare insert", filing.Seconds / insert.Seconds);
            Ratio("peak memory of the filing in MB", filing.PeakMegabytes);
            return 0;
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static void Print(string name, Measure measure) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name}: {measure.Seconds:F2} s, {measure.Cpu:F2} s of processor, peak {measure.PeakMegabytes:F0} MB"));

    private static void Ratio(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:F2}"));

    private static async Task<Measure> ChildAsync(string stage, string place, int rows, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var word in new[] { "bench", "ingest", "--stage", stage, "--directory", place, "--rows", rows.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(word);
        }

        using var child = Process.Start(start)!;
        var text = await child.StandardOutput.ReadToEndAsync(cancellation);
        await child.WaitForExitAsync(cancellation);
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return child.ExitCode == 0 && parts.Length == 3
            ? new(Number(parts[0]), Number(parts[1]), Number(parts[2]))
            : throw new InvalidOperationException($"Stage {stage} failed: {text}");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static async Task StageAsync(string? stage, string place, int rows, CancellationToken cancellation)
    {
        var path = Path.Combine(place, FileName);
        var clock = stage switch
        {
            "make" => Timed(() => Make(path, rows)),
            "library" => Timed(() => ReadWithLibrary(path)),
            "read" => Timed(() => Read(path)),
            "file" => await FileAsync(path, place, cancellation),
            "insert" => await InsertAsync(place, cancellation),
            _ => throw new ArgumentException($"There is no stage {stage}.", nameof(stage)),
        };

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{clock.TotalSeconds:F3} {self.TotalProcessorTime.TotalSeconds:F3} {self.PeakWorkingSet64 / 1048576.0:F1}"));
    }

    private static TimeSpan Timed(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    private static DemoPlan Plan(int rows) => new() { Rows = rows, Months = 1 };

    private static void Make(string path, int rows)
    {
        using var file = File.Create(path);
        LedgerWorkbook.Write(file, DemoLedgers.Filings(Plan(rows)).SelectMany(filing => filing.Rows));
    }

    private static void ReadWithLibrary(string path)
    {
        using var file = File.OpenRead(path);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file);
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                reader.GetValue(column);
            }
        }
    }

    private static void Read(string path)
    {
        using var content = File.OpenRead(path);
        using var file = ((LedgerFileResult.Opened)LedgerFile.Open(content)).File;
        _ = file.Rows().Count();
    }

    private static async Task<TimeSpan> FileAsync(string path, string place, CancellationToken cancellation)
    {
        var db = await OpenAsync(Path.Combine(place, "filed.db"), cancellation);
        var plan = Plan(1000);
        var book = DemoRegistry.Build(plan);
        await new RegistryStore(db).AppendAsync(book, cancellation);
        using var keys = PersonalData.Open(Path.Combine(place, "keys", "personal-data.json"));
        var clock = TimeProvider.System;
        var audit = new AuditLog(db, keys, clock);
        var intake = new LedgerIntake(
            new EnterpriseStore(db), new RuleBook(new JurisdictionStore(db), new RuleSetStore(db, audit), new CalendarStore(db, audit), clock), new LedgerStore(db, keys, audit), keys, clock);

        var start = Stopwatch.GetTimestamp();
        await using var content = File.OpenRead(path);
        var report = await intake.ReceiveAsync(
            new FilingRequest
            {
                Content = content,
                FileName = FileName,
                EnterpriseCode = book.Enterprises[0].Code,
                Period = plan.FirstMonth,
                SubmittedBy = Actor.CommandLine,
                AsOf = plan.EndsAt,
            },
            null,
            cancellation);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return report.Filing.Status is FilingStatus.Accepted
            ? elapsed
            : throw new InvalidOperationException($"The filing was not accepted: {report.Issues[0].Code} at {report.Issues[0].Cell}.");
    }

    /// <summary>The rows of the filing again, taken from memory: what the database alone takes.</summary>
    private static async Task<TimeSpan> InsertAsync(string place, CancellationToken cancellation)
    {
        var filed = Db.ForSqlite(Path.Combine(place, "filed.db"));
        var rows = new List<object?[]>();
        await using (var source = await filed.OpenAsync(cancellation))
        await using (var reader = await source.ExecuteReaderAsync($"SELECT {string.Join(", ", LedgerColumns.All.Select(column => column.Name))} FROM LedgerRow ORDER BY Id"))
        {
            while (await reader.ReadAsync(cancellation))
            {
                var values = new object?[reader.FieldCount];
                reader.GetValues(values!);
                rows.Add(values);
            }
        }

        var db = await OpenAsync(Path.Combine(place, "inserted.db"), cancellation);
        var start = Stopwatch.GetTimestamp();
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        using var insert = new BulkInsert(transaction, "LedgerRow", LedgerColumns.All);
        await insert.WriteAsync(rows, cancellation);
        await transaction.CommitAsync(cancellation);
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task<Db> OpenAsync(string path, CancellationToken cancellation)
    {
        var db = Db.ForSqlite(path);
        await new Migrator(db, TimeProvider.System).MigrateAsync(cancellation);
        return db;
    }

    private sealed record Measure(double Seconds, double Cpu, double PeakMegabytes);
}
