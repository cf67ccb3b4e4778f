using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Portal.Shell;

/// <summary>One figure with what it is made of. A missing value is a dash with the reason, never 0.</summary>
public sealed partial class Tile
{
    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>Formatted, see <see cref="Show"/>; null when there is no figure.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public long? Numerator { get; set; }

    [Parameter]
    public long? Denominator { get; set; }

    /// <summary>Shown where numerator and denominator stand, for figures that have none.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>Against the previous period, in <see cref="ChangeUnit"/>.</summary>
    [Parameter]
    public decimal? Change { get; set; }

    /// <summary>Says against what the change is; {0} stands for the change.</summary>
    [Parameter]
    public string Since { get; set; } = "{0}";

    /// <summary>Against the same period of the year before, in <see cref="ChangeUnit"/>.</summary>
    [Parameter]
    public decimal? YearChange { get; set; }

    [Parameter]
    public string YearSince { get; set; } = "{0}";

    /// <summary>Unit of the changes; percentage points in the reader's language when left out.</summary>
    [Parameter]
    public string? ChangeUnit { get; set; }

    /// <summary>Whether a rise is good; null when neither direction is.</summary>
    [Parameter]
    public bool? HigherIsBetter { get; set; }

    /// <summary>Why there is no value.</summary>
    [Parameter]
    public string? Missing { get; set; }

    /// <summary>The rows behind the figure.</summary>
    [Parameter]
    public string? Href { get; set; }

    [Parameter]
    public bool IsProvisional { get; set; }

    private string Direction(decimal change) => (HigherIsBetter, change) switch
    {
        (null, _) or (_, 0) => "",
        ({ } higher, _) => higher == change > 0 ? "tile-better" : "tile-worse",
    };

    private string ChangeText(decimal change) => change is 0
        ? Words["Unchanged"]
        : Words[
            change > 0 ? "UpBy" : "DownBy",
            Math.Abs(change).ToString("#,0.#", CultureInfo.CurrentCulture),
            ChangeUnit ?? Words["PercentagePoints"]];
}
