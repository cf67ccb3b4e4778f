using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Data.Ledgers.Mapping;

/// <summary>
/// How the columns of somebody else's spreadsheet become ledger fields: headers, translations of values,
/// constants for what the source lacks, and the patterns of its dates. Kept by name as a JSON document whose
/// format is described in docs/ledger-template.md.
/// </summary>
public sealed record ColumnMapping
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Name { get; init; }

    /// <summary>The enterprise the mapping belongs to; null when every enterprise may use it.</summary>
    public string? EnterpriseCode { get; init; }

    /// <summary>Source header to the fields it fills; one header may fill several.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LedgerField>> Headers { get; init; } =
        new Dictionary<string, IReadOnlyList<LedgerField>>();

    /// <summary>
    /// Per field: source value to ledger value. A key may end in <c>*</c> (prefix) or be <c>*</c> (anything
    /// that is not already a ledger value); an empty ledger value empties the cell.
    /// </summary>
    public IReadOnlyDictionary<LedgerField, IReadOnlyDictionary<string, string>> Values { get; init; } =
        new Dictionary<LedgerField, IReadOnlyDictionary<string, string>>();

    /// <summary>Fills a field for which the source has no column.</summary>
    public IReadOnlyDictionary<LedgerField, string> Constants { get; init; } = new Dictionary<LedgerField, string>();

    /// <summary>Fills the empty cells of a field whose column exists.</summary>
    public IReadOnlyDictionary<LedgerField, string> WhenEmpty { get; init; } = new Dictionary<LedgerField, string>();

    /// <summary>.NET date patterns, tried in order before the usual shapes.</summary>
    public IReadOnlyList<string> DatePatterns { get; init; } = [];

    /// <summary>Reads a mapping document. The message of the result says in English what is wrong and where.</summary>
    public static bool TryParse(string json, out ColumnMapping? mapping, out string problem)
    {
        try
        {
            mapping = Read(JsonNode.Parse(json, documentOptions: new JsonDocumentOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
            }));
            problem = "";
            return true;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            mapping = null;
            problem = exception.Message;
            return false;
        }
    }

    public string ToJson()
    {
        var root = new JsonObject { ["name"] = Name, ["enterprise"] = EnterpriseCode };
        root["headers"] = new JsonObject(Headers.Select(header => KeyValuePair.Create<string, JsonNode?>(
            header.Key, new JsonArray([.. header.Value.Select(field => (JsonNode?)JsonValue.Create(field.ToString()))]))));
        root["values"] = new JsonObject(Values.Select(field => KeyValuePair.Create<string, JsonNode?>(
            field.Key.ToString(), Texts(field.Value))));
        root["constants"] = Texts(Constants.ToDictionary(item => item.Key.ToString(), item => item.Value));
        root["whenEmpty"] = Texts(WhenEmpty.ToDictionary(item => item.Key.ToString(), item => item.Value));
        root["datePatterns"] = new JsonArray([.. DatePatterns.Select(pattern => (JsonNode?)JsonValue.Create(pattern))]);
        return root.ToJsonString(s_json);
    }

    private static ColumnMapping Read(JsonNode? node)
    {
        if (node is not JsonObject root)
        {
            throw new FormatException("A mapping is a JSON object.");
        }

        string[] known = ["name", "enterprise", "headers", "values", "constants", "whenEmpty", "datePatterns", "note"];
        if (root.FirstOrDefault(item => !known.Contains(item.Key)) is { Key: { } unknown })
        {
            throw new FormatException($"'{unknown}' is not a part of a mapping; known are: {string.Join(", ", known)}.");
        }

        var name = root["name"] is { } value ? Text(value, "name").Trim() : "";
        return name.Length == 0
            ? throw new FormatException("A mapping needs a 'name'.")
            : new ColumnMapping
            {
                Name = name,
                EnterpriseCode = root["enterprise"] is { } code ? Text(code, "enterprise") : null,
                Headers = Members(root, "headers").ToDictionary(item => item.Key, item => Fields(item.Value, item.Key)),
                Values = Members(root, "values").ToDictionary(
                    item => Field(item.Key, "values"),
                    item => (IReadOnlyDictionary<string, string>)(item.Value as JsonObject
                        ?? throw new FormatException($"'values.{item.Key}' must be an object of source value to ledger value."))
                        .ToDictionary(pair => pair.Key, pair => pair.Value is { } to ? Text(to, item.Key) : "")),
                Constants = FieldTexts(root, "constants"),
                WhenEmpty = FieldTexts(root, "whenEmpty"),
                DatePatterns = root["datePatterns"] is { } patterns
                    ? [.. patterns.AsArray().Select(pattern => Text(pattern, "datePatterns"))]
                    : [],
            };
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject root, string part) =>
        root[part] is not { } node ? []
        : node as JsonObject ?? throw new FormatException($"'{part}' must be an object.");

    private static Dictionary<LedgerField, string> FieldTexts(JsonObject root, string part) =>
        Members(root, part).ToDictionary(item => Field(item.Key, part), item => Text(item.Value, $"{part}.{item.Key}"));

    private static IReadOnlyList<LedgerField> Fields(JsonNode? node, string header) => node is JsonArray several
        ? [.. several.Select(item => Field(Text(item, header), header))]
        : [Field(Text(node, header), header)];

    private static LedgerField Field(string name, string where) => LedgerTemplate.FieldOf(name)
        ?? throw new FormatException($"'{name}' in '{where}' is not a ledger field.");

    private static string Text(JsonNode? node, string where) =>
        node is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new FormatException($"'{where}' must be a text in quotes.");

    private static JsonObject Texts(IReadOnlyDictionary<string, string> texts) =>
        new(texts.Select(item => KeyValuePair.Create<string, JsonNode?>(item.Key, JsonValue.Create(item.Value))));
}
