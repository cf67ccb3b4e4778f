using System.CommandLine;
using System.Text.Json.Nodes;
using Portal.Data.Access;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Shell;

namespace Portal.Ledgers;

/// <summary>Verbs <c>mapping import</c> and <c>mapping list</c>.</summary>
internal static class MappingCommands
{
    public static Command Mapping(Verb verb) => new("mapping", "Column mappings: how foreign headers become ledger fields") { Import(verb), List(verb) };

    private static Command Import(Verb verb)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A mapping as JSON (docs/ledger-template.md)" };
        return verb.Action(new("import", "Loads a mapping; the same owner's one of that name is replaced") { file }, async (services, parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!path.Exists)
            {
                throw new FileNotFoundException($"There is no file {path.FullName}.");
            }

            if (!ColumnMapping.TryParse(await File.ReadAllTextAsync(path.FullName, cancellation), out var mapping, out var problem))
            {
                throw new FormatException($"{path.Name}: {problem}");
            }

            if (mapping!.EnterpriseCode is { } owner && await services.GetRequiredService<EnterpriseStore>().ReadByCodeAsync(owner, cancellation) is null)
            {
                throw new FormatException($"{path.Name}: no enterprise has the code '{owner}'. The verb enterprises lists them; without \"enterprise\" everybody may use the mapping.");
            }

            if (!await services.GetRequiredService<MappingStore>().ReplaceAsync(mapping, Actor.CommandLine, cancellation))
            {
                throw new FormatException($"The name '{mapping.Name}' is taken by another owner's mapping. Give this one another name.");
            }

            await Console.Out.WriteLineAsync($"Mapping '{mapping.Name}' is ready: {mapping.Headers.Count} headers, {mapping.Constants.Count} constants.");
            return 0;
        });
    }

    private static Command List(Verb verb)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        return verb.Action(new("list", "Lists the mappings") { json }, async (services, parsed, cancellation) =>
        {
            var mappings = await services.GetRequiredService<MappingStore>().ReadAllAsync(cancellation);
            if (parsed.GetValue(json))
            {
                var list = new JsonArray([.. mappings.Select(mapping => JsonNode.Parse(mapping.ToJson()))]);
                await Console.Out.WriteLineAsync(list.ToJsonString(Verb.Json));
                return 0;
            }

            foreach (var mapping in mappings)
            {
                await Console.Out.WriteLineAsync($"{mapping.Name}  {mapping.EnterpriseCode ?? "shared"}  {mapping.Headers.Count} headers");
            }

            return 0;
        });
    }
}
