using Portal.Data.TimeLimits;
using static Portal.Data.Indicators.Indicator;

namespace Portal.Data.Indicators;

/// <summary>The indicators that figures are made of, defined once (requirements §6). Screens, exports and the command line read them here.</summary>
public static class IndicatorRegistry
{
    private static readonly Dictionary<string, LimitIndicator> s_timeliness = RuleSets.Shipped.SelectMany(set => set.Rules)
        .GroupBy(rule => rule.Id, StringComparer.Ordinal)
        .ToDictionary(rule => rule.Key, rule => Timeliness(rule.Last()), StringComparer.Ordinal);

    /// <summary>投诉总量: every current row counts, whatever its request class (requirements §5.2 no. 15).</summary>
    public static Indicator ComplaintTotal { get; } = new()
    {
        Id = "complaint-total",
        Name = new("投诉总量", "Complaints in all"),
        Formula = new("当月受理并报送的全部诉求数，各诉求类别均计入", "All cases received in the month and filed, of every request class"),
        Numerator = IndicatorWords.Rows,
        Unit = IndicatorUnit.Cases,
        Direction = Direction.None,
        Sources = ["S0-46"],
        IsLocalDefault = false,
        Count = sums => Counted.Cases(sums.Cases),
    };

    public static Indicator FeedbackRate { get; } = new()
    {
        Id = "feedback-rate",
        Name = new("反馈率", "Feedback rate"),
        Formula = new("已反馈 ÷（已反馈 + 逾期未反馈）；未到期的不计入", "fed back / (fed back + overdue without feedback); cases not yet due are left out"),
        Numerator = new("已反馈的诉求", "cases fed back"),
        Denominator = IndicatorWords.DueFeedback,
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-39", "S0-40", "S4-37"],
        Exclusions = IndicatorWords.NotYetDue,
        Count = sums => Counted.Rate(sums.FedBack, sums.FedBack + sums.FeedbackOverdue),
    };

    public static Indicator OnTimeFeedbackRate { get; } = new()
    {
        Id = "on-time-feedback-rate",
        Name = new("按时反馈率", "On-time feedback rate"),
        Formula = new("时限内反馈 ÷（已反馈 + 逾期未反馈）", "fed back in time / (fed back + overdue without feedback)"),
        Numerator = new("在时限内反馈的诉求", "cases fed back within their limit"),
        Denominator = IndicatorWords.DueFeedback,
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-39", "S0-40"],
        Exclusions = IndicatorWords.NotYetDue,
        Count = sums => Counted.Rate(sums.FedBackInTime, sums.FedBack + sums.FeedbackOverdue),
    };

    public static Indicator ClosingRate { get; } = new()
    {
        Id = "closing-rate",
        Name = new("办结率", "Closing rate"),
        Formula = new(
            "（已办结 − 重新办理）÷（已办结 + 逾期未办结）；有办结时限的按办结时限，否则按反馈时限；办结后 30 天内投诉人提出异议的，视为重新办理",
            "(closed − reopened) / (closed + open overdue); by the limit of closing, or where a rule set has none by that of feedback; an objection of the complainant within 30 days of closing opens the case again"),
        Numerator = new("已办结且未重新办理的诉求", "cases closed and not opened again"),
        Denominator = new("已办结的诉求，加上超过时限仍未办结的诉求", "cases closed, and cases not closed whose limit has passed"),
        Exclusions = IndicatorWords.NotYetDue,
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-61", "S4-37"],
        Versions =
        [
            new(1, Indicator.Beginning, null),
            new(
                2,
                Indicator.Beginning,
                new("办结后重新办理的诉求视为未办结；各期均按本版重算", "a case opened again after closing counts as not closed; all periods are reckoned anew by this version")),
        ],
        Count = sums => Counted.Rate(sums.Closed - sums.Reopened, sums.Closed + sums.ClosingOverdue),
    };

    public static Indicator HandlingDaysMean { get; } = new()
    {
        Id = "handling-days-mean",
        Name = new("平均办件天数", "Handling days, mean"),
        Formula = new(
            "Σ（反馈时间 − 派单时间）÷ 已反馈件数 ÷ 1440 分钟；未填派单时间的自受理时间起算",
            "sum of (feedback − dispatch) / cases fed back / 1440 minutes; from receipt where no dispatch is filed"),
        Numerator = new("从派单到反馈的分钟数之和", "minutes from dispatch to feedback, added up"),
        Denominator = new("已反馈且可计算时长的诉求", "cases fed back whose time can be told"),
        Unit = IndicatorUnit.Days,
        Direction = Direction.LowerIsBetter,
        Sources = ["S0-46", "S4-37"],
        Exclusions = new("未反馈的诉求不计入；台账未记录的暂停时间无法扣除", "cases not fed back are left out; pauses that no ledger tells cannot be taken off"),
        Count = sums => Counted.Rate(sums.HandlingMinutes, sums.Handled, dividedBy: 1440),
    };

    public static Indicator HandlingDaysMedian { get; } = Quantile(
        "handling-days-median", new("办件天数中位数", "Handling days, median"), 50, sums => sums.Median);

    public static Indicator HandlingDaysP90 { get; } = Quantile(
        "handling-days-p90", new("办件天数 P90", "Handling days, P90"), 90, sums => sums.NinthDecile);

