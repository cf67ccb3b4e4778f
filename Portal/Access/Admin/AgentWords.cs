namespace Portal.Access.Admin;

/// <summary>What a browser calls itself, in two words: <c>Edge · Windows</c>.</summary>
public static class AgentWords
{
    // The more particular ones first: Edge calls itself Chrome too, and Chrome Safari.
    private static readonly (string Mark, string Name)[] s_browsers =
    [
        ("MicroMessenger/", "WeChat"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] s_systems =
    [
        ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <returns>Null when neither browser nor system is known.</returns>
    public static string? Of(string agent)
    {
        var parts = new[] { Find(s_browsers, agent), Find(s_systems, agent) }.Where(part => part is not null).ToList();
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        Array.Find(known, item => agent.Contains(item.Mark, StringComparison.Ordinal)).Name;
}
