using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Indicators;
using Portal.Shell;

namespace Portal.Indicators.Checks;

/// <summary>The address of the spot checks behind a figure, the same for page and workbook.</summary>
/// <param name="J">Jurisdiction code.</param>
/// <param name="S">Sector.</param>
/// <param name="P">Month, <c>yyyy-MM</c>, the last of several; twelve months until today when left out.</param>
/// <param name="From">First month of several, <c>yyyy-MM</c>.</param>
/// <param name="E">Code of an enterprise.</param>
public sealed record CheckedQuery(string? J, string? S, string? P, string? From, string? E)
{
    private const int MonthsAlone = 12;

    /// <summary>The names in an address, beside those of the scope.</summary>
    public static IReadOnlyList<string> Keys { get; } = [DeskPeriods.FromKey, "e", "page"];

    /// <summary>The first day and the last within which field work ended.</summary>
    public (DateOnly From, DateOnly To) Days(TimeProvider clock) => (PageScope.ParseMonth(P), PageScope.ParseMonth(From)) switch
    {
        (null, _) => MonthSpan.Ending(LedgerDay.Today(clock), MonthsAlone).Days,
        ({ } last, { } first) when IsRange(first, last) => new MonthSpan(first, last).Days,
        ({ } last, _) => MonthSpan.Of(last).Days,
    };

    public IReadOnlyList<Misread?> Misread(IStringLocalizer say) =>
    [
        Shell.Misread.Of(P, PageScope.ParseMonth(P) is not null, say["Month"], say["LastMonths", MonthsAlone]),
        Shell.Misread.Of(From, PageScope.ParseMonth(From) is { } first && PageScope.ParseMonth(P) is { } last && IsRange(first, last), say["FromMonth"], say["OneMonth"]),
    ];

    public string At(string path) => QueryHelpers.AddQueryString(path, new KeyValuePair<string, string?>[]
    {
        new(ScopeAddress.Jurisdiction, J), new(ScopeAddress.Sector, S), new(ScopeAddress.Period, P), new(DeskPeriods.FromKey, From), new("e", E),
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    /// <summary>As far as a <see cref="MonthSpan"/> goes.</summary>
    private static bool IsRange(DateOnly first, DateOnly last) => first <= last && first > last.AddMonths(-60);
}
