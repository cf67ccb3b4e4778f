using System.CommandLine;
using System.Text;
using Portal;
using Portal.Access;
using Portal.Access.Audit;
using Portal.Data.Storage;
using Portal.Indicators;
using Portal.Ledgers;
using Portal.Ledgers.Rejudging;
using Portal.Registry;
using Portal.Shell;
using Portal.SpotChecks.Draws;
using Portal.TimeLimits;
using Portal.Warnings;

#if DEBUG
// Run from source, the portal is for trying: demonstration data, full errors. A published build is not.
// (Launch settings would say the same, but print a line of their own before every verb's output.)
Environment.SetEnvironmentVariable(
    "ASPNETCORE_ENVIRONMENT",
    Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Development");
#endif

Console.OutputEncoding = Encoding.UTF8;
var (settings, rest) = Verb.Split(args);
var verb = new Verb(settings);

var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, e.g. http://localhost:5080" };
var serve = new Command("serve", "Runs the portal (what happens without a verb)") { urls };
var root = new RootCommand("Regulator Portal: complaint ledgers of utilities, checked and judged")
{
    urls,
    serve,
    verb.Action(new("migrate", "Brings the configured database to the current schema"), MigrateAsync),
};
serve.SetAction(Serve.RunAsync(verb, urls));
root.SetAction(Serve.RunAsync(verb, urls));
RegistryCommands.AddTo(root, verb);
UserCommands.AddTo(root, verb);
AuditCommands.AddTo(root, verb);
RuleCommands.AddTo(root, verb);
LedgerCommands.AddTo(root, verb);
IndicatorCommands.AddTo(root, verb);
DrawCommands.AddTo(root);
WarningCommands.AddTo(root, verb);
root.Add(new Command("bench", "Measures the portal against the floor of the same run") { IngestBench.Build(), QueryBench.Build(), SummaryBench.Build(), AuditBench.Build(), RejudgeBench.Build(), WarningBench.Build(), DrawBench.Build() });

return await root.Parse([.. rest]).InvokeAsync();

static async Task<int> MigrateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
{
    // Every verb migrates before it runs; what is left to do here is to say so.
    var scripts = Migrator.Scripts(services.GetRequiredService<Db>().Engine);
    await Console.Out.WriteLineAsync($"The database is at schema {scripts[^1].Name}.");
    await Rollups.KeepAsync(services, Console.Out, cancellation);
    return 0;
}

public partial class Program;
