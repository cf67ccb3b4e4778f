using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;

namespace Portal.Data.SpotChecks.Findings;

/// <summary>A finding as listed and opened. Names nobody but officers, and those only to authorities.</summary>
public sealed record Finding
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new JsonStringEnumConverter() } };

    public required long Id { get; init; }

    public required long CampaignId { get; init; }

    public required string CampaignName { get; init; }

    public required CampaignKind Kind { get; init; }

    public required CampaignState CampaignState { get; init; }

    public required string JurisdictionCode { get; init; }

    public required long TaskId { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string EnterpriseName { get; init; }

    public required string EnterpriseNameEn { get; init; }

    public long? RowId { get; init; }

    /// <summary>Null without a row.</summary>
    public string? CaseNo { get; init; }

    public required FindingType Type { get; init; }

    public required FindingState State { get; init; }

    public required int Revision { get; init; }

    public required string FactsJson { get; init; }

    public required string Statement { get; init; }

    public required long ProposedById { get; init; }

    public required DateTime ProposedAtUtc { get; init; }

    public DateTime? NotifiedAtUtc { get; init; }

    /// <summary>The last day to explain; null before the enterprise was told.</summary>
    public DateOnly? ExplainBy { get; init; }

    public string? Explanation { get; init; }

    public DateTime? DecidedAtUtc { get; init; }

    /// <summary>Of the decision, or of taking it back.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a confirmed one, in tenths.</summary>
    public int? PointsTenths { get; init; }

    public string? PointsBasis { get; init; }

    public FindingStanding Standing => new(State, ProposedById, ExplainBy, CampaignState is CampaignState.Completed or CampaignState.Published);

    /// <summary>The facts with both values as they stood when it was proposed.</summary>
    public IReadOnlyList<ComparedFact> ReadFacts() =>
        JsonSerializer.Deserialize<List<ComparedFact>>(FactsJson, s_options) ?? throw new InvalidDataException($"The facts of finding {Id} are empty.");

    internal static string Write(IReadOnlyList<ComparedFact> facts) => JsonSerializer.Serialize(facts, s_options);
}

/// <summary>A step in the life of a finding.</summary>
public sealed record FindingStep
{
    public required FindingAct Act { get; init; }

    public required FindingState State { get; init; }

    public required string UserName { get; init; }

    /// <summary>Empty for an enterprise that reads of a step of the authority: it deals with the authority, not with a person.</summary>
    public required string DisplayName { get; init; }

    public required DateTime AtUtc { get; init; }

    public string? Note { get; init; }
}

/// <summary>A file a finding rests on, as told to whoever reads the finding; an enterprise opens those only that were released to it.</summary>
public sealed record FindingFile
{
    public required long Id { get; init; }

    public required Evidence.EvidenceKind Kind { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public DateTime? TakenAt { get; init; }

    public required DateTime ReceivedAtUtc { get; init; }

    /// <summary>When the enterprise was given the file; null when it has name and hash only.</summary>
    public DateTime? ReleasedAtUtc { get; init; }

    /// <summary>When the file was given up after the retention period; its hash stays.</summary>
    public DateTime? ErasedAtUtc { get; init; }
}

/// <summary>Which findings a list shows; what is null or empty narrows nothing.</summary>
public sealed record FindingFilter(EnterpriseScope Scope)
{
    public FindingType? Type { get; init; }

    public IReadOnlyList<FindingState> States { get; init; } = [];

    public long? CampaignId { get; init; }

    /// <summary>Only those whose next step is the reader's on this day (<see cref="FindingRules.IsWaitingFor"/>), what is due first on top.</summary>
    public DateOnly? WaitingOn { get; init; }

    /// <summary>Only those with a message the reader has not read (<see cref="FindingMessages"/>).</summary>
    public bool IsUnread { get; init; }
}

/// <summary>A confirmed finding, for whatever counts it: daily supervision, arbitration, the reliability grade.</summary>
public sealed record ConfirmedFinding
{
    public required long Id { get; init; }

    public required string EnterpriseCode { get; init; }

    public required FindingType Type { get; init; }

    /// <summary>In tenths.</summary>
    public required int PointsTenths { get; init; }

    /// <summary>Where the points come from.</summary>
    public required string PointsBasis { get; init; }

    public required DateOnly ConfirmedOn { get; init; }

    public required long CampaignId { get; init; }

    public required long TaskId { get; init; }

    /// <summary>The row of the ledger; null where the object is none.</summary>
    public long? RowId { get; init; }

    public string? CaseNo { get; init; }
}
