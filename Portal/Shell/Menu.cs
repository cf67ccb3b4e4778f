namespace Portal.Shell;

/// <param name="Key">Names the word <c>Menu_Key</c> in Words.resx.</param>
/// <param name="Policy">Names the operation whoever sees the entry may do; a name here, because the Shell knows no feature.</param>
public sealed record MenuEntry(string Key, string Href, string Icon, string Policy);

/// <summary>The left rail: a user sees only what the role may.</summary>
public static class Menu
{
    public static IReadOnlyList<MenuEntry> Entries { get; } =
    [
        new("Desk", "/desk", "desk", "ReadDesk"),
        new("Home", "/home", "home", "ReadHome"),
        new("File", "/filings/new", "upload", "FileLedger"),
        new("Filings", "/filings", "filings", "ReadFilings"),
        new("Cases", "/cases", "cases", "ReadCases"),
        new("Summary", "/summary", "table", "ExportSummary"),
        new("Indicators", "/indicators", "chart", "ReadIndicators"),
        new("Warnings", "/warnings", "alert", "ReadWarnings"),
        new("SpotChecks", "/spot-checks", "check", "ReadCampaigns"),
        new("Findings", "/findings", "seal", "ReadFindings"),
        new("Tasks", "/tasks", "file", "AnswerTasks"),
        new("Rules", "/rules", "clock", "ReadRules"),
        new("Disclosures", "/disclosures", "seal", "ReadDisclosures"),
        new("Supervisors", "/supervisors", "eye", "ReadSupervisors"),
        new("Interests", "/interests", "user", "DeclareInterests"),
        new("Permits", "/admin/permits", "link", "ManagePermits"),
        new("Admin", "/admin", "settings", "ReadAudit"),
    ];
}
