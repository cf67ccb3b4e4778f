using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers.Disclosures;

namespace Portal.Ledgers.Disclosures;

/// <summary>Revealing and exporting personal data, and the record of it.</summary>
internal static class DisclosuresFeature
{
    /// <summary>A local default.</summary>
    private const int FieldsPerHour = 60;

    public static IServiceCollection AddDisclosures(this IServiceCollection services) => services
        .AddSingleton(provider => new RevealLimit(provider.GetRequiredService<IConfiguration>().GetValue("PersonalData:RevealsPerHour", FieldsPerHour)))
        .AddSingleton<DisclosureStore>()
        .AddSingleton<CaseReveal>()
        .AddSingleton<PersonalExport>()
        .AddSingleton<DisclosureTexts>()
        .AddSingleton<DisclosureExport>();

    public static void MapDisclosures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/disclosures.xlsx", (HttpContext http, DisclosureExport export) => export.WorkbookAsync(http)).Needs(Operation.ReadDisclosures);
        routes.MapGet("/api/disclosures.csv", (HttpContext http, DisclosureExport export) => export.CsvAsync(http)).Needs(Operation.ReadDisclosures);
    }
}
