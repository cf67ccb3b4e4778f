namespace Portal.Data.Warnings;

/// <summary>Something a rule has seen. The same rule, subject and occurrence are the same warning, however often it is seen.</summary>
public sealed record WarningFinding
{
    public required WarningRuleCode Rule { get; init; }

    /// <summary>What it is about, as a key: a community, a case, a household's hash; empty for the enterprise as a whole.</summary>
    public required string Subject { get; init; }

    /// <summary>Which time: a season, a year, a day, a week, a month; empty where there is only one.</summary>
    public required string Occurrence { get; init; }

    /// <summary>The subject as shown, such as a community or a case number; null for nothing to show. Never a person.</summary>
    public string? SubjectText { get; init; }

    public required WarningSeverity Severity { get; init; }

    /// <summary>How large it is: households, complaints, returns, hours, cases, words, as the rule counts.</summary>
    public required int Amount { get; init; }

    /// <summary>The amount at which the rule begins to warn.</summary>
    public required int Threshold { get; init; }

    /// <summary>Ids of the ledger rows that show it.</summary>
    public required IReadOnlyList<long> Rows { get; init; }

    /// <summary>First and last ledger time it is about.</summary>
    public required DateTime FirstAt { get; init; }

    public required DateTime LastAt { get; init; }

    public required WarningDetail Detail { get; init; }

    internal (WarningRuleCode Rule, string Subject, string Occurrence) Key => (Rule, Subject, Occurrence);
}

/// <summary>What else a warning keeps: the parameters that judged it, and what its page shows of the rule's view.</summary>
public sealed record WarningDetail
{
    public required WarningSettings Settings { get; init; }

    /// <summary>Of a spike.</summary>
    public SpikeView? Spike { get; init; }

    /// <summary>Of risk words: those found.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Of a stalled commitment: what was promised.</summary>
    public DateTime? PromisedAt { get; init; }

    /// <summary>Of a silence.</summary>
    public SilenceView? Silence { get; init; }
}
