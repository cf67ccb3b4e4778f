namespace Portal.Data.SpotChecks.Campaigns;

/// <summary>Why something was not done to a campaign. Runs of schedules store its number: new ones are put at the end.</summary>
public enum CampaignFault
{
    None,

    /// <summary>There is no such campaign within the actor's scope.</summary>
    NotFound,

    /// <summary>The actor's role does not do this.</summary>
    NotAllowed,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,

    /// <summary>It has come too far, or not far enough, for this: what is frozen stays, a seed is recorded once, a draw is never repeated.</summary>
    WrongState,

    /// <summary>A name of 1 to 200 characters.</summary>
    Name,

    /// <summary>A double-random check says what it is about, in at most 100 characters.</summary>
    Matter,

    /// <summary>The last day is before the first, or a year or more after it.</summary>
    Days,

    /// <summary>There is no such questionnaire of this kind.</summary>
    Questionnaire,

    /// <summary>A number of the sample is out of range.</summary>
    Sample,

    /// <summary>A telephone number is personal data, and is not kept in a plan.</summary>
    Filter,

    /// <summary>The list of cases is empty, too long, or has a line that is no case number.</summary>
    List,

    /// <summary>Nothing can be drawn: the query finds no object.</summary>
    EmptyFrame,

    /// <summary>The frame has no inspector: there is nobody to draw.</summary>
    NoInspector,

    /// <summary>A seed of 1 to 200 characters in one line.</summary>
    Seed,

    /// <summary>A typed seed needs the name of who saw it arise.</summary>
    Witness,

    /// <summary>Another campaign has drawn one of the objects for this matter since the frame was frozen.</summary>
    DrawnMeanwhile,

    /// <summary>The stored frame is not the one whose hash was recorded.</summary>
    FrameDamaged,

    /// <summary>Cancelling needs a reason.</summary>
    Reason,

    /// <summary>The portal did not run in the window of the schedule, so nothing began in that period.</summary>
    Missed,
}

/// <summary>What a campaign is to be.</summary>
public sealed record CampaignDraft
{
    public required string JurisdictionCode { get; init; }

    public required CampaignKind Kind { get; init; }

    public required string Name { get; init; }

    public string Matter { get; init; } = "";

    public required string QuestionnaireCode { get; init; }

    public required int QuestionnaireVersion { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    public required CampaignPlan Plan { get; init; }

    /// <summary>For a frame that is a list.</summary>
    public IReadOnlyList<ListedCase> Cases { get; init; } = [];

    /// <summary>The run of a schedule that it is planned for; null when somebody plans it.</summary>
    public long? RunId { get; init; }
}

/// <param name="EnterpriseCode">Null where the number alone says which case it is.</param>
public sealed record ListedCase(string CaseNo, string? EnterpriseCode);

/// <summary>A line of a list and how many rows it means: 1 is right.</summary>
public sealed record ListedCaseRow
{
    public required int Number { get; init; }

    public required string CaseNo { get; init; }

    public string? EnterpriseCode { get; init; }

    public required int Found { get; init; }
}
