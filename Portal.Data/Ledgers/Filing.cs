using Portal.Data.Access;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>One file sent for one enterprise and month (S0-45…48). Every version stays; figures come from the current one.</summary>
public sealed record Filing
{
    public long Id { get; init; }

    public required string EnterpriseCode { get; init; }

    /// <summary>As <c>yyyy-MM</c>.</summary>
    public required string Period { get; init; }

    /// <summary>1 and up within enterprise and period, refused files included.</summary>
    public required int Version { get; init; }

    public required FilingStatus Status { get; init; }

    /// <summary>Whether this is the latest accepted version, whose rows count.</summary>
    public required bool IsCurrent { get; init; }

    public required string FileName { get; init; }

    /// <summary>Lower-case hex.</summary>
    public required string FileSha256 { get; init; }

    public required long FileBytes { get; init; }

    public string? MappingName { get; init; }

    /// <summary>Fields that the mapping filled, as <c>Field=value</c> lines; null when every value is the source's own.</summary>
    public string? FilledFields { get; init; }

    /// <summary>Name of the <see cref="Reading.RefusalCode"/> of a refused file.</summary>
    public string? Refusal { get; init; }

    /// <summary>Arguments of the refusal, one per line.</summary>
    public string? RefusalDetail { get; init; }

    /// <summary>Ledger wall-clock time at which open cases were judged.</summary>
    public required DateTime JudgedAt { get; init; }

    /// <summary>The rule sets used, such as <c>S0 v1</c>.</summary>
    public required string RuleSets { get; init; }

    public int RowsRead { get; init; }

    public int RowsValid { get; init; }

    /// <summary>Rows with at least one plausibility warning.</summary>
    public int RowsWarned { get; init; }

    public int RowsRejected { get; init; }

    /// <summary>Rows in which no event that a limit needs is missing.</summary>
    public int RowsComplete { get; init; }

    public required string SubmittedBy { get; init; }

    public required DateTime ReceivedAtUtc { get; init; }

    /// <summary>When its complainants, its file and the values in its issues were given up; null while they are kept.</summary>
    public DateTime? AnonymisedAtUtc { get; init; }
}

/// <summary>A file and what it is filed as.</summary>
public sealed record FilingRequest
{
    /// <summary>Seekable; read several times; stays open.</summary>
    public required Stream Content { get; init; }

    public required string FileName { get; init; }

    public required string EnterpriseCode { get; init; }

    /// <summary>First day of the month.</summary>
    public required DateOnly Period { get; init; }

    public Mapping.ColumnMapping? Mapping { get; init; }

    /// <summary>Who sends it.</summary>
    public required Actor SubmittedBy { get; init; }

    /// <summary>Ledger wall-clock judging time; null for now.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>Check only: the same issues, nothing written.</summary>
    public bool IsDryRun { get; init; }
}

/// <summary>What came of a filing: the filing as recorded, and the verdict counts of its rows.</summary>
/// <param name="Filing">Id 0 after a dry run.</param>
/// <param name="IsRepeat">The same file is already filed for that month; nothing was written and <paramref name="Filing"/> is the earlier one.</param>
/// <param name="Limits">Rule id to counts indexed by <see cref="Verdict"/>, in the order of the rules; empty for a refused file.</param>
/// <param name="Issues">The first <see cref="LedgerIntake.IssuesReturned"/> errors and as many warnings.</param>
public sealed record FilingReport(
    Filing Filing,
    bool IsRepeat,
    IReadOnlyDictionary<string, int[]> Limits,
    IReadOnlyList<LedgerIssue> Issues);

/// <summary>How far a filing is.</summary>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Share">0 to 1 of the file read.</param>
public readonly record struct FilingProgress(FilingStage Stage, int Rows, double Share);

public enum FilingStage
{
    Checking,
    Writing,
    Done,
}
