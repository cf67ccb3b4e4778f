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
