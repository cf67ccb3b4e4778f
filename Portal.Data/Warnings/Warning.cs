using System.Text.Json;

namespace Portal.Data.Warnings;

/// <summary>A warning as listed and opened.</summary>
public sealed record Warning
{
    public required long Id { get; init; }

    public required string EnterpriseCode { get; init; }

    public string EnterpriseName { get; init; } = "";

    public string EnterpriseNameEn { get; init; } = "";

    public required WarningRuleCode RuleCode { get; init; }

    /// <summary>As in <see cref="WarningFinding"/>.</summary>
    public required string Subject { get; init; }

    public required string Occurrence { get; init; }

    public string? SubjectText { get; init; }

    public required WarningSeverity Severity { get; init; }

    public required WarningState State { get; init; }

    public required int Amount { get; init; }

    public required int Threshold { get; init; }

    /// <summary>How many rows show it.</summary>
    public required int CaseCount { get; init; }

    /// <summary>JSON of <see cref="WarningDetail"/>; empty in lists.</summary>
    public string Detail { get; init; } = "";

    public required DateTime FirstAt { get; init; }

    public required DateTime LastAt { get; init; }

    /// <summary>When it was raised, or raised again.</summary>
    public required DateTime RaisedAtUtc { get; init; }

    /// <summary>When an evaluation last found it.</summary>
    public required DateTime CheckedAtUtc { get; init; }

    public required int RaiseCount { get; init; }

    public int? AnsweredAmount { get; init; }

    /// <summary>The last day on which this subject and rule are not raised again; null when not muted.</summary>
    public DateOnly? MutedUntil { get; init; }

    /// <summary>Whether the reader has not opened it since it was last told; only in lists.</summary>
    public bool IsUnread { get; init; }

    public WarningDetail ReadDetail() => JsonSerializer.Deserialize<WarningDetail>(Detail, WarningJson.Options)
        ?? throw new InvalidDataException($"The detail of warning {Id} is empty.");
}

/// <summary>A step in the life of a warning.</summary>
public sealed record WarningStep
{
    public required WarningAct Kind { get; init; }

    public required DateTime AtUtc { get; init; }

    public required string UserName { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>How large it was then.</summary>
    public required int Amount { get; init; }

    public string? Note { get; init; }
}

public enum WarningSort
{
    Severity,
    RaisedAt,
    Amount,
    Enterprise,
}

/// <summary>Which warnings a list shows.</summary>
public sealed record WarningFilter(Access.EnterpriseScope Scope)
{
    public WarningRuleCode? Rule { get; init; }

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<WarningState> States { get; init; } = [];

    public WarningSeverity? Severity { get; init; }

    /// <summary>Raised, or raised again, in this month of the ledgers' clock; its first day.</summary>
    public DateOnly? Month { get; init; }
}
