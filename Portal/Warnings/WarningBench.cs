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
using Portal.Data.Warnings;

namespace Portal.Warnings;

/// <summary>
/// Verb <c>bench warnings</c>: files a season of a province and measures the nightly look for warnings over all of it,
/// beside the bare reading of the same rows, and the look that follows a single filing.
/// </summary>
internal static class WarningBench
{
    public static Command Build()
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the season to store first", DefaultValueFactory = _ => 600_000 };
        var command = new Command("warnings", "The look for warnings over a season of a province") { rows };
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
        var clock = TimeProvider.System;
        await new Migrator(db, clock).MigrateAsync(cancellation);
        using var keys = PersonalData.Open(Path.Combine(place, "keys", "personal-data.json"));
        var audit = new AuditLog(db, keys, clock);
        var plan = new DemoPlan { Scale = DemoScale.Province, Rows = rows };
        var stored = await FillAsync(db, keys, audit, plan, cancellation);
        Say($"stored: {stored} rows of 647 enterprises in {plan.Months} months, {Environment.ProcessorCount} cores");

        var watch = new WarningWatch(
            new WarningFactStore(db, keys), new WarningRuleStore(db, audit), new WarningWriter(db, audit), new EnterpriseStore(db), new JurisdictionStore(db), new SeasonStore(db, audit), QuietHours.LocalDefault);
        var asOf = plan.EndsAt;
        var floor = await TimeAsync("bare reading of the same rows and columns", () => ReadAsync(db, cancellation));
        var first = await TimeAsync("first night: everything is new", () => watch.RunAsync(null, asOf, asOf, cancellation));
        var next = await TimeAsync("a night after: everything is known", () => watch.RunAsync(null, asOf.AddDays(1), asOf.AddDays(1), cancellation));
        var one = (await new EnterpriseStore(db).ReadListAsync(cancellation))[0].Code;
        await TimeAsync("after one filing", () => watch.RunAsync([one], asOf.AddDays(1), asOf.AddDays(1), cancellation));
        Say($"ratio of first night to bare reading: {first / floor:F2}");
        Say($"ratio of a night after to bare reading: {next / floor:F2}");
    }

    private static async Task<int> FillAsync(Db db, PersonalData keys, AuditLog audit, DemoPlan plan, CancellationToken cancellation)
    {
        await new RegistryStore(db).AppendAsync(DemoRegistry.Build(plan), cancellation);
        var clock = TimeProvider.System;
        var rules = new RuleBook(new JurisdictionStore(db), new RuleSetStore(db, audit), new CalendarStore(db, audit), clock);
        var intake = new LedgerIntake(new EnterpriseStore(db), rules, new LedgerStore(db, keys, audit), keys, clock);
        var stored = 0;
        foreach (var filing in DemoLedgers.Filings(plan))
        {
            var report = await filing.SendAsync(intake, Actor.CommandLine, cancellation);
            stored += report.Filing.IsCurrent ? report.Filing.RowsValid : 0;
        }

        return stored;
    }

    /// <summary>What any evaluation must at least do: fetch the columns of every row that counts, enterprise by enterprise.</summary>
    private static async Task<int> ReadAsync(Db db, CancellationToken cancellation)
    {
        const string sql = """
            SELECT L.Id, L.CaseNo, L.ReceivedAt, L.Channel, L.RequestClass, L.ComplaintType, L.SubType, L.Community, L.AddressHash, L.ReturnCount,
                L.ClosedAt, L.AppointedAt, L.ExtendedTo
            FROM LedgerRow L
            WHERE L.EnterpriseCode = @Code AND L.IsCurrent = 1
            """;

        var read = 0;
        await using var connection = await db.OpenAsync(cancellation);
        foreach (var enterprise in await new EnterpriseStore(db).ReadListAsync(cancellation))
        {
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, new { enterprise.Code }, cancellationToken: cancellation));
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync(cancellation))
            {
                reader.GetValues(values);
                read++;
            }
        }

        return read;
    }

    /// <summary>In seconds.</summary>
    private static async Task<double> TimeAsync<T>(string name, Func<Task<T>> run)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await run();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Say($"{name}: {seconds:F2} s ({result})");
        return seconds;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
