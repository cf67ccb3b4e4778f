using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Results;
using Portal.Ledgers;
using Portal.Shell;
using Portal.SpotChecks.Outcomes;

namespace Portal.SpotChecks.Findings;

/// <summary>Comparison with the ledger, findings, results and their publication.</summary>
internal static class FindingsFeature
{
    public static IServiceCollection AddFindings(this IServiceCollection services) => services
        .AddSingleton<DiscrepancyStore>()
        .AddSingleton<FindingStore>()
        .AddSingleton<FindingDesk>()
        .AddSingleton<FindingMessages>()
        .AddSingleton<PointsDesk>()
        .AddSingleton<ResultStore>()
        .AddSingleton<CheckStore>()
        .AddSingleton<ResultDesk>()
        .AddSingleton<FindingGuard>()
        .AddSingleton<FindingTexts>()
        .AddSingleton<FindingExport>()
        .AddSingleton<FrameRowStore>()
        .AddSingleton<ResultTables>()
        .AddSingleton<ReportFacts>()
        .AddSingleton<ResultReport>()
        .AddSingleton<DemoSequel, FindingDemo>()
        .AddSingleton(new MenuBadge("Findings", typeof(FindingBadge)))
        .AddSingleton(new DeskPart(typeof(FindingsOnDesk), 10));

    public static void MapFindings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(FindingExport.Path, (HttpContext http, FindingExport export) => export.AnswerAsync(http)).Needs(Operation.ReadFindings);
        routes.MapGet("/spot-checks/{id:long}/results.xlsx", (long id, HttpContext http, ResultReport report) => report.WorkbookAsync(id, http)).Needs(Operation.ReadCampaigns);
        routes.MapGet("/spot-checks/{id:long}/results.docx", (long id, HttpContext http, ResultReport report) => report.DocumentAsync(id, http)).Needs(Operation.ReadCampaigns);
    }
}
