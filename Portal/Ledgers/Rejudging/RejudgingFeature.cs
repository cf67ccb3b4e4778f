using Portal.Data.Ledgers.Rejudging;

namespace Portal.Ledgers.Rejudging;

/// <summary>Trying rules on filed rows, and judging filed rows again.</summary>
internal static class RejudgingFeature
{
    public static IServiceCollection AddRejudging(this IServiceCollection services) => services
        .AddSingleton<WhatIf>()
        .AddSingleton<RejudgingStore>()
        .AddSingleton<Rejudger>()
        .AddSingleton<RejudgingRuns>()
        .AddSingleton<RejudgingGuard>()
        .AddSingleton<Suppositions>();
}
