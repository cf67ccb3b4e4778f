namespace Portal.Shell;

/// <param name="Key">Names the word <c>Menu_Key</c> in Words.resx.</param>
/// <param name="Roles">Names of the roles that see the entry.</param>
public sealed record MenuEntry(string Key, string Href, string Icon, params string[] Roles);

/// <summary>The left rail: a user sees only what the role may. Roles are names here, because the Shell knows no feature.</summary>
public static class Menu
{
    private static readonly string[] s_authority =
        ["Administrator", "RegulatorLeader", "RegulatorOfficer", "Inspector", "Auditor"];

    private static readonly string[] s_enterprise = ["EnterprisePrincipal", "EnterpriseHandler"];

    public static IReadOnlyList<MenuEntry> Entries { get; } =
    [
        new("Desk", "/desk", "desk", s_authority),
        new("Home", "/home", "home", s_enterprise),
        new("File", "/filings/new", "upload", s_enterprise),
        new("Filings", "/filings", "filings", [.. s_authority, .. s_enterprise]),
        new("Cases", "/cases", "cases", [.. s_authority, .. s_enterprise]),
        new("Indicators", "/indicators", "chart", [.. s_authority, .. s_enterprise]),
    ];
}
