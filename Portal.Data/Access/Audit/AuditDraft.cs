namespace Portal.Data.Access.Audit;

/// <summary>What is to be recorded; the log adds number, time and hash.</summary>
public sealed record AuditDraft
{
    /// <summary>Who. For a failed sign-in an actor made of the name that was typed, without role and scope.</summary>
    public required Actor Actor { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>A word of the glossary, such as <c>Filing</c> or <c>UserAccount</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>The object's id or code; empty when the action is about none in particular.</summary>
    public required string ObjectId { get; init; }

    /// <summary>The enterprise it concerns, which then reads the entry; so do the authorities above it.</summary>
    public string? EnterpriseCode { get; init; }

    /// <summary>
    /// The jurisdiction it concerns, where it is no enterprise. With neither code the entry belongs to the actor's own
    /// scope, and without that to nobody's: only somebody who sees everywhere reads it.
    /// </summary>
    public string? JurisdictionCode { get; init; }

    /// <summary>
    /// More about it, kept as JSON. Never complainants in clear, passwords or other secrets: an entry cannot be taken
    /// back. Null for nothing to add.
    /// </summary>
    public object? Detail { get; init; }
}
