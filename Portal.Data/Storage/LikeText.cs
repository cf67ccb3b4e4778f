namespace Portal.Data.Storage;

/// <summary>
/// LIKE patterns from a user's words, in which LIKE's own characters mean themselves. The clause must end in
/// <c>ESCAPE '\'</c>.
/// </summary>
internal static class LikeText
{
    public static string Containing(string? text, Engine engine) => $"%{Escape(text, engine)}%";

    public static string StartingWith(string? text, Engine engine) => $"{Escape(text, engine)}%";

    // In T-SQL '[' opens a class of characters; a class of one is understood by every T-SQL server, an escape is not.
    private static string Escape(string? text, Engine engine)
    {
        var plain = (text ?? "").Trim().Replace(@"\", @"\\", StringComparison.Ordinal);
        return engine is Engine.SqlServer
            ? plain.Replace("[", "[[]", StringComparison.Ordinal).Replace("%", "[%]", StringComparison.Ordinal).Replace("_", "[_]", StringComparison.Ordinal)
            : plain.Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
    }
}
