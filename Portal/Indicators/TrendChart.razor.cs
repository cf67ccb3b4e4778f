using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Indicators;
using Portal.Shell;

namespace Portal.Indicators;

/// <param name="Month">Its first day.</param>
/// <param name="Value">In the unit of the axis; null leaves a gap.</param>
/// <param name="Text">As shown.</param>
/// <param name="Parts">Numerator and denominator.</param>
/// <param name="Href">The rows behind it.</param>
/// <param name="IsSmall">Without a value because there were too few cases for one.</param>
public sealed record TrendPoint(DateOnly Month, double? Value, string Text, string? Parts, string Href, bool IsSmall = false);

/// <summary>One figure over months, with the same numbers as a table. Title and axis say what is seen and in which unit.</summary>
public sealed partial class TrendChart
{
    [Inject]
    public required IStringLocalizer<FigureWords> Say { get; init; }

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>The finding, which the card shows as its heading.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Unit { get; set; }

    /// <summary>Oldest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<TrendPoint> Points { get; set; }

    /// <summary>What no value can exceed, such as 100.</summary>
    [Parameter]
    public double? Ceiling { get; set; }

    /// <summary>Where the method of the figure changes: a line across it compares what is not quite the same.</summary>
    [Parameter]
    public IReadOnlyList<MethodChange> Changes { get; set; } = [];

    /// <summary>Width is 0 for a change that lasts: it is a line, and months judged again are a band.</summary>
    private IReadOnlyList<(MethodChange Change, double Left, double Width)> Marks =>
    [
        .. from change in Changes
           let at = Place(change.On)
           where at >= 0 && at < Points.Count
           orderby change.On
           select (
               change,
               (at + ((change.On.Day - 1.0) / DateTime.DaysInMonth(change.On.Year, change.On.Month))) * 100 / Points.Count,
               change.LastMonth is { } last ? (Place(last) - at + 1) * 100.0 / Points.Count : 0),
    ];

    private TrendScale? Scale => Points.Where(point => point.Value is not null).Select(point => point.Value!.Value).ToList() is { Count: > 0 } values
        ? TrendScale.Around(values, Ceiling)
        : null;

    private string Description => string.Join("; ", Points.Where(point => point.Value is not null).Select(Spoken));

    /// <summary>The unbroken parts of the line.</summary>
    private IEnumerable<string> Runs
    {
        get
        {
            var run = new List<string>();
            for (var index = 0; index < Points.Count; index++)
            {
                if (Points[index].Value is { } value)
                {
                    run.Add($"{Css(Left(index))},{Css(100 - Scale!.Percent(value))}");
                }
                else if (run.Count > 0)
                {
                    yield return string.Join(' ', run);
                    run = [];
                }
            }

            if (run.Count > 0)
            {
                yield return string.Join(' ', run);
            }
        }
    }

    private int Place(DateOnly day) => ((day.Year - Points[0].Month.Year) * 12) + day.Month - Points[0].Month.Month;

    private static string Spoken(TrendPoint point) =>
        $"{Show.Month(point.Month)}: {point.Text}{(point.Parts is null ? "" : $" ({point.Parts})")}";

    private static string Css(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private double Left(int index) => (index + 0.5) * 100 / Points.Count;
}
