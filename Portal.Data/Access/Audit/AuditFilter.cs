namespace Portal.Data.Access.Audit;

/// <summary>Which entries to read. What is null is not asked for; who asks restricts it in any case.</summary>
public sealed record AuditFilter(Actor Reader)
{
    /// <summary>The beginning of an account's name.</summary>
    public string? User { get; init; }

    public AuditAction? Action { get; init; }

    /// <summary>Only these kinds of action, such as those around signing in; null for all.</summary>
    public IReadOnlyList<AuditAction>? Kinds { get; init; }

    public string? ObjectType { get; init; }

    public string? ObjectId { get; init; }

    public string? EnterpriseCode { get; init; }

    /// <summary>The first day, in China Standard Time.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, in China Standard Time.</summary>
    public DateOnly? To { get; init; }
}
