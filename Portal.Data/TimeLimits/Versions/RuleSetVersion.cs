namespace Portal.Data.TimeLimits.Versions;

/// <summary>How far a version written in the portal has come. Stored as its number.</summary>
public enum VersionState
{
    Draft = 1, // 草稿
    Submitted = 2, // 待审核
    Approved = 3, // 已批准
    Published = 4, // 已发布
    Withdrawn = 5, // 已撤回
}

/// <summary>What is done to a version. Stored as its number.</summary>
public enum VersionStep
{
    Created = 1,
    Edited = 2,
    Submitted = 3,
    SentBack = 4,
    Approved = 5,
    Published = 6,
    Withdrawn = 7,
}

/// <summary>One version of a rule set written in the portal.</summary>
public sealed record RuleSetVersion
{
    public required long Id { get; init; }

    /// <summary>Whose version it is: once published it holds there and below.</summary>
    public required string JurisdictionCode { get; init; }

    public required string SetCode { get; init; }

    public required int Version { get; init; }

    /// <summary>The version it was copied from, such as <c>S0 v1</c>; null for a new set.</summary>
    public string? BasedOn { get; init; }

    public required VersionState State { get; init; }

    /// <summary>Counts the changes: whoever saves says which revision was in hand.</summary>
    public required int Revision { get; init; }

    /// <summary>The set in the form of docs/time-limits.md.</summary>
    public required string Json { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    public DateTime? PublishedAtUtc { get; init; }

    public string Name => FormattableString.Invariant($"{SetCode} v{Version}");
}

/// <summary>One line of a version's history.</summary>
public sealed record VersionEvent
{
    public required long VersionId { get; init; }

    public required VersionStep Step { get; init; }

    public required string ByName { get; init; }

    public required DateTime AtUtc { get; init; }

    public string? Note { get; init; }
}

public sealed record VersionWithHistory(RuleSetVersion Version, IReadOnlyList<VersionEvent> History);

/// <summary>Why something was not done to a version.</summary>
public enum VersionFault
{
    None,

    /// <summary>There is no such version within the actor's scope.</summary>
    NotFound,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,

    /// <summary>It has come too far, or not far enough, for this.</summary>
    WrongState,

    /// <summary>Whoever has written in a version does not approve it.</summary>
    OwnWork,

    /// <summary>The actor's role does not do this.</summary>
    NotAllowed,

    /// <summary>The rules have faults.</summary>
    Faulty,

    /// <summary>The code is taken by another set, or is none.</summary>
    Code,

    /// <summary>A version needs the day from which it holds.</summary>
    EffectiveFrom,

    /// <summary>Sending back and withdrawing need a reason.</summary>
    Reason,
}
