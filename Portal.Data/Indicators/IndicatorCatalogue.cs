using static Portal.Data.Indicators.Indicator;

namespace Portal.Data.Indicators;

/// <summary>
/// Every definition of requirements §6 and every column of 汇总报表, those included of which nothing is collected yet:
/// what the public page of indicators shows.
/// </summary>
public static class IndicatorCatalogue
{
    /// <summary>Defined, and waiting for records that the portal does not hold yet. Shown so, never as 0.</summary>
    public static IReadOnlyList<Indicator> NotCollected { get; } =
    [
        new()
        {
            Id = "adjusted-satisfaction-rate",
            Name = new("满意率（复议后）", "Satisfaction rate after appeals"),
            Formula = new(
                "满意 ÷（已评价 − 复议成立的差评），每认定一次情节再减 1 个百分点，最低为 0；与原始满意率、剔除件数并列公布",
                "satisfied / (rated − bad reviews whose appeal was upheld), less 1 percentage point for each penalised finding, at least 0; shown with the raw rate and the number excluded"),
            Numerator = new("评价为基本满意及以上的诉求", "cases rated fairly satisfied or better"),
            Denominator = new("已评价的诉求，减去复议成立的差评", "cases rated, less bad reviews whose appeal was upheld"),
            Unit = IndicatorUnit.Share,
            Direction = Direction.HigherIsBetter,
            Sources = ["S4-32", "S4-36"],
            Subjects = [SubjectKind.Enterprise],
            NotCollected = IndicatorWords.NeedsArbitration,
            Count = _ => Counted.Unknown,
        },
    ];

    /// <summary>First those that figures are made of, then the columns of 汇总报表 beside them, then those not collected.</summary>
    public static IReadOnlyList<Indicator> All { get; } =
        [.. IndicatorRegistry.All, .. SummaryColumns.All.Select(column => column.Indicator).Except(IndicatorRegistry.All), .. NotCollected];

    public static Indicator? Find(string id) => All.FirstOrDefault(indicator => indicator.Id == id);

    /// <summary>The versions that take effect after a trend has begun and before it ends: where its figures change their meaning.</summary>
    public static IEnumerable<MethodChange> Changes(MonthSpan trend) =>
        from indicator in All
        from version in indicator.Versions
        where version.Change is not null && version.EffectiveFrom > trend.From && version.EffectiveFrom < trend.To.AddMonths(1)
        select new MethodChange(
            version.EffectiveFrom,
            new($"{indicator.Name.Zh} v{version.Number}:{version.Change!.Zh}", $"{indicator.Name.En} v{version.Number}: {version.Change.En}"));
}
