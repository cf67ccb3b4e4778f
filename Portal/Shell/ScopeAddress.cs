using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Shell;

/// <summary>
/// Jurisdiction, sector and period are chosen once and travel in the address: <c>j</c>, <c>s</c> and <c>p</c>.
/// </summary>
public static class ScopeAddress
{
    public const string Jurisdiction = "j";
    public const string Sector = "s";
    public const string Period = "p";

    private static readonly string[] s_keys = [Jurisdiction, Sector, Period];

    /// <summary>What of the scope an address carries, in a fixed order.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string address)
    {
        var question = address.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            return [];
        }

        var query = QueryHelpers.ParseQuery(address[question..]);
        return [.. s_keys.Where(key => !string.IsNullOrEmpty(query.GetValueOrDefault(key)))
            .Select(key => KeyValuePair.Create(key, query[key].ToString()))];
    }

    /// <summary>Whether an address holds anything besides the scope and what is known.</summary>
    public static bool Others(string address, IReadOnlyCollection<string> known) =>
        address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var question
        && QueryHelpers.ParseQuery(address[question..]).Keys.Any(key => !s_keys.Contains(key) && !known.Contains(key, StringComparer.OrdinalIgnoreCase));

    /// <summary>The link with the scope of the page it stands on.</summary>
    public static string Carry(string href, string currentAddress)
    {
        var already = Read(href).Select(pair => pair.Key).ToHashSet();
        return QueryHelpers.AddQueryString(
            href,
            Read(currentAddress).Where(pair => !already.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
    }
}
