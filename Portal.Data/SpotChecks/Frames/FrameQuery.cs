using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Registry;

namespace Portal.Data.SpotChecks.Frames;

/// <summary>What a frame can be cut into strata by.</summary>
public enum StratumKey
{
    Enterprise = 1, // 企业
    ComplaintType = 2, // 投诉类型
    Channel = 3, // 受理渠道

    /// <summary>Satisfied, dissatisfied or not rated.</summary>
    Rating = 4, // 评价
}

/// <summary>What the size of an object is, for draws in proportion to it.</summary>
public enum SizeMeasure
{
    /// <summary>Every object counts one.</summary>
    One = 1,

    /// <summary>Households of the enterprise by its latest declaration.</summary>
    Households = 2,

    /// <summary>Ledger rows of the enterprise that the case filter finds.</summary>
    Cases = 3,
}

/// <summary>The saved query that a frame is frozen from: the explorer's filter, or for kinds without rows the enterprises.</summary>
public sealed record FrameQuery
{
    /// <summary>One enterprise; null for all of the campaign's jurisdiction.</summary>
    public string? EnterpriseCode { get; init; }

    public Sector? Sector { get; init; }

    /// <summary>The filter of rows. Its scope is not kept: <see cref="Within"/> puts that of whoever freezes in its place.</summary>
    public CaseFilter Cases { get; init; } = new() { Scope = EnterpriseScope.Of(Actor.Nobody) };

    /// <summary>The frame is the list of cases kept with the campaign, not what the filter finds.</summary>
    public bool IsList { get; init; }

    public SizeMeasure Size { get; init; } = SizeMeasure.One;

    /// <summary>The enterprises of this frame that somebody may see.</summary>
    /// <param name="jurisdictionCode">The campaign's.</param>
    public EnterpriseScope Within(Actor actor, string jurisdictionCode) =>
        EnterpriseScope.Of(actor) with { JurisdictionCode = jurisdictionCode, EnterpriseCode = EnterpriseCode, Sector = Sector };

    internal sealed class NoScope : JsonConverter<EnterpriseScope>
    {
        public override bool HandleNull => true;

        public override EnterpriseScope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return EnterpriseScope.Of(Actor.Nobody);
        }

        public override void Write(Utf8JsonWriter writer, EnterpriseScope value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
