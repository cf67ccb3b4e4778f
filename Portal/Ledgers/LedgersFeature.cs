using Microsoft.AspNetCore.Mvc;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Ledgers.Cases;
using Portal.Ledgers.Filings;
using Portal.Shell;

namespace Portal.Ledgers;

/// <summary>Filing ledgers and looking at what was filed.</summary>
public static class LedgersFeature
{
    public static IServiceCollection AddLedgers(this IServiceCollection services) => services
        .AddSingleton(provider => PersonalData.Open(Path.Combine(
            PortalHost.DataDirectory(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()),
            "keys",
            "personal-data.json")))
        .AddSingleton<MappingStore>()
        .AddSingleton<FilingStore>()
        .AddSingleton<LedgerStore>()
        .AddSingleton<LedgerIntake>()
        .AddSingleton<CaseStore>()
        .AddSingleton<CaseSearch>()
        .AddSingleton<CaseTexts>()
        .AddSingleton<CaseChips>()
        .AddSingleton<RollupRebuild>()
        .AddSingleton<OpenCaseStore>()
        .AddSingleton<OpenCaseReview>()
        .AddScoped<OpenCaseReviewJob>()
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
            .WithMetadata(new RequestSizeLimitAttribute(LedgerFile.GreatestBytes + (1 << 20)));
        routes.MapGet("/filings/template", () => FilingDownloads.Template());
        routes.MapGet("/filings/{id:long}/file", (long id, HttpContext http, FilingDownloads downloads) => downloads.OriginalAsync(id, http));
        routes.MapGet("/filings/{id:long}/marked", (long id, HttpContext http, FilingDownloads downloads) => downloads.MarkedAsync(id, http));
        routes.MapGet("/filings/{id:long}/issues.csv", (long id, HttpContext http, FilingDownloads downloads) => downloads.IssuesAsync(id, http));
        routes.MapCaseExport();
    }
}
