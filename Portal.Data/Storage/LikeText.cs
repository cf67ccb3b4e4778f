namespace Portal.Data.Storage;

/// <summary>
/// LIKE patterns from a user's words, in which LIKE's own characters mean themselves. The clause must end in
/// <c>ESCAPE '\'</c>.
/// </summary>
internal static class LikeText
{
    public static string Containing(string? text, Engine engine) => $"%{Escape(text, engine)}%";

    public static string StartingWith(string? text, Engine engine) => $"{Escape(text, engine)}%";

    // '[' opens a class of characters in T-SQL. A class of itself means it on every T-SQL server; escaped, not on all of them.
    private static string Escape(string? text, Engine engine) => (text ?? "").Trim()
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal)
        .Replace("[", engine is Engine.SqlServer ? "[[]" : "[", StringComparison.Ordinal);
}
