using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.TimeLimits.Rules;
using Portal.TimeLimits.Rules.Versions;

namespace Portal.TimeLimits;

/// <summary>Rule sets in force and working-day calendars.</summary>
public static class TimeLimitsFeature
{
    public static IServiceCollection AddTimeLimits(this IServiceCollection services) => services
        .AddSingleton<RuleSetStore>()
        .AddSingleton<CalendarStore>()
        .AddSingleton<SeasonStore>()
        .AddSingleton<RuleOverrideStore>()
        .AddSingleton<RuleVersionStore>()
        .AddSingleton<RuleDesk>()
        .AddSingleton<RuleBook>()
        .AddSingleton<VersionGuard>()
        .AddSingleton<RuleTexts>()
        .AddSingleton<LimitTexts>();
}
