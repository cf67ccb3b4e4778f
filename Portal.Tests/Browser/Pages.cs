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
        new("/sign-in/refused?why=NoAccount", null),
        // Without a sign-in under way these lead back; on the way they are scanned where their stories are told.
        new("/sign-in/code", null),
        new("/sign-in/password", null),
        new("/sign-in/second-factor", null),
        new("/first-run", null),
        new("/error", null),
        new("/account", DemoUsers.Regulator),
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
        new("/filings/new", DemoUsers.Enterprise),
        new($"/filings/{DemoPortal.AcceptedFiling}", DemoUsers.Regulator),
        new($"/filings/{DemoPortal.AcceptedFiling}", DemoUsers.Enterprise),
        new($"/filings/{DemoPortal.RejectedFiling}", DemoUsers.Enterprise),
        new($"/filings/{DemoPortal.RefusedFiling}", DemoUsers.Enterprise),
        new($"/filings/{DemoPortal.RefusedFiling}/columns", DemoUsers.Enterprise),
        new("/warnings", DemoUsers.Regulator),
        new("/warnings", DemoUsers.Enterprise),
        new($"/warnings/{DemoPortal.Warning}", DemoUsers.Regulator),
        new($"/warnings/{DemoPortal.Warning}", DemoUsers.Enterprise),
        new("/warnings/rules", DemoUsers.Leader),
        new("/warnings/rules", DemoUsers.Enterprise),
        new("/spot-checks", DemoUsers.Regulator),
        new("/spot-checks", DemoUsers.Auditor),
        new("/spot-checks/new", DemoUsers.Regulator),
        new("/spot-checks/verify", DemoUsers.Regulator),
        new("/spot-checks/schedules", DemoUsers.Regulator),
        new($"/spot-checks/schedules/new?campaign={DemoCampaigns.Frozen}", DemoUsers.Regulator),
        new("/spot-checks/questionnaires", DemoUsers.Regulator),
        new("/spot-checks/questionnaires/edit?code=ledger-callback&version=1", DemoUsers.Regulator),
        new("/spot-checks/questionnaires/edit?code=phone-test&version=1", DemoUsers.Inspector),
        new($"/spot-checks/{DemoCampaigns.Planned}", DemoUsers.Regulator),
        new($"/spot-checks/{DemoCampaigns.Frozen}?tab=frame", DemoUsers.Regulator),
        new($"/spot-checks/{DemoCampaigns.Frozen}?tab=draw", DemoUsers.Regulator),
        new($"/spot-checks/{DemoCampaigns.Drawn}?tab=draw", DemoUsers.Regulator),
        new($"/spot-checks/{DemoCampaigns.Drawn}?tab=history", DemoUsers.Auditor),
        new("/interests", DemoUsers.Inspector),
        new("/supervisors", DemoUsers.Regulator),
        new("/supervisors?named=true", DemoUsers.Auditor),
        new("/supervisors", DemoUsers.Enterprise),
        new("/disclosures", DemoUsers.Enterprise),
        new("/disclosures", DemoUsers.Auditor),
        new("/admin/permits", DemoUsers.Leader),
        new("/desk", DemoUsers.Regulator),
        new("/desk", DemoUsers.Inspector),
        new("/desk?more=true&trend=complaint-total", DemoUsers.Regulator),
        new("/home", DemoUsers.Enterprise),
        new("/summary", DemoUsers.Regulator),
        new("/summary?span=Season&group=Enterprise&channel=Call", DemoUsers.Leader),
        new("/summary", DemoUsers.Enterprise),
        new("/indicators", null),
        new("/indicators", DemoUsers.Regulator),
        new("/indicators", DemoUsers.Enterprise),
        new("/indicators/checks?p=2025-11", DemoUsers.Regulator),
        new("/indicators/checks", DemoUsers.Enterprise),
        new("/rules", DemoUsers.Leader),
        new("/rules", DemoUsers.Enterprise),
        new("/rules?on=2026-01-15&s=Water", DemoUsers.Auditor),
        new("/rules/versions", DemoUsers.Regulator),
        new($"/rules/versions/{DemoPortal.DraftVersion}", DemoUsers.Regulator),
        new("/rules/what-if", DemoUsers.Regulator),
        new("/rules/calendars", DemoUsers.Leader),
        new("/rules/calendars?year=2025", DemoUsers.Enterprise),
        new($"/spot-checks/{DemoCampaigns.Drawn}/results", DemoUsers.Regulator),
        new($"/spot-checks/{DemoFindings.Campaign}/results", DemoUsers.Regulator),
        new($"/spot-checks/{DemoCampaigns.Drawn}/results?facts=any", DemoUsers.Regulator),
        new($"/spot-checks/{DemoCampaigns.Drawn}/claims?of=Rated", DemoUsers.Auditor),
        new("/findings", DemoUsers.Regulator),
        new("/findings?show=waiting", DemoUsers.Leader),
        new("/findings", DemoUsers.Enterprise),
        new($"/findings/{DemoFindings.Told}", DemoUsers.Regulator),
        new($"/findings/{DemoFindings.Told}", DemoUsers.Leader),
        new($"/findings/{DemoFindings.Told}", DemoUsers.Enterprise),
        new($"/findings/{DemoFindings.Confirmed}", DemoUsers.Enterprise),
        new($"/findings/{DemoFindings.Proposed}", DemoUsers.Regulator),
        new($"/findings/new?task={DemoTasks.Settled}", DemoUsers.Regulator),
        new("/findings/points", DemoUsers.Leader),
        new("/findings/points", DemoUsers.Enterprise),
        new("/findings/published", DemoUsers.Enterprise),
        new("/tasks", DemoUsers.Inspector),
        new("/tasks?done=true", DemoUsers.Inspector),
        new($"/tasks/{DemoTasks.Settled}", DemoUsers.Inspector),
        new($"/tasks/{DemoTasks.Tried}", DemoUsers.Inspector),
        new("/rejudgings", DemoUsers.Leader),
        new("/rejudgings", DemoUsers.Auditor),
        new($"/rejudgings/{DemoPortal.Rejudging}", DemoUsers.Leader),
        new("/admin", DemoUsers.Administrator),
        new("/admin/users", DemoUsers.Administrator),
        new("/admin/users?role=Inspector&state=Disabled", DemoUsers.Administrator),
        new("/admin/users/new", DemoUsers.Administrator),
        new($"/admin/users/{DemoPortal.RegulatorId}", DemoUsers.Administrator),
        new("/admin/sessions", DemoUsers.Administrator),
        new("/admin/sessions?ended=true", DemoUsers.Administrator),
        new("/admin/provider", DemoUsers.Administrator),
        new("/admin/audit", DemoUsers.Administrator),
        new("/admin/audit", DemoUsers.Auditor),
        new("/admin/sign-ins", DemoUsers.Auditor),
    ];

    public static TheoryData<string, string?> ForEverybody() => new(All.Select(page => (page.Path, page.User)));
}
