namespace Portal.Data.TimeLimits;

/// <summary>
/// A jurisdiction's decision that one rule holds otherwise with it and below it, from a day on. Decisions are only
/// added; what ends one is a record of its own.
/// </summary>
public sealed record RuleOverride
{
    public long Id { get; init; }

    public required string JurisdictionCode { get; init; }

    public required string SetCode { get; init; }

    public required string RuleId { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The last day on which it holds; null means until it is ended.</summary>
    public DateOnly? EffectiveTo { get; init; }

    public required RuleChange Change { get; init; }

    public required string Reason { get; init; }

    /// <summary>The account that decided it.</summary>
    public required string DecidedBy { get; init; }

    public required DateTime DecidedAtUtc { get; init; }

    public RuleOverrideEnd? End { get; init; }

    public DateOnly? LastDay => End is { } end && (EffectiveTo is not { } to || end.LastDay < to) ? end.LastDay : EffectiveTo;

    public bool IsInForce(DateOnly day) => day >= EffectiveFrom && !(day > LastDay);
}

/// <param name="LastDay">The last day on which the override holds; before its first day it never did.</param>
public sealed record RuleOverrideEnd(DateOnly LastDay, string Reason, string EndedBy, DateTime EndedAtUtc);
