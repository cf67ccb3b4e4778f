namespace Portal.Data.SpotChecks.Campaigns;

/// <summary>One drawn object of a campaign (任务). Created by the draw, all of a campaign in one transaction.</summary>
public sealed record SpotTask
{
    public required long Id { get; init; }

    public required long CampaignId { get; init; }

    /// <summary>1 and up: the order in which the draw gives its objects.</summary>
    public required int DrawOrder { get; init; }

    /// <summary>The line of the frame file, 1 and up.</summary>
    public required int FramePosition { get; init; }

    public required string Stratum { get; init; }

    /// <summary>Objects in the stratum, N_h.</summary>
    public required int StratumSize { get; init; }

    /// <summary>Objects drawn from the stratum, n_h.</summary>
    public required int StratumDrawn { get; init; }

    /// <summary>
    /// Numerator of the weight, the inverse of the probability with which this object was drawn: N_h for simple and stratified
    /// draws, the sizes of the stratum together for one proportional to size.
    /// </summary>
    public required long WeightOver { get; init; }

    /// <summary>Denominator of the weight: n_h, or n_h times the size of the object.</summary>
    public required long WeightUnder { get; init; }

    public required string EnterpriseCode { get; init; }

    /// <summary>The row of the ledger; null where the object is none.</summary>
    public long? RowId { get; init; }

    /// <summary>The object's key in the frame file: id of a row, code of an enterprise, slot of a phone test.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>The drawn moment of a phone test, wall-clock time; null for other kinds. Hidden from enterprises.</summary>
    public DateTime? PlannedAt { get; init; }

    /// <summary>The account of whom it is assigned to; null while nobody has it.</summary>
    public long? InspectorId { get; init; }

    public required SpotTaskState State { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>How it ended; null while it has not, and never changed once it is set.</summary>
    public Tasks.Disposition? Disposition { get; init; }

    public DateTime? SettledAtUtc { get; init; }

    /// <summary>Counts the changes.</summary>
    public required int Version { get; init; }

    /// <summary>How many objects of the frame this one stands for.</summary>
    public double Weight => (double)WeightOver / WeightUnder;
}
