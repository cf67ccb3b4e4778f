namespace Portal.Data.Storage;

/// <summary>
/// LIKE patterns from a user's words, in which LIKE's own characters mean themselves. The clause must end in
/// <c>ESCAPE '\'</c>.
/// </summary>
internal static class LikeText
{
    public static string Containing(string? text) => $"%{Escape(text)}%";

    public static string StartingWith(string? text) => $"{Escape(text)}%";

    // '[' opens a character class on SQL Server only; escaped it means itself on both engines.
    private static string Escape(string? text) => (text ?? "").Trim()
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal)
        .Replace("[", @"\[", StringComparison.Ordinal);
}
