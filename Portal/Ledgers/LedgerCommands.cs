using System.CommandLine;
using System.Globalization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Ledgers.Mapping;
using Portal.Ledgers.Rejudging;
using Portal.Shell;
using Spectre.Console;

namespace Portal.Ledgers;

/// <summary>Verbs <c>import</c>, <c>mapping</c>, <c>demo</c>, <c>rebuild</c>.</summary>
internal static class LedgerCommands
{
    public static void AddTo(RootCommand root, Verb verb)
    {
        root.Add(Import(verb));
        root.Add(MappingCommands.Mapping(verb));
        root.Add(Demo(verb));
        root.Add(Rebuild(verb));
        RejudgingCommands.AddTo(root, verb);
    }

    private static Command Rebuild(Verb verb) =>
        verb.Action(new("rebuild", "Counts the rollups again from the rows and reports any difference. Exit code 3 if there was one"), async (services, _, cancellation) =>
        {
            var report = await services.GetRequiredService<RollupRebuild>().RunAsync(cancellation);
            await services.GetRequiredService<AuditLog>().AppendAsync(
                new()
                {
                    Actor = Actor.CommandLine,
                    Action = AuditAction.RollupsRebuilt,
                    ObjectType = "Database",
                    ObjectId = "",
                    Detail = new { report.Months, Differences = report.Differences.Count },
                },
                cancellation);
            foreach (var difference in report.Differences)
            {
                await Console.Out.WriteLineAsync(
                    $"{difference.EnterpriseCode} {difference.Month} {difference.Table} {difference.Key}: stored {difference.Stored ?? "nothing"}, counted {difference.Counted ?? "nothing"}");
            }

            await Console.Out.WriteLineAsync($"{report.Months} months of enterprises counted, {report.Differences.Count} differences{(report.Differences.Count > 0 ? ", put right" : "")}.");
            return report.Differences.Count == 0 ? 0 : 3;
        });

    private static Command Demo(Verb verb)
    {
        var scale = new Option<DemoScale>("--scale") { Description = "small: a league with 12 enterprises; province: 647 enterprises" };
        var rows = new Option<int?>("--rows") { Description = "Cases in all months together" };
        return verb.Action(new("demo", "Fills an empty database with synthetic data") { scale, rows }, async (services, parsed, cancellation) =>
        {
            await Rollups.KeepAsync(services, Console.Error, cancellation);
            var plan = new DemoPlan { Scale = parsed.GetValue(scale), Rows = parsed.GetValue(rows) };
            var demo = services.GetRequiredService<DemoData>();
            if (Console.IsOutputRedirected)
            {
                await demo.LoadAsync(plan, null, cancellation);
            }
            else
            {
                await AnsiConsole.Status().StartAsync("Filing ledgers…", status => demo.LoadAsync(
                    plan, new Progress<int>(done => status.Status($"{done} ledgers filed…")), cancellation));
            }

            await Console.Out.WriteLineAsync(
                $"Done. Sign in as {DemoUsers.Regulator}, {DemoUsers.Inspector} or {DemoUsers.Enterprise}; password {DemoUsers.Password}");
            return 0;
        });
    }

    private static Command Import(Verb verb)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The ledger: .xlsx, .xls or .csv" };
        var enterprise = new Option<string>("--enterprise") { Description = "Unified social credit code", Required = true };
        var period = new Option<string>("--period") { Description = "Month, yyyy-MM", Required = true };
        var mapping = new Option<string?>("--mapping") { Description = "Name of a column mapping" };
        var asOf = new Option<string?>("--as-of") { Description = "Judging time, \"yyyy-MM-dd HH:mm\" in the ledger's time; now by default" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check only, write nothing" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("import", "Files a ledger as the portal page does. Exit code 0 accepted, 2 rejected")
        {
            file, enterprise, period, mapping, asOf, dryRun, json,
        };
        return verb.Action(command, async (services, parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!path.Exists)
            {
                throw new FileNotFoundException($"There is no file {path.FullName}.");
            }

            if (!parsed.GetValue(dryRun))
            {
                await Rollups.KeepAsync(services, Console.Error, cancellation);
            }

            await using var content = path.OpenRead();
            var report = await services.GetRequiredService<LedgerIntake>().ReceiveAsync(
                new FilingRequest
                {
                    Content = content,
                    FileName = path.Name,
                    EnterpriseCode = parsed.GetRequiredValue(enterprise).Trim(),
                    Period = Month(parsed.GetRequiredValue(period)),
                    Mapping = parsed.GetValue(mapping) is { } name ? await MappingAsync(services, name, cancellation) : null,
                    SubmittedBy = Actor.CommandLine,
                    AsOf = parsed.GetValue(asOf) is { } moment ? Moment(moment) : null,
                    IsDryRun = parsed.GetValue(dryRun),
                },
                null,
                cancellation);
            var after = await FollowAsync(services, report, cancellation);
            var texts = services.GetRequiredService<IssueTexts>();
            await (parsed.GetValue(json) ? FilingText.WriteJsonAsync(report, after, texts, Console.Out) : FilingText.WriteAsync(report, after, texts, Console.Out));
            return report.Filing.Status is FilingStatus.Accepted ? 0 : 2;
        });
    }

    /// <summary>What comes after a filing that counts. It is filed whatever becomes of that: the nightly jobs make up for it.</summary>
    private static async Task<IReadOnlyList<string>> FollowAsync(IServiceProvider services, FilingReport report, CancellationToken cancellation)
    {
        var done = new List<string>();
        foreach (var sequel in report is { Filing: { IsCurrent: true, Id: > 0 }, IsRepeat: false } ? services.GetServices<ImportSequel>() : [])
        {
            try
            {
                done.Add(await sequel.RunAsync(report.Filing, cancellation));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && !cancellation.IsCancellationRequested)
            {
                done.Add($"Filed; what follows a filing failed and is left to the night: {exception.Message.ReplaceLineEndings(" ")}");
            }
        }

        return done;
    }

    private static DateOnly Month(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 2000 and < 2100
            ? month
            : throw new FormatException($"'{text}' is not a month. Write it as yyyy-MM, for example 2025-11.");

    private static DateTime Moment(string text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw new FormatException($"'{text}' is not a time. Write it as \"yyyy-MM-dd HH:mm\".");

    private static async Task<ColumnMapping> MappingAsync(IServiceProvider services, string name, CancellationToken cancellation)
    {
        var store = services.GetRequiredService<MappingStore>();
        return await store.ReadAsync(name, cancellation)
            ?? throw new ArgumentException(
                $"No mapping is called '{name}'. Known are: {string.Join(", ", (await store.ReadAllAsync(cancellation)).Select(mapping => mapping.Name))}. Load one with 'mapping import FILE'.");
    }
}
