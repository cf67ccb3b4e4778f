using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;

namespace Portal.Data.SpotChecks.Campaigns;

/// <summary>From what, in which strata, how many and by which method: settled before anything is frozen. Kept as JSON.</summary>
public sealed record CampaignPlan
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        Converters = { new JsonStringEnumConverter(), new FrameQuery.NoScope() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Which objects the frame holds.</summary>
    public FrameQuery Query { get; init; } = new();

    /// <summary>What the frame is cut into strata by; empty for one stratum.</summary>
    public IReadOnlyList<StratumKey> StratifyBy { get; init; } = [];

    public SamplePlan Sample { get; init; } = new();

    /// <exception cref="InvalidDataException">The text is no plan.</exception>
    public static CampaignPlan Read(string json) =>
        JsonSerializer.Deserialize<CampaignPlan>(json, s_options) ?? throw new InvalidDataException("A campaign without a plan.");

    public string Write() => JsonSerializer.Serialize(this, s_options);
}
