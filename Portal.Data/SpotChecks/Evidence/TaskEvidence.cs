namespace Portal.Data.SpotChecks.Evidence;

/// <summary>A photo or a temperature sheet of a task (佐证), as it is kept: without metadata, which stands in fields of its own.</summary>
public sealed record TaskEvidence
{
    public required long Id { get; init; }

    public required long TaskId { get; init; }

    /// <summary>The item of the questionnaire it answers; null for the task as a whole.</summary>
    public string? ItemCode { get; init; }

    public required long UserId { get; init; }

    public required string UserName { get; init; }

    public required string DisplayName { get; init; }

    public required EvidenceKind Kind { get; init; }

    /// <summary>As the device named it, without what looks like a person's number.</summary>
    public required string FileName { get; init; }

    /// <summary>In bytes.</summary>
    public required int Length { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>Of the bytes that are kept, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Of the bytes that were sent, before metadata was left out.</summary>
    public required string OriginalSha256 { get; init; }

    /// <summary>Wall clock of the device.</summary>
    public DateTime? TakenAt { get; init; }

    public string? Device { get; init; }

    /// <summary>The file told where it was made; where is sealed.</summary>
    public bool HasPosition { get; init; }

    public required DateTime ReceivedAtUtc { get; init; }

    /// <summary>When the bytes were given up after the retention period; name, device and position went with them, both hashes stay.</summary>
    public DateTime? ErasedAtUtc { get; init; }
}
