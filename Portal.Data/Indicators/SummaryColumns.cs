using Portal.Data.TimeLimits;
using static Portal.Data.Indicators.Indicator;

namespace Portal.Data.Indicators;

/// <summary>
/// The columns of 汇总报表 after 名次 and 受理单位, in the order of the 8890 regime: screen, workbook and API are all made from
/// this one list. 复杂件 has no column of its own and is counted with 一般件, so that the three grades add up to 交办总量.
/// </summary>
public static class SummaryColumns
{
    /// <summary>The parts of 综评分 and what each weighs; a local default. A part without a value is left out with its weight.</summary>
    public static IReadOnlyList<(Indicator Indicator, int Weight)> ScoreParts { get; } =
    [
        (IndicatorRegistry.FeedbackRate, 20), (IndicatorRegistry.OnTimeFeedbackRate, 20), (IndicatorRegistry.SatisfactionRate, 30),
        (IndicatorRegistry.EffectiveCallBackRate, 15), (IndicatorRegistry.OnTimeDispatchRate, 15),
    ];

    /// <summary>Without parts of at least this weight in all there is no score.</summary>
    public const int LeastWeight = 50;

    private static readonly LimitText s_ordinary = new("一般件", "Ordinary cases");
    private static readonly LimitText s_key = new("重点件", "Key cases");

    public static Indicator OrdinaryAssigned { get; } = Cases(
        "summary-ordinary-assigned",
        new("一般件交办量", "Ordinary cases assigned"),
        new("件别为一般件或复杂件的台账行数", "rows of the ledger of the grades ordinary and complex"),
        sums => sums.Ordinary.Cases);

    public static Indicator OrdinaryFedBack { get; } = Cases(
        "summary-ordinary-fed-back",
        new("一般件反馈量", "Ordinary cases fed back"),
        new("件别为一般件或复杂件且已反馈的行数", "rows of the grades ordinary and complex that are fed back"),
        sums => sums.Ordinary.FedBack);

    public static Indicator OrdinaryOnTime { get; } = Cases(
        "summary-ordinary-on-time",
        new("一般件按时反馈量", "Ordinary cases fed back in time"),
        new("件别为一般件或复杂件且在时限内反馈的行数", "rows of the grades ordinary and complex fed back within their limit"),
        sums => sums.Ordinary.FedBackInTime);

    public static Indicator KeyAssigned { get; } = Cases(
        "summary-key-assigned",
        new("重点件交办量", "Key cases assigned"),
        new("件别为重点件的台账行数", "rows of the ledger of the grade key"),
        sums => sums.Key.Cases);

    public static Indicator KeyFedBack { get; } = Cases(
        "summary-key-fed-back",
        new("重点件反馈量", "Key cases fed back"),
        new("件别为重点件且已反馈的行数", "rows of the grade key that are fed back"),
        sums => sums.Key.FedBack);

    public static Indicator KeyOnTime { get; } = Cases(
        "summary-key-on-time",
        new("重点件按时反馈量", "Key cases fed back in time"),
        new("件别为重点件且在时限内反馈的行数", "rows of the grade key fed back within their limit"),
        sums => sums.Key.FedBackInTime);

    public static Indicator DifficultAssigned { get; } = Cases(
        "summary-difficult-assigned",
        new("疑难件", "Difficult cases"),
        new("件别为疑难件的台账行数", "rows of the ledger of the grade difficult"),
        sums => sums.Difficult.Cases);

    public static Indicator Assigned { get; } = Cases(
        "summary-assigned",
        new("交办总量", "Assigned in all"),
        new("台账行数；一般件 + 重点件 + 疑难件", "rows of the ledger; ordinary + key + difficult"),
        sums => sums.Cases);

    public static Indicator FedBack { get; } = Cases(
        "summary-fed-back",
        new("其中反馈量", "Of these fed back"),
        new("已反馈的行数", "rows fed back"),
        sums => sums.FedBack);

    public static Indicator OnTime { get; } = Cases(
        "summary-on-time",
        new("其中按时反馈量", "Of these fed back in time"),
        new("在时限内反馈的行数", "rows fed back within their limit"),
        sums => sums.FedBackInTime);

    public static Indicator Closed { get; } = Cases(
        "summary-closed",
        new("实际办结量", "Closed in fact"),
        new("已办结且未重新办理的行数", "rows closed and not opened again"),
        sums => sums.Closed - sums.Reopened);

    public static Indicator Rated { get; } = Cases(
        "summary-rated",
        new("评价量", "Ratings"),
        new("有评价的行数，未评价的不计", "rows with a rating; not rated ones do not count"),
        sums => sums.Rated);

    public static Indicator Points { get; } = new()
    {
        Id = "summary-points",
        Name = new("总分", "Points in all"),
        Formula = new("各评价分之和：非常满意 5、满意 4、基本满意 3、不满意 2、非常不满意 1", "sum of ratings: very satisfied 5, satisfied 4, fairly satisfied 3, dissatisfied 2, very dissatisfied 1"),
        Numerator = new("评价分之和", "points of the ratings, added up"),
        Unit = IndicatorUnit.Cases,
        Direction = Direction.None,
        Sources = ["S4-26"],
        Count = sums => Counted.Cases(sums.RatingPoints),
    };

