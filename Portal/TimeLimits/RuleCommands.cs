using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Portal.Data.Access;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.TimeLimits;

/// <summary>Verbs <c>rules list</c>, <c>rules adopt</c> and <c>rules calendar</c>.</summary>
internal static class RuleCommands
{
    public static void AddTo(RootCommand root, Verb verb) =>
        root.Add(new Command("rules", "Time limits: rule sets, where they hold, and working days") { List(verb), Adopt(verb), Calendar(verb) });

    private static Command List(Verb verb)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        return verb.Action(new("list", "Shows the rule sets, their rules and who adopted them") { json }, async (services, parsed, cancellation) =>
        {
            var decisions = await services.GetRequiredService<RuleBook>().ReadDecisionsAsync(cancellation);
            IReadOnlyList<(RuleSet Set, string? Jurisdiction)> sets =
                [.. RuleSets.Shipped.Select(set => (set, (string?)null)), .. decisions.Versions.Select(version => (version.Set, (string?)version.JurisdictionCode))];
            if (parsed.GetValue(json))
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(
                    new
                    {
                        Sets = sets.Select(item => Told(item.Set, item.Jurisdiction)),
                        Adoptions = decisions.Adoptions.Select(adoption => new { adoption.JurisdictionCode, adoption.SetCode, adoption.EffectiveFrom }),
                        Overrides = decisions.Overrides.Select(change => new
                        {
                            change.JurisdictionCode,
                            change.SetCode,
                            change.RuleId,
                            change.EffectiveFrom,
                            change.LastDay,
                            change.Reason,
                        }),
                    },
                    Verb.Json));
                return 0;
            }

            foreach (var (set, jurisdiction) in sets)
            {
                await Console.Out.WriteLineAsync(
                    $"{set.Code} v{set.Version}  {set.Name.In(CultureInfo.CurrentUICulture)}{(set.Sectors.Count > 0 ? $"  ({string.Join(", ", set.Sectors)})" : "")}{(jurisdiction is null ? "" : $"  published for {jurisdiction}")}");
                foreach (var rule in set.Rules)
                {
                    await Console.Out.WriteLineAsync(Line(rule));
                }
            }

            foreach (var adoption in decisions.Adoptions)
            {
                await Console.Out.WriteLineAsync($"{adoption.JurisdictionCode} adopted {adoption.SetCode} from {adoption.EffectiveFrom:yyyy-MM-dd}");
            }

            foreach (var change in decisions.Overrides)
            {
                await Console.Out.WriteLineAsync(
                    $"{change.JurisdictionCode} overrides {change.RuleId} of {change.SetCode} from {change.EffectiveFrom:yyyy-MM-dd}{(change.LastDay is { } last ? $" to {last:yyyy-MM-dd}" : "")}: {change.Reason}");
            }

