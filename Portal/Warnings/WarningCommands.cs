using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.Warnings;
using Portal.Shell;

namespace Portal.Warnings;

/// <summary>Verb <c>warnings</c>: looks for warnings now, and lists those there are.</summary>
internal static class WarningCommands
{
    public static void AddTo(RootCommand root, Verb verb) => root.Add(new Command("warnings", "Looks for warnings, lists them") { Evaluate(verb), List(verb) });

    private static Command Evaluate(Verb verb)
    {
        var enterprise = new Option<string?>("--enterprise") { Description = "Code; all enterprises when left out" };
        var asOf = new Option<string?>("--as-of") { Description = "\"yyyy-MM-dd HH:mm\" in the ledger's time; now by default" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        return verb.Action(new("evaluate", "Looks for warnings in the ledgers as they are filed") { enterprise, asOf, json }, async (services, parsed, cancellation) =>
        {
            var clock = services.GetRequiredService<TimeProvider>();
            var at = LedgerIntake.LedgerNow(clock);
            if (parsed.GetValue(asOf) is { } text && !DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out at))
            {
                await Console.Error.WriteLineAsync($"'{text}' is no time. Write --as-of as yyyy-MM-dd HH:mm.");
                return 1;
            }

            var code = parsed.GetValue(enterprise);
            if (code is not null && await services.GetRequiredService<EnterpriseStore>().ReadByCodeAsync(code, cancellation) is null)
            {
                await Console.Error.WriteLineAsync($"No enterprise has the code {code}. The verb 'enterprises' lists those there are.");
                return 1;
            }

            var report = await services.GetRequiredService<WarningWatch>().RunAsync(code is null ? null : [code], at, clock.GetUtcNow().UtcDateTime, cancellation);
            await Console.Out.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(report, Verb.Json)
                : $"{report.Enterprises} enterprises, {report.Words}");
            return 0;
        });
    }

    private static Command List(Verb verb)
    {
        var jurisdiction = new Option<string?>("--jurisdiction") { Description = "Code; its descendants are included; everything when left out" };
        var all = new Option<bool>("--all") { Description = "Settled ones too" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        return verb.Action(new("list", "Lists warnings, the most pressing first") { jurisdiction, all, json }, async (services, parsed, cancellation) =>
        {
            var code = parsed.GetValue(jurisdiction);
            if (code is not null && await services.GetRequiredService<JurisdictionStore>().ReadByCodeAsync(code, cancellation) is null)
            {
                await Console.Error.WriteLineAsync($"No jurisdiction has the code '{code}'. The verb 'enterprises' lists the codes of those with enterprises.");
                return 1;
            }

            var filter = new WarningFilter(EnterpriseScope.Everything with { JurisdictionCode = code })
            {
                States = parsed.GetValue(all) ? [] : WarningLifeRules.Pending,
            };
            var warnings = await ReadAsync(services, filter, cancellation);
            if (parsed.GetValue(json))
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(warnings.Select(Line), Verb.Json));
                return 0;
            }

            foreach (var warning in warnings)
            {
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{warning.Id,6}  {warning.Severity,-9}  {warning.State,-12}  {warning.RuleCode,-17}  {warning.Amount,6}  {warning.EnterpriseCode}  {warning.SubjectText ?? "-"}  {WarningTexts.Occurrence(warning)}"));
            }

            return 0;
        });
    }

    private static async Task<IReadOnlyList<Warning>> ReadAsync(IServiceProvider services, WarningFilter filter, CancellationToken cancellation)
    {
        var store = services.GetRequiredService<WarningStore>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var warnings = new List<Warning>();
        while (true)
        {
            var page = await store.ReadPageAsync(filter, Actor.CommandLine, now, WarningSort.Severity, descending: true, new(warnings.Count, PageRequest.Largest), cancellation);
            warnings.AddRange(page.Items);
            if (page.Items.Count == 0 || warnings.Count >= page.Total)
            {
                return warnings;
            }
        }
    }

    // The subject as a key may be a household's hash: it stays inside.
    private static object Line(Warning warning) => new
    {
        warning.Id,
        Rule = warning.RuleCode.ToString(),
        Severity = warning.Severity.ToString(),
        State = warning.State.ToString(),
        warning.EnterpriseCode,
        Enterprise = warning.EnterpriseName,
        Subject = warning.SubjectText,
        warning.Occurrence,
        warning.Amount,
        warning.Threshold,
        Cases = warning.CaseCount,
        warning.FirstAt,
        warning.LastAt,
        warning.RaisedAtUtc,
        warning.RaiseCount,
    };
}
