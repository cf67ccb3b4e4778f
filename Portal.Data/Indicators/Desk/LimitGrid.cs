namespace Portal.Data.Indicators.Desk;

/// <summary>How a cell of the grid reads. The word, the colour and the pattern of a cell all come from here.</summary>
public enum GridBand
{
    /// <summary>No case of the enterprise is subject to the limit and can be judged.</summary>
    Nothing,

    /// <summary>Fewer cases than <see cref="Figure.SmallestSample"/>.</summary>
    Small,
    Kept,
    Wavering,
    Missed,
}

/// <summary>One enterprise under one limit.</summary>
public sealed record GridCell(Figure Timeliness, long Undeterminable, GridBand Band);

/// <param name="Cells">One for each column of the grid, in its order.</param>
/// <param name="Kept">All limits together: verdicts met / (met + late + open overdue).</param>
public sealed record GridRow(SubjectEnterprise Enterprise, IReadOnlyList<GridCell> Cells, Figure Kept, long Undeterminable);

/// <summary>Enterprises × limits of a period: where which limit is not kept.</summary>
/// <param name="Limits">The limits that some case is subject to, by id.</param>
/// <param name="Rows">Worst first; those with too small a sample to tell stand at the end.</param>
public sealed record LimitGrid(IReadOnlyList<LimitIndicator> Limits, IReadOnlyList<GridRow> Rows);

/// <summary>Makes the grid of what the rollups say. Pure.</summary>
public static class LimitGridRules
{
    /// <summary>At least this share in time is kept. No source names bands: local defaults (requirements §5.3).</summary>
    public const double KeptFrom = 0.95;

    /// <summary>Below this share a limit is missed.</summary>
    public const double MissedBelow = 0.85;

    /// <param name="enterprises">Those with a row; one without verdicts has empty cells.</param>
    /// <param name="counts">Verdicts by enterprise and rule.</param>
    public static LimitGrid Assemble(IReadOnlyList<SubjectEnterprise> enterprises, IReadOnlyList<EnterpriseVerdicts> counts)
    {
        var limits = counts.Where(row => Subject(row) > 0).Select(row => row.RuleId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(IndicatorRegistry.Timeliness).ToList();
        var byEnterprise = counts.ToLookup(row => row.EnterpriseCode, StringComparer.Ordinal);
        var rows = enterprises.Select(enterprise => Row(enterprise, limits, [.. byEnterprise[enterprise.Code]]));
        return new(
            limits,
            [
                .. rows.OrderBy(row => row.Kept is { Value: not null, IsSmallSample: false } ? 0 : row.Kept.Value is null ? 2 : 1)
                    .ThenBy(row => row.Kept.Value ?? 0)
                    .ThenByDescending(row => row.Kept.Denominator)
                    .ThenBy(row => row.Enterprise.Code, StringComparer.Ordinal),
            ]);
    }

    public static GridBand BandOf(Figure timeliness) => timeliness switch
    {
        { Value: null } => GridBand.Nothing,
        { IsSmallSample: true } => GridBand.Small,
        { Value: >= KeptFrom } => GridBand.Kept,
        { Value: < MissedBelow } => GridBand.Missed,
        _ => GridBand.Wavering,
    };

    private static GridRow Row(SubjectEnterprise enterprise, List<LimitIndicator> limits, List<EnterpriseVerdicts> own)
    {
        var cells = limits.Select(limit =>
        {
            var counts = own.Find(row => row.RuleId == limit.RuleId);
            var figure = Timeliness(limit.Id, counts is null ? [] : [counts]);
            return new GridCell(figure, counts?.Undeterminable ?? 0, BandOf(figure));
        });
        return new(enterprise, [.. cells], Timeliness("timeliness", own), own.Sum(row => row.Undeterminable));
    }

    private static Figure Timeliness(string id, IReadOnlyCollection<EnterpriseVerdicts> rows)
    {
        var met = rows.Sum(row => row.Met);
        var all = met + rows.Sum(row => row.Late + row.OpenOverdue);
        return new(id, met, all, all == 0 ? null : (double)met / all);
    }

    private static long Subject(EnterpriseVerdicts row) => row.Met + row.Late + row.OpenOverdue + row.Undeterminable;
}

/// <summary>The verdicts of one enterprise under one rule in a period.</summary>
public sealed record EnterpriseVerdicts
{
    public required string EnterpriseCode { get; init; }

    public required string RuleId { get; init; }

    public long Met { get; init; }

    public long Late { get; init; }

    public long OpenOverdue { get; init; }

    public long Undeterminable { get; init; }
}
