namespace Portal.Data.TimeLimits;

/// <summary>A jurisdiction's decision that a rule set holds from a day on, for itself and what lies below it.</summary>
public sealed record RuleSetAdoption
{
    public long Id { get; init; }

    public required string JurisdictionCode { get; init; }

    public required string SetCode { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public required DateTime AdoptedAtUtc { get; init; }

    /// <summary>The account that adopted it.</summary>
    public required string AdoptedBy { get; init; }
}
