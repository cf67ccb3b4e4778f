namespace Portal.Data.Access.Recusals;

/// <summary>The named person who sees to an enterprise or to one of its cases (督办专人, S0-58: 安排专人负责).</summary>
public sealed record Supervisor
{
    public long Id { get; init; }

    public required string EnterpriseCode { get; init; }

    /// <summary>Null when the whole enterprise is meant.</summary>
    public string? CaseId { get; init; }

    public required long UserId { get; init; }

    public string DisplayName { get; init; } = "";

    public required string AssignedBy { get; init; }

    public required DateTime AssignedAtUtc { get; init; }

    public string? EndedBy { get; init; }

    public DateTime? EndedAtUtc { get; init; }
}

/// <summary>An enterprise and who answers for it, if anybody does.</summary>
public sealed record SupervisedEnterprise
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string JurisdictionName { get; init; }

    public required string JurisdictionNameEn { get; init; }

    /// <summary>Null when nobody is named.</summary>
    public string? Supervisor { get; init; }

    public string? AssignedBy { get; init; }

    public DateTime? AssignedAtUtc { get; init; }

    /// <summary>Its cases that somebody is named for.</summary>
    public int Cases { get; init; }
}

/// <summary>Which enterprises to list.</summary>
/// <param name="IsNamed">With, or without somebody who answers for them; null for both.</param>
/// <param name="Search">A part of the enterprise's or the supervisor's name.</param>
public sealed record SupervisionFilter(EnterpriseScope Scope, bool? IsNamed = null, string? Search = null);

/// <summary>Somebody whose role and scope allow the assignment.</summary>
public sealed record Candidate
{
    public required long UserId { get; init; }

    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Why the user may not be assigned all the same.</summary>
    public RecusalGround? Conflict { get; init; }
}

public enum AssignmentAnswer
{
    Assigned,

    /// <summary>Refused because of a conflict, and recorded.</summary>
    Conflict,

    /// <summary>The actor may not assign here, or the user's roles do not cover the enterprise.</summary>
    NotAllowed,
}

/// <param name="Ground">With <see cref="AssignmentAnswer.Conflict"/>.</param>
public sealed record AssignmentResult(AssignmentAnswer Answer, RecusalGround? Ground = null);
