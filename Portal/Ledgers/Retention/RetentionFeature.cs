using Portal.Data.Ledgers.Retention;

namespace Portal.Ledgers.Retention;

/// <summary>How long complainants are kept.</summary>
internal static class RetentionFeature
{
    /// <summary>A local default: three years after the end of the ledger month.</summary>
    private const int MonthsKept = 36;

    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton(provider => new RetentionOptions(Math.Max(0, provider.GetRequiredService<IConfiguration>().GetValue("Retention:Months", MonthsKept))))
        .AddSingleton<RetentionStore>()
        .AddSingleton<Anonymisation>()
        .AddScoped<RetentionJob>();
}
