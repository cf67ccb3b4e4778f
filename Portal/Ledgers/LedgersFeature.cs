using Microsoft.AspNetCore.Mvc;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Ledgers.Cases;
using Portal.Ledgers.Disclosures;
using Portal.Ledgers.Filings;
using Portal.Ledgers.Rejudging;
using Portal.Ledgers.Retention;
using Portal.Shell;

namespace Portal.Ledgers;

/// <summary>Filing ledgers and looking at what was filed.</summary>
public static class LedgersFeature
{
    public static IServiceCollection AddLedgers(this IServiceCollection services) => services
        .AddSingleton<MappingStore>()
        .AddSingleton<FilingStore>()
        .AddSingleton<LedgerStore>()
        .AddSingleton<LedgerIntake>()
        .AddSingleton<CaseStore>().AddSingleton<DueCases>()
        .AddSingleton<CaseGuard>()
        .AddSingleton<FilingGuard>()
        .AddSingleton<CaseSearch>()
        .AddSingleton<CaseTexts>()
        .AddSingleton<CaseChips>()
        .AddSingleton<RollupRebuild>()
        .AddSingleton<RollupUpkeep>()
        .AddSingleton<OpenCaseStore>()
        .AddSingleton<OpenCaseReview>()
        .AddScoped<OpenCaseReviewJob>()
        .AddDisclosures()
        .AddRetention()
        .AddRejudging()
        .AddSingleton<IssueTexts>()
        .AddSingleton(provider => new IncomingFiles(
            PortalHost.DataDirectory(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<FilingAnswers>()
        .AddSingleton<FilingReception>()
        .AddSingleton<FilingDownloads>()
        .AddSingleton<SecondReading>()
        .AddSingleton<DemoData>();

    public static void MapLedgers(this IEndpointRouteBuilder routes)
    {
        // The form around the file takes a little room too.
        routes.MapPost("/api/filings", (HttpContext http, FilingReception reception) => reception.ReceiveAsync(http))
            .WithMetadata(new RequestSizeLimitAttribute(LedgerFile.GreatestBytes + (1 << 20)))
            .Needs(Operation.FileLedger);
        routes.MapGet("/filings/template", () => FilingDownloads.Template()).Needs(Operation.ReadFilings);
        routes.MapGet("/filings/{id:long}/file", (long id, HttpContext http, FilingDownloads downloads) => downloads.OriginalAsync(id, http))
            .Needs(Operation.DownloadFiling);
        routes.MapGet("/filings/{id:long}/marked", (long id, HttpContext http, FilingDownloads downloads) => downloads.MarkedAsync(id, http))
            .Needs(Operation.DownloadFiling);
        routes.MapGet("/filings/{id:long}/issues.csv", (long id, HttpContext http, FilingDownloads downloads) => downloads.IssuesAsync(id, http))
            .Needs(Operation.ReadFilings);
        routes.MapRuleExports();
        routes.MapCaseExport();
        routes.MapDisclosures();
    }
}
