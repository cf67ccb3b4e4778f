using System.Diagnostics.CodeAnalysis;

namespace Portal.Data.Indicators;

/// <summary>One number as published, with what it is made of.</summary>
/// <param name="Denominator">Null for a plain count.</param>
/// <param name="Value">In the unit of the indicator; null when there is nothing to divide by. Missing is never 0.</param>
public readonly record struct Figure(string IndicatorId, long Numerator, long? Denominator, double? Value)
{
    /// <summary>Below this many a rate says 样本不足 and is not ranked (requirements §6).</summary>
    public const int SmallestSample = 10;

    public bool IsSmallSample => Denominator is > 0 and < SmallestSample;

    /// <summary>Whether it is a share of cases, about which an interval can be told.</summary>
    public bool IsShare { get; init; }

    /// <summary>Between which shares the true one lies with 95 % confidence (Wilson); null for what is no share and where nothing was counted.</summary>
    public RateInterval? Interval => IsShare && Denominator is > 0 and { } all ? RateInterval.Wilson(Numerator, all) : null;
}

/// <summary>The figures of one subject and period.</summary>
public sealed class FigureSet(IReadOnlyList<Figure> figures)
{
    public IReadOnlyList<Figure> All { get; } = figures;

    public Figure this[Indicator indicator] => this[indicator.Id];

    public Figure this[string id] => TryGet(id, out var figure) ? figure.Value : throw new ArgumentException($"No figure {id} is here.", nameof(id));

    public bool TryGet(string id, [NotNullWhen(true)] out Figure? figure)
    {
        foreach (var one in All)
        {
            if (one.IndicatorId == id)
            {
                figure = one;
                return true;
            }
        }

        figure = null;
        return false;
    }
}
