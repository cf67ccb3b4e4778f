namespace Portal.Data.SpotChecks.Evidence;

/// <summary>What a file is, by its content. Stored by number.</summary>
public enum EvidenceKind
{
    Jpeg = 1,
    Png = 2,
    Pdf = 3,
    Xlsx = 4,
    Csv = 5,
}

/// <summary>Why a file is not taken as evidence.</summary>
public enum EvidenceFault
{
    None,
    Empty,
    TooLarge,

    /// <summary>Neither a photo nor a temperature sheet.</summary>
    UnknownType,

    /// <summary>Cut off, or not built as its type says.</summary>
    Damaged,

    /// <summary>So many pixels that opening it would be an attack.</summary>
    TooManyPixels,

    /// <summary>Holds scripts, macros, attachments or formulas.</summary>
    ActiveContent,

    PasswordProtected,
}

/// <summary>What a camera or an office program wrote into a file beside its content. What is null was not there.</summary>
/// <param name="TakenAt">Wall clock of the device.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record EvidenceMetadata(DateTime? TakenAt = null, string? Device = null, double? Latitude = null, double? Longitude = null)
{
    public static EvidenceMetadata None { get; } = new();
}

/// <summary>A file looked at: what is wrong with it, or what is kept of it.</summary>
public sealed record EvidenceCheck(EvidenceFault Fault)
{
    public EvidenceKind Kind { get; init; }

    /// <summary>The bytes to keep and to serve, without metadata; empty with a fault.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>In pixels, of pictures.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    public EvidenceMetadata Metadata { get; init; } = EvidenceMetadata.None;
}
