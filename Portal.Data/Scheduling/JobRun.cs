namespace Portal.Data.Scheduling;

public enum JobOutcome
{
    /// <summary>Still at work, or the portal was killed meanwhile.</summary>
    Unfinished = 0,
    Done = 1,
    Failed = 2,
}

/// <summary>One run of a job: when, and what came of it.</summary>
public sealed record JobRun
{
    public required long Id { get; init; }

    /// <summary>Group and name, such as <c>ledgers.open-case-review</c>.</summary>
    public required string Job { get; init; }

    public required DateTime StartedAtUtc { get; init; }

    public DateTime? EndedAtUtc { get; init; }

    public required JobOutcome Outcome { get; init; }

    /// <summary>What the job reports of itself, or why it failed.</summary>
    public string? Detail { get; init; }
}