            return 0;
        });
    }

    /// <param name="jurisdiction">Where the version was published; null for a shipped one.</param>
    private static object Told(RuleSet set, string? jurisdiction) => new
    {
        set.Code,
        set.Version,
        PublishedFor = jurisdiction,
        Name = set.Name.Zh,
        Source = set.Source.Zh,
        Sectors = set.Sectors.Select(sector => sector.ToString()),
        Rules = set.Rules.Select(Told),
    };

    private static object Told(LimitRule rule) => new
    {
        rule.Id,
        Name = rule.Name.Zh,
        Record = rule.Record.ToString(),
        Topic = rule.Topic.ToString(),
        Direction = rule.Direction.ToString(),
        Start = rule.Start.ToString(),
        Stop = rule.Stop.ToString(),
        OrStop = rule.OrStop.Select(other => other.ToString()),
        Amount = HasLength(rule) ? rule.Limit.Amount : (int?)null,
        Unit = HasLength(rule) ? rule.Limit.Unit.ToString() : null,
        ByPipe = rule.ByPipe.Select(part => new { Pipe = Pipe(part.Pipe), part.Limit.Amount, Unit = part.Limit.Unit.ToString() }),
        DayBoundary = rule.DayBoundary.ToString(),
        Hardness = rule.Hardness.ToString(),
        OrderLimit = rule.OrderLimit.ToString(),
        rule.IsLocalDefault,
        Note = rule.Note?.Zh,
        rule.Citation.Clause,
        rule.Citation.Quote,
    };

    private static string Line(LimitRule rule)
    {
        var arrow = rule.Direction switch { LimitDirection.Before => "←", LimitDirection.NotBefore => "⇢", _ => "→" };
        var length = rule switch
        {
            { ByPipe.Count: > 0 } => string.Join(", ", rule.ByPipe.Select(part => $"{Pipe(part.Pipe)} {part.Limit.Amount} {part.Limit.Unit}")),
            _ when HasLength(rule) => $"{rule.Limit.Amount} {rule.Limit.Unit}",
            _ => "as the order states",
        };
        var record = rule.Record is RecordKind.LedgerRow ? "" : $"  {rule.Record}";
        return $"  {rule.Id}{record}  {rule.Start} {arrow} {string.Join(" or ", rule.OrStop.Prepend(rule.Stop))}  {length}  {rule.Hardness}"
            + $"{(rule.IsLocalDefault ? "  local default" : "")}  {rule.Name.In(CultureInfo.CurrentUICulture)}  {rule.Citation.Clause} “{rule.Citation.Quote}”";
    }

    private static bool HasLength(LimitRule rule) => rule is { OrderLimit: not OrderLimit.Required, ByPipe.Count: 0 };

    private static string Pipe(PipeRange pipe) =>
        string.Join(' ', new[]
        {
            pipe.From is { } from ? $"DN{(pipe.FromExclusive ? ">" : "≥")}{from}" : "",
            pipe.To is { } to ? $"DN{(pipe.ToExclusive ? "<" : "≤")}{to}" : "",
        }.Where(part => part.Length > 0));

    private static Command Adopt(Verb verb)
    {
        var set = new Argument<string>("SET") { Description = "Code of a rule set, e.g. S0" };
        var jurisdiction = new Option<string>("--jurisdiction") { Description = "Code of the jurisdiction", Required = true };
        var from = new Option<string>("--from") { Description = "First day, yyyy-MM-dd", Required = true };
        var command = new Command("adopt", "Puts a rule set in force in a jurisdiction and below it") { set, jurisdiction, from };
        return verb.Action(command, async (services, parsed, cancellation) =>
        {
            var result = await services.GetRequiredService<RuleBook>().AdoptAsync(
                parsed.GetRequiredValue(set).Trim(), parsed.GetRequiredValue(jurisdiction).Trim(), Day(parsed.GetRequiredValue(from)), Actor.CommandLine, cancellation);
            var (text, exit) = result switch
            {
                AdoptionResult.Adopted adopted => ($"{adopted.Adoption.JurisdictionCode} follows {adopted.Adoption.SetCode} from {adopted.Adoption.EffectiveFrom:yyyy-MM-dd}.", 0),
                AdoptionResult.UnknownSet unknown => ($"No rule set is called '{unknown.Code}'. Known are: {string.Join(", ", unknown.Known)}.", 1),
                AdoptionResult.NoSuchDay days => ($"--from must be a day from {days.First:yyyy-MM-dd} to {days.Last:yyyy-MM-dd}. Nothing was changed.", 1),
                AdoptionResult.Already already => ($"{already.Adoption.JurisdictionCode} follows {already.Adoption.SetCode} from {already.Adoption.EffectiveFrom:yyyy-MM-dd} already, decided by {already.Adoption.AdoptedBy}. Nothing was changed.", 1),
                AdoptionResult.UnknownJurisdiction unknown => ($"No jurisdiction has the code '{unknown.Code}'. The verb 'enterprises' lists the codes of those with enterprises.", 1),
                _ => throw new InvalidOperationException(),
            };
            await (exit == 0 ? Console.Out : Console.Error).WriteLineAsync(text);
            return exit;
        });
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"'{text}' is not a day. Write --from as yyyy-MM-dd, for example 2025-10-15.");

    private static Command Calendar(Verb verb)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Years as JSON (docs/time-limits.md)" };
        var command = new Command("calendar", "Loads the working days of further years, or of shipped years anew") { file };
        return verb.Action(command, async (services, parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!path.Exists)
            {
                throw new FileNotFoundException($"There is no file {path.FullName}.");
            }

            var text = await File.ReadAllTextAsync(path.FullName, cancellation);
            var reading = await services.GetRequiredService<RuleBook>().LoadCalendarAsync(text, Actor.CommandLine, cancellation);
            foreach (var problem in reading.Problems)
            {
                await Console.Error.WriteLineAsync($"{path.Name}: {problem}");
            }

            foreach (var year in reading.Years)
            {
                await Console.Out.WriteLineAsync(
                    $"{year.Year} is loaded: {year.Days.Count(day => !day.IsWorked)} days off, {year.Days.Count(day => day.IsWorked)} make-up days.");
            }

            return reading.Problems.Count == 0 ? 0 : 1;
        });
    }
}
