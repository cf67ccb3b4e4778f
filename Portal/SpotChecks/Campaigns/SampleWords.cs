using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Draws;
using Portal.Shell;

namespace Portal.SpotChecks.Campaigns;

/// <summary>The formula of a sample size with its numbers put in, line by line: the same on the page and in a report.</summary>
public sealed class SampleWords(IStringLocalizer<SampleFormula> text)
{
    public IReadOnlyList<string> Lines(SamplePlan plan, SampleSize size) =>
    [
        .. Formula(plan, size),
        .. size.Total != size.Wanted ? [text["Raised", plan.MinimumPerStratum, size.Wanted, size.Total].Value] : Array.Empty<string>(),
    ];

    private string[] Formula(SamplePlan plan, SampleSize size) => plan.Basis switch
    {
        SampleBasis.Margin when size.Endless is { } endless =>
        [
            text["Margin", plan.Confidence, Number(plan.MarginTenths / 10m), plan.ExpectedPercent],
            string.Create(CultureInfo.InvariantCulture, $"n₀ = z² · p · (1 − p) / e² = {Number(size.Z)}² × {Number(plan.ExpectedPercent / 100m)} × {Number(1 - (plan.ExpectedPercent / 100m))} / {Number(plan.MarginTenths / 1000m)}² = {Number(endless)}"),
            string.Create(CultureInfo.InvariantCulture, $"n = N · n₀ / (N + n₀ − 1) = {size.Frame} × {Number(endless)} / ({size.Frame} + {Number(endless)} − 1) = {Number(size.Exact)} → {size.Wanted}"),
        ],
        SampleBasis.Percent =>
            [string.Create(CultureInfo.InvariantCulture, $"n = N · q = {size.Frame} × {Number(plan.PercentTenths / 10m)}% = {Number(size.Exact)} → {size.Wanted}")],
        _ => [string.Create(CultureInfo.InvariantCulture, $"n = min({plan.Count}, N) = min({plan.Count}, {size.Frame}) = {size.Wanted}")],
    };

    private static string Number(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? Show.Missing;
}
