using System.Globalization;
using Portal.Data.Indicators;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>How a figure is written, by its unit (requirements §6): the same on screen, in an export and on the command line.</summary>
public static class FigureText
{
    public static string Here(this LimitText text) => text.In(CultureInfo.CurrentUICulture);

    public static string Here(this SubjectEnterprise enterprise) =>
        CultureInfo.CurrentUICulture.Name == "en" ? enterprise.NameEn : enterprise.Name;

    /// <summary>As shown, without the unit where a header or a name carries it.</summary>
    public static string Value(Figure figure, IndicatorUnit unit) => unit switch
    {
        IndicatorUnit.Share => figure.Value is null ? Show.Missing : Show.Rate(figure.Numerator, figure.Denominator ?? 0),
        IndicatorUnit.Cases => Show.Count(figure.Numerator),
        _ => Show.Number(Rounded(figure, unit)),
    };

    /// <summary>The number that is shown: percent, days or cases, with one decimal; null when there is none.</summary>
    public static decimal? Rounded(Figure figure, IndicatorUnit unit) => (unit, figure.Value) switch
    {
        (_, null) => null,
        (IndicatorUnit.Cases, _) => figure.Numerator,
        (IndicatorUnit.Share, _) => figure.Denominator is > 0 and { } all
            ? Math.Round(figure.Numerator * 100m / all, 1, MidpointRounding.AwayFromZero)
            : null,
        (_, { } value) => Math.Round((decimal)value, 1, MidpointRounding.AwayFromZero),
    };

    /// <summary>Against an earlier figure, in points of percent for a share; null where one of the two is missing or too small a sample.</summary>
    public static decimal? Change(Figure now, Figure before, IndicatorUnit unit)
    {
        if (now.IsSmallSample || before.IsSmallSample || (unit is IndicatorUnit.Cases && before.Numerator == 0))
        {
            return null;
        }

        return Rounded(now, unit) - Rounded(before, unit);
    }
}
