using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Mapping;
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
        .AddSingleton<RollupRebuild>()
        .AddSingleton<OpenCaseStore>()
        .AddSingleton<OpenCaseReview>()
        .AddSingleton<IssueTexts>()
        .AddSingleton<DemoData>();
}
