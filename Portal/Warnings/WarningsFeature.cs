using System.Globalization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Warnings;
using Portal.Ledgers;
using Portal.Shell;

namespace Portal.Warnings;

/// <summary>Warnings (S1-21, S2-50…52, S4-51, S4-52, S0-60): what the ledgers let expect trouble from.</summary>
public static class WarningsFeature
{
    public static IServiceCollection AddWarnings(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(ReadQuietHours(configuration))
        .AddSingleton<WarningFactStore>()
        .AddSingleton<WarningRuleStore>()
        .AddSingleton<WarningRuleDesk>()
        .AddSingleton<WarningWriter>()
        .AddSingleton<WarningWatch>()
        .AddSingleton<WarningRetention>()
        .AddSingleton<WarningStore>()
        .AddSingleton<WarningMessageStore>()
        .AddSingleton<WarningDesk>()
        .AddSingleton<WarningGuard>()
        .AddSingleton<WarningTexts>()
        .AddSingleton<WarningExport>()
        .AddSingleton<DemoSequel, WarningDemo>()
        .AddSingleton<ImportSequel, WarningImport>()
        .AddScoped<WarningJob>()
        .AddSingleton(new HeaderPart(typeof(WarningBell)))
        .AddSingleton(new DeskPart(typeof(WarningsOnDesk), 20));

    public static void MapWarnings(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/warnings.xlsx", (HttpContext http, WarningExport export) => export.AnswerAsync(http)).Needs(Operation.ReadWarnings);

    /// <exception cref="InvalidOperationException">A setting is no time of day.</exception>
    private static QuietHours ReadQuietHours(IConfiguration configuration)
    {
        var standard = QuietHours.LocalDefault;
        return new(Read("Warnings:QuietFrom", standard.From), Read("Warnings:QuietTo", standard.To));

        TimeOnly Read(string key, TimeOnly otherwise) => configuration[key] is not { Length: > 0 } text
            ? otherwise
            : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : throw new InvalidOperationException($"{key} is '{text}'. Write a time of day as HH:mm, e.g. 22:00.");
    }
}
