using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>
/// How a frame was drawn and what came out (抽取单): with the frame file, all that is needed to repeat the draw. No
/// personal data stands in it.
/// </summary>
public sealed record DrawSheet
{
    public const string FormatName = "regulator-draw-sheet";

    public const int FormatVersion = 1;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public required string Format { get; init; }

    [JsonPropertyName("formatVersion")]
    public required int FormatVersionNumber { get; init; }

    /// <summary>For the reader; the draw does not depend on it.</summary>
    public required SheetCampaign Campaign { get; init; }

    public required string FrameSha256 { get; init; }

    public required int FrameObjects { get; init; }

    public required string Algorithm { get; init; }

    public required int AlgorithmVersion { get; init; }

    public required SamplePlan Sample { get; init; }

    public required string Seed { get; init; }

    public required Campaigns.SeedSource SeedSource { get; init; }

    public string? Witness { get; init; }

    public required DateTime SeedRecordedAtUtc { get; init; }

    public required DateTime DrawnAtUtc { get; init; }

    public required IReadOnlyList<SheetStratum> Strata { get; init; }

    /// <summary>In the order of the draw.</summary>
    public required IReadOnlyList<SheetObject> Drawn { get; init; }

    /// <exception cref="InvalidDataException">The text is no draw sheet; says what is wrong and where.</exception>
    public static DrawSheet Read(string json)
    {
        try
        {
            var sheet = JsonSerializer.Deserialize<DrawSheet>(json, s_options);
            return sheet is null or { Campaign: null } or { FrameSha256: null } or { Sample: null } or { Seed: null } or { Strata: null } or { Drawn: null }
                ? throw new InvalidDataException("A part of the draw sheet is empty.")
                : sheet.Format != FormatName || sheet.FormatVersionNumber != FormatVersion
                ? throw new InvalidDataException($"The file is no draw sheet of version {FormatVersion}.")
                : sheet;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"The draw sheet is faulty{(fault.LineNumber is { } line ? $" in line {line + 1}" : "")}: {fault.Message}", fault);
        }
    }

    public string Write() => JsonSerializer.Serialize(this, s_options);
}

/// <param name="Kind">Name of the kind.</param>
public sealed record SheetCampaign(long Id, Campaigns.CampaignKind Kind, string Name, string JurisdictionCode);

public sealed record SheetStratum(string Stratum, int Objects, long SizeSum, int ToDraw);

/// <param name="Position">The line of the frame file, 1 and up.</param>
/// <param name="Key">Of the object, as in the frame file.</param>
/// <param name="PlannedAt">Phone tests: the drawn moment.</param>
/// <param name="Inspector">Double-random checks: whose task it is; null where nobody may.</param>
/// <param name="Accompanying">Who goes along, in the order of the draw; null where nobody does.</param>
/// <param name="InspectorsMissing">How many fewer there are than the plan asks for, because no more may; null for none, and where one is asked for.</param>
public sealed record SheetObject(
    int Position,
    [property: JsonPropertyName("object")] string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? PlannedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Inspector = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<long>? Accompanying = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? InspectorsMissing = null)
{
    internal static SheetObject Of(DrawnObject drawn, SamplePlan plan) => new(
        drawn.Position,
        drawn.Key,
        drawn.PlannedAt,
        drawn.Inspectors is [var first, ..] ? first : null,
        drawn.Inspectors.Count > 1 ? [.. drawn.Inspectors.Skip(1)] : null,
        plan.InspectorsPerObject > 1 && drawn.Inspectors.Count < plan.InspectorsPerObject ? plan.InspectorsPerObject - drawn.Inspectors.Count : null);

    /// <summary>All that it says of inspectors, in one line.</summary>
    internal string InspectorLine() => string.Join(' ', (Inspector is { } first ? [first] : Array.Empty<long>()).Concat(Accompanying ?? []).Select(account => account.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        + (InspectorsMissing is { } missing ? FormattableString.Invariant($" -{missing}") : "");
}
