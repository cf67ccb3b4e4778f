using System.Text;

namespace Portal.Data.Access.Views;

/// <summary>What of an address a saved view keeps, and which names it may have. Pure.</summary>
public static class SavedViewRules
{
    public const int LongestName = 60;
    public const int LongestQuery = 2000;
    public const int MostViews = 50;

    // Words searched for may name a complainant, and a page number is of the moment.
    private static readonly string[] s_notKept = ["q", "page"];

    /// <summary>The pages that keep views, each with the operation that opens it.</summary>
    public static IReadOnlyDictionary<string, Operation> Pages { get; } = new Dictionary<string, Operation>(StringComparer.Ordinal)
    {
        ["/desk"] = Operation.ReadDesk,
        ["/cases"] = Operation.ReadCases,
        ["/summary"] = Operation.ExportSummary,
    };

    /// <param name="query">As in an address, with or without the question mark.</param>
    public static string Keep(string query)
    {
        var kept = new StringBuilder();
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Split('=')[0];
            if (!s_notKept.Contains(name, StringComparer.OrdinalIgnoreCase) && !part.Any(letter => char.IsControl(letter) || letter is '#'))
            {
                kept.Append(kept.Length == 0 ? "" : "&").Append(part);
            }
        }

        return kept.ToString();
    }

    /// <param name="others">The user's other views.</param>
    public static SavedViewFault CheckName(string name, IReadOnlyCollection<SavedView> others) => name.Trim() switch
    {
        "" => SavedViewFault.NameMissing,
        { Length: > LongestName } => SavedViewFault.NameTooLong,
        var trimmed when others.Any(other => string.Equals(other.Name, trimmed, StringComparison.OrdinalIgnoreCase)) => SavedViewFault.NameTaken,
        _ => SavedViewFault.None,
    };

    /// <param name="others">The user's views.</param>
    public static SavedViewFault Check(string name, string page, string query, IReadOnlyCollection<SavedView> others) =>
        !Pages.ContainsKey(page) ? SavedViewFault.UnknownPage
        : query.Length > LongestQuery ? SavedViewFault.QueryTooLong
        : others.Count >= MostViews ? SavedViewFault.TooMany
        : CheckName(name, others);

    /// <summary>Where the actor starts: the chosen view if the role in use opens its page.</summary>
    public static string? StartOf(Actor actor, IEnumerable<SavedView> views) =>
        views.FirstOrDefault(view => view.IsStart && Pages.TryGetValue(view.Page, out var needed) && actor.May(needed))?.Address;
}
