namespace Portal.Data.SpotChecks.Evidence;

/// <summary>
/// Decides by content, never by name, whether a file is a photo or a temperature sheet, and makes of it what is kept:
/// a picture without its metadata, a workbook without its properties. Pure.
/// </summary>
public static class EvidenceRules
{
    /// <summary>A photo of a telephone takes 2 to 12 MB.</summary>
    public const int GreatestBytes = 20 << 20;

    /// <summary>Either side of a picture.</summary>
    public const int GreatestSide = 20_000;

    public const int MostPixels = 120_000_000;

    public static EvidenceCheck Check(byte[] file) => file switch
    {
        [] => new(EvidenceFault.Empty),
        { Length: > GreatestBytes } => new(EvidenceFault.TooLarge),
        [0xFF, 0xD8, 0xFF, ..] => JpegPicture.Check(file),
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngPicture.Check(file),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => PdfSheet.Check(file),
        [(byte)'P', (byte)'K', 3, 4, ..] => WorkbookSheet.Check(file),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => new(EvidenceFault.UnknownType),
        _ => CsvSheet.Check(file),
    };

    internal static EvidenceFault FaultOfSize(long width, long height) =>
        width == 0 || height == 0 ? EvidenceFault.Damaged
        : width > GreatestSide || height > GreatestSide || width * height > MostPixels ? EvidenceFault.TooManyPixels
        : EvidenceFault.None;
}
