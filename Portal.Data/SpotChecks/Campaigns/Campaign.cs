namespace Portal.Data.SpotChecks.Campaigns;

/// <summary>
/// A spot check of one kind in one period (抽检活动). Enterprises see nothing of it before it is completed (S0-63).
/// What a step settles is null before that step and never changes after it.
/// </summary>
public sealed record Campaign
{
    public required long Id { get; init; }

    /// <summary>Whose campaign it is: it checks enterprises there and below.</summary>
    public required string JurisdictionCode { get; init; }

    public required CampaignKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>What is checked, in words; a double-random check draws an object at most once a year per matter.</summary>
    public required string Matter { get; init; }

    public required string QuestionnaireCode { get; init; }

    public required int QuestionnaireVersion { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    public required CampaignState State { get; init; }

    /// <summary>Counts the changes: whoever changes it says which revision was in hand.</summary>
    public required int Revision { get; init; }

    /// <summary>JSON of <see cref="CampaignPlan"/>.</summary>
    public required string PlanJson { get; init; }

    /// <summary>Of the frame file, 64 lower-case hexadecimal digits.</summary>
    public string? FrameSha256 { get; init; }

    /// <summary>Objects in the frame.</summary>
    public int? FrameCount { get; init; }

    public long? FrameBytes { get; init; }

    public DateTime? FrozenAtUtc { get; init; }

    /// <summary>Objects to draw, over all strata.</summary>
    public int? SampleSize { get; init; }

    public string? Algorithm { get; init; }

    public int? AlgorithmVersion { get; init; }

    public string? Seed { get; init; }

    public SeedSource? SeedSource { get; init; }

    public DateTime? SeedRecordedAtUtc { get; init; }

    /// <summary>Who saw the seed arise; only for <see cref="SeedSource.Witness"/>.</summary>
    public string? Witness { get; init; }

    public DateTime? DrawnAtUtc { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTime CreatedAtUtc { get; init; }

    /// <summary>Whether an enterprise may know of it.</summary>
    public bool IsOver => State is CampaignState.Completed or CampaignState.Published;

    public CampaignPlan ReadPlan() => CampaignPlan.Read(PlanJson);
}

/// <summary>One line of a campaign's history: it reached a state.</summary>
public sealed record CampaignStep
{
    public required CampaignState State { get; init; }

    public required string ByName { get; init; }

    public required DateTime AtUtc { get; init; }

    public string? Note { get; init; }
}

/// <summary>A stratum of a frozen frame (层) and its share of the sample.</summary>
public sealed record CampaignStratum
{
    /// <summary>As in the frame file, such as <c>channel=6 type=5</c>.</summary>
    public required string Stratum { get; init; }

    public required int Objects { get; init; }

    /// <summary>The sizes of its objects together.</summary>
    public required long SizeSum { get; init; }

    public required int ToDraw { get; init; }
}
