using Portal.Access;

namespace Portal.Tests.Browser;

/// <param name="User">A demonstration account; null for a visitor.</param>
public sealed record PageVisit(string Path, string? User)
{
    public string Name => (Path.Trim('/') is { Length: > 0 } path ? string.Concat(path.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')) : "start")
        + "." + (User ?? "visitor");
}

/// <summary>
/// Every page with every role that may see it: what the accessibility scan visits and what the pictures show.
/// A new page is a new line here.
/// </summary>
internal static class Pages
{
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    public static IReadOnlyList<PageVisit> All { get; } =
    [
        new("/sign-in", null),
        new("/error", null),
        new("/cases", DemoUsers.Regulator),
        new("/cases?limit=S0-36&verdict=Late&rating=Rated", DemoUsers.Inspector),
        new("/cases", DemoUsers.Enterprise),
        new($"/cases/{DemoCases.LateId}", DemoUsers.Regulator),
        new($"/cases/{DemoCases.LateId}", DemoUsers.Enterprise),
        new("/no-such-page", DemoUsers.Regulator),
        new("/no-such-page", DemoUsers.Inspector),
        new("/no-such-page", DemoUsers.Enterprise),
        new("/filings", DemoUsers.Regulator),
        new("/filings", DemoUsers.Enterprise),
        new("/filings/new", DemoUsers.Regulator),
        new("/filings/new", DemoUsers.Enterprise),
        new($"/filings/{DemoPortal.AcceptedFiling}", DemoUsers.Regulator),
        new($"/filings/{DemoPortal.AcceptedFiling}", DemoUsers.Enterprise),
        new($"/filings/{DemoPortal.RejectedFiling}", DemoUsers.Enterprise),
        new($"/filings/{DemoPortal.RefusedFiling}", DemoUsers.Enterprise),
        new($"/filings/{DemoPortal.RefusedFiling}/columns", DemoUsers.Enterprise),
        new("/desk", DemoUsers.Regulator),
        new("/desk", DemoUsers.Inspector),
        new("/desk?more=true&trend=complaint-total", DemoUsers.Regulator),
        new("/home", DemoUsers.Enterprise),
        new("/indicators", DemoUsers.Regulator),
        new("/indicators", DemoUsers.Enterprise),
    ];

    public static TheoryData<string, string?, string> InEveryLanguage()
    {
        var data = new TheoryData<string, string?, string>();
        foreach (var page in All)
        {
            foreach (var language in Languages)
            {
                data.Add(page.Path, page.User, language);
            }
        }

        return data;
    }
}