    public static Indicator MeanPoints { get; } = new()
    {
        Id = "summary-points-mean",
        Name = new("平均分", "Mean points"),
        Formula = new("总分 ÷ 评价量", "points in all / ratings"),
        Numerator = new("评价分之和", "points of the ratings, added up"),
        Denominator = new("有评价的诉求", "cases rated"),
        Unit = IndicatorUnit.Points,
        Direction = Direction.HigherIsBetter,
        Sources = ["S4-26"],
        Count = sums => Counted.Rate(sums.RatingPoints, sums.Rated),
    };

    public static Indicator Share { get; } = new()
    {
        Id = "summary-share",
        Name = new("交办比", "Share of all assigned"),
        Formula = new("本单位交办总量 ÷ 报表范围内全部交办总量", "assigned to this unit / assigned to all units within the report"),
        Numerator = new("本单位的交办总量", "assigned to this unit"),
        Denominator = new("报表范围内的交办总量", "assigned within the report"),
        Unit = IndicatorUnit.Share,
        Direction = Direction.None,
        Sources = ["S4-41"],
        Count = sums => sums.CasesOfAll is { } all ? Counted.Rate(sums.Cases, all) : Counted.Unknown,
    };

    public static Indicator Score { get; } = new()
    {
        Id = "summary-score",
        Name = new("综评分", "Composite score"),
        Formula = new(
            "反馈率 × 20 + 按时反馈率 × 20 + 满意率 × 30 + 有效回访率 × 15 + 按时分转率 × 15，满分 100；缺少的部分连同权重一并略去再折算为百分，权重合计不足 50 的不评分",
            "feedback rate × 20 + on-time feedback rate × 20 + satisfaction rate × 30 + effective callback rate × 15 + on-time dispatch rate × 15, of 100; a part that is missing is left out with its weight and the rest scaled up; no score below a weight of 50"),
        Numerator = new("交办总量，作为样本量", "assigned in all, as the size of the sample"),
        Denominator = new("交办总量", "assigned in all"),
        Unit = IndicatorUnit.Points,
        Direction = Direction.HigherIsBetter,
        Sources = ["S4-38"],
        Count = CountScore,
    };

    public static IReadOnlyList<SummaryColumn> All { get; } =
    [
        new("ordinaryAssigned", new("交办量", "assigned"), s_ordinary, OrdinaryAssigned),
        new("ordinaryFedBack", new("反馈量", "fed back"), s_ordinary, OrdinaryFedBack),
        new("ordinaryOnTime", new("按时反馈量", "in time"), s_ordinary, OrdinaryOnTime),
        new("keyAssigned", new("交办量", "assigned"), s_key, KeyAssigned),
        new("keyFedBack", new("反馈量", "fed back"), s_key, KeyFedBack),
        new("keyOnTime", new("按时反馈量", "in time"), s_key, KeyOnTime),
        new("difficult", new("疑难件", "Difficult cases"), null, DifficultAssigned),
        new("assigned", new("交办总量", "All assigned"), null, Assigned),
        new("fedBack", new("其中反馈量", "Of these fed back"), null, FedBack),
        new("onTime", new("其中按时反馈量", "Of these in time"), null, OnTime),
        new("closed", new("实际办结量", "Closed in fact"), null, Closed),
        new("rated", new("评价量", "Ratings"), null, Rated),
        new("points", new("总分", "Points in all"), null, Points),
        new("pointsMean", new("平均分", "Mean points"), null, MeanPoints),
        new("feedbackRate", new("反馈率", "Feedback rate"), null, IndicatorRegistry.FeedbackRate),
        new("onTimeFeedbackRate", new("按时反馈率", "On-time feedback rate"), null, IndicatorRegistry.OnTimeFeedbackRate),
        new("satisfactionRate", new("满意率", "Satisfaction rate"), null, IndicatorRegistry.SatisfactionRate),
        new("handlingDays", new("办件天数", "Handling days"), null, IndicatorRegistry.HandlingDaysMean),
        new("effectiveCallBackRate", new("有效回访率", "Effective callback rate"), null, IndicatorRegistry.EffectiveCallBackRate),
        new("onTimeDispatchRate", new("按时分转率", "On-time dispatch rate"), null, IndicatorRegistry.OnTimeDispatchRate),
        new("share", new("交办比", "Share of all assigned"), null, Share),
        new("score", new("综评分", "Composite score"), null, Score),
    ];

    private static Counted CountScore(FigureSums sums)
    {
        var known = ScoreParts.Select(part => (part.Weight, part.Indicator.Of(sums).Value)).Where(part => part.Value is not null).ToList();
        var weight = known.Sum(part => part.Weight);
        return new(sums.Cases, sums.Cases, weight < LeastWeight ? null : known.Sum(part => part.Weight * part.Value!.Value) * 100 / weight);
    }

    private static Indicator Cases(string id, LimitText name, LimitText formula, Func<FigureSums, long> count) => new()
    {
        Id = id,
        Name = name,
        Formula = formula,
        Numerator = formula,
        Unit = IndicatorUnit.Cases,
        Direction = Direction.None,
        Sources = ["S4-37", "S4-41"],
        Count = sums => Counted.Cases(count(sums)),
    };
}
