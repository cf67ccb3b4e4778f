namespace Portal.Data.Access.Audit;

/// <summary>One line of the audit log, as stored.</summary>
public sealed record AuditEntry
{
    /// <summary>1 and up, without gaps.</summary>
    public long Seq { get; init; }

    /// <summary>Whole seconds; never before the entry before.</summary>
    public DateTime AtUtc { get; init; }

    public required string ActorName { get; init; }

    public required string ActorRole { get; init; }

    public required string ActorScope { get; init; }

    public string? Address { get; init; }

    /// <summary>Name of an <see cref="AuditAction"/>; text, so that an entry of a later portal can still be read and checked.</summary>
    public required string Action { get; init; }

    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    public string? EnterpriseCode { get; init; }

    public string? JurisdictionCode { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Detail { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }
}

/// <summary>The newest entry, sealed.</summary>
public sealed record AuditHead
{
    public required long Seq { get; init; }

    public required byte[] Hash { get; init; }

    public required byte[] Seal { get; init; }
}

/// <summary>The last entry of a day, sealed. Kept outside the portal as well, it holds whoever owns the database and the keys to it.</summary>
public sealed record AuditAnchor
{
    /// <summary>In China Standard Time.</summary>
    public required DateOnly Day { get; init; }

    public required long LastSeq { get; init; }

    /// <summary>How many entries lie between the anchor before and this one, this one's own included.</summary>
    public required long Entries { get; init; }

    /// <summary>Hash of the entry <see cref="LastSeq"/>.</summary>
    public required byte[] Hash { get; init; }

    public required byte[] Seal { get; init; }

    public required DateTime AnchoredAtUtc { get; init; }
}
