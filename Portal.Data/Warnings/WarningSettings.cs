using System.Text.Json;

namespace Portal.Data.Warnings;

/// <summary>The parameters of a rule, as shipped or as a jurisdiction has laid them down.</summary>
public sealed record WarningSettings
{
    public required bool IsOn { get; init; }

    public required WarningSeverity Severity { get; init; }

    /// <summary>By key, e.g. <c>households</c>; the keys are those of the shipped rule.</summary>
    public required IReadOnlyDictionary<string, int> Numbers { get; init; }

    /// <summary>By key, e.g. <c>words</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; }

    public int this[string key] => Numbers[key];

    /// <summary>How much an answered warning must have grown to be raised again, in percent.</summary>
    public int Growth => Numbers.GetValueOrDefault("growth");

    public static WarningSettings FromJson(string json) => JsonSerializer.Deserialize<WarningSettings>(json, WarningJson.Options)
        ?? throw new InvalidDataException("The settings of a warning rule are empty.");

    public string ToJson() => JsonSerializer.Serialize(this, WarningJson.Options);

    internal HashSet<T> Codes<T>(string key)
        where T : struct, Enum => [.. Lists.GetValueOrDefault(key, []).Select(Enum.Parse<T>)];
}

internal static class WarningJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