    public static Indicator SatisfactionRate { get; } = new()
    {
        Id = "satisfaction-rate",
        Name = new("满意率", "Satisfaction rate"),
        Formula = new("（非常满意 + 满意 + 基本满意）÷ 已评价；未评价不计入", "(very satisfied + satisfied + fairly satisfied) / rated; cases not rated are left out"),
        Numerator = new("评价为基本满意及以上的诉求", "cases rated fairly satisfied or better"),
        Denominator = new("已评价的诉求", "cases rated"),
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-42", "S0-46", "S0-52", "S4-37"],
        Exclusions = new("未评价的诉求不计入，也不视为满意", "cases not rated are left out, and never count as satisfied"),
        Count = sums => Counted.Rate(sums.Satisfied, sums.Rated),
    };

    public static Indicator LedgerCompletenessRate { get; } = new()
    {
        Id = "ledger-completeness-rate",
        Name = new("台账健全率", "Ledger completeness rate"),
        Formula = new("各时限所需事件均已填报的行 ÷ 全部行", "rows in which no event that a limit needs is missing / all rows"),
        Numerator = new("事件齐全的行", "rows with every event that a limit needs"),
        Denominator = IndicatorWords.Rows,
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-45", "S0-70"],
        Count = sums => Counted.Rate(sums.CompleteCases, sums.Cases),
    };

    public static Indicator EffectiveCallBackRate => ConductIndicators.EffectiveCallBackRate;

    public static Indicator OnTimeDispatchRate => ConductIndicators.OnTimeDispatchRate;

    public static Indicator FirstTimeSolvedRate => ConductIndicators.FirstTimeSolvedRate;

    public static Indicator RepeatHouseholdRate => ConductIndicators.RepeatHouseholdRate;

    public static Indicator SpotCheckAgreementRate => CheckIndicators.AgreementRate;

    public static Indicator ConnectionRate => CheckIndicators.ConnectionRate;

    public static Indicator ComplaintsPer10kHouseholds => BaseIndicators.ComplaintsPer10kHouseholds;

    public static Indicator ComplaintsPer10kSquareMetres => BaseIndicators.ComplaintsPer10kSquareMetres;

    /// <summary>The request classes that count for the rates by households and by area.</summary>
    public static IReadOnlyList<RequestClass> CountedClasses { get; } = [RequestClass.Repair, RequestClass.Complaint, RequestClass.Report];

    /// <summary>In the order of display. Timeliness per limit comes from <see cref="Timeliness(string)"/>.</summary>
    public static IReadOnlyList<Indicator> All { get; } =
    [
        ComplaintTotal, FeedbackRate, OnTimeFeedbackRate, ClosingRate, HandlingDaysMean, HandlingDaysMedian, HandlingDaysP90,
        SatisfactionRate, EffectiveCallBackRate, OnTimeDispatchRate, FirstTimeSolvedRate, RepeatHouseholdRate, LedgerCompletenessRate,
        SpotCheckAgreementRate, ConnectionRate, ComplaintsPer10kHouseholds, ComplaintsPer10kSquareMetres,
    ];

    /// <summary>The timeliness of one limit: <c>timeliness:S0-36</c>. The rules of a limit decide what met and late mean.</summary>
    public static LimitIndicator Timeliness(LimitRule rule) => new(rule.Id, new($"{rule.Name.Zh}及时率", $"{rule.Name.En}: timeliness")) { Topic = rule.Topic };

    public static bool IsShipped(string ruleId) => s_timeliness.ContainsKey(ruleId);

    /// <summary>The same of a shipped rule by its id; one without a topic for any other.</summary>
    public static LimitIndicator Timeliness(string ruleId) =>
        s_timeliness.TryGetValue(ruleId, out var known) ? known : new(ruleId, new($"{ruleId} 及时率", $"{ruleId}: timeliness"));

    /// <summary>Those made of the counts of a month alone: known for parts of a month and cheap for a year of months.</summary>
    public static IReadOnlyList<Indicator> OfCounts { get; } =
    [
        ComplaintTotal, FeedbackRate, OnTimeFeedbackRate, ClosingRate, HandlingDaysMean, SatisfactionRate, EffectiveCallBackRate,
        OnTimeDispatchRate, LedgerCompletenessRate,
    ];

    /// <summary>What a screen shows of each of many enterprises, and what peers are compared by: spot checks draw too little of a single one in a month.</summary>
    public static IReadOnlyList<Indicator> WithoutQuantiles { get; } =
        [.. OfCounts, FirstTimeSolvedRate, RepeatHouseholdRate, ComplaintsPer10kHouseholds, ComplaintsPer10kSquareMetres];

    /// <summary>The indicator of that id, among those of <see cref="All"/>.</summary>
    public static Indicator? Find(string id) => All.FirstOrDefault(indicator => indicator.Id == id);

    public static FigureSet Compute(FigureSums sums) => Compute(sums, All);

    public static FigureSet Compute(FigureSums sums, IReadOnlyList<Indicator> indicators) =>
        new([.. indicators.Select(indicator => indicator.Of(sums))]);

    private static Indicator Quantile(string id, LimitText name, int percent, Func<FigureSums, NearestRank?> pick) => new()
    {
        Id = id,
        Name = name,
        Formula = new(
            $"办件天数由小到大排列，取第 ⌈{percent}% × n⌉ 件的天数（最近秩法），精确到 0.1 天",
            $"handling days in rising order, the value at rank ⌈{percent}% × n⌉ (nearest rank), to a tenth of a day"),
        Numerator = new("所取诉求的名次", "rank of the case taken"),
        Denominator = new("已反馈且可计算时长的诉求", "cases fed back whose time can be told"),
        Unit = IndicatorUnit.Days,
        Direction = Direction.LowerIsBetter,
        Sources = ["S0-46"],
        Count = sums => pick(sums) is { } found ? new(found.Rank, found.Of, found.DayTenths / 10.0) : new(0, 0, null),
    };
}
