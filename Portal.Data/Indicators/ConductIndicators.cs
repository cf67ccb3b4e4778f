using static Portal.Data.Indicators.Indicator;

namespace Portal.Data.Indicators;

/// <summary>How cases are handed on, called back and settled for good.</summary>
internal static class ConductIndicators
{
    public static Indicator EffectiveCallBackRate { get; } = new()
    {
        Id = "effective-callback-rate",
        Name = new("有效回访率", "Effective callback rate"),
        Formula = new(
            "企业回访：填有回访时间且有评价的诉求 ÷ 已反馈或已办结的诉求，以台账为准；主管部门抽检回访的完成率见各抽检结果",
            "the enterprise's own callbacks: cases with a time of callback and a rating / cases fed back or closed, by the ledger; how many were reached in a callback campaign of the authority stands in its results"),
        Numerator = new("回访到投诉人并得到评价的诉求", "cases called back whose complainant gave a rating"),
        Denominator = new("已反馈或已办结的诉求", "cases fed back or closed"),
        Exclusions = new("未反馈也未办结的诉求尚不需要回访", "a case neither fed back nor closed needs no callback yet"),
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-41", "S0-59", "S1-47", "S4-27"],
        Count = sums => Counted.Rate(sums.CallBacksReached, sums.CallBacks),
    };

    public static Indicator OnTimeDispatchRate { get; } = new()
    {
        Id = "on-time-dispatch-rate",
        Name = new("按时分转率", "On-time dispatch rate"),
        Formula = new(
            "时限内派单 ÷（已派单 + 逾期未派单）；有派单时限的按派单时限，否则按登记时限，均无的按受理后 2 小时",
            "dispatched in time / (dispatched + overdue not dispatched); by the limit of dispatch where a rule has one, else of registering, else 2 hours from receipt"),
        Numerator = new("在时限内派单的诉求", "cases dispatched within the limit"),
        Denominator = new("已派单的诉求，加上超过时限仍未派单的诉求", "cases dispatched, and cases not dispatched whose limit has passed"),
        Exclusions = new("未经派单直接办理的诉求、未到期的诉求不计入", "cases handled without being dispatched, and cases not yet due, are left out"),
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S4-37"],
        Count = sums => Counted.Rate(sums.DispatchesInTime, sums.Dispatches),
    };

    public static Indicator FirstTimeSolvedRate { get; } = new()
    {
        Id = "first-time-solved-rate",
        Name = new("一次解决率", "Solved at once"),
        Formula = new(
            "办结后投诉人未提出异议、且同一户在受理后 30 天内未就同一投诉类型再次投诉的诉求 ÷ 已办结",
            "cases closed, not objected to, and not followed by another of the same household and complaint type within 30 days of receipt / closed"),
        Numerator = new("一次解决的诉求", "cases solved at once"),
        Denominator = new("已办结的诉求", "cases closed"),
        Exclusions = new("次月台账报送前，本月末的重复投诉尚不可见", "repeats of the last days of a month show once the next month is filed"),
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-72"],
        Count = sums => sums.SolvedAtOnce is { } atOnce ? Counted.Rate(atOnce, sums.Closed) : Counted.Unknown,
    };

    public static Indicator RepeatHouseholdRate { get; } = new()
    {
        Id = "repeat-household-rate",
        Name = new("重复投诉率", "Repeat complaint rate"),
        Formula = new(
            "期间内就同一投诉类型投诉 2 次以上（不含 2 次）的户数 ÷ 投诉户数；一户在不同企业分别计数",
            "households with more than 2 complaints of one complaint type within the period / households complaining; a household counts once in each enterprise"),
        Numerator = new("同一问题投诉超过 2 次的户", "households with more than 2 complaints of one type"),
        Denominator = new("投诉的户", "households complaining"),
        Exclusions = new(
            $"户数不能跨月相加：跨月期间按该期间的台账行重新计数，仅在导出和接口中计算；超过 {HouseholdReading.MostRows:#,0} 行的跨月期间不计算，显示为“—”",
            $"households do not add up over months: a longer period is counted from its own rows, in exports and by the verb only; one of more than {HouseholdReading.MostRows:#,0} rows is not counted and shows a dash"),
        Unit = IndicatorUnit.Share,
        Direction = Direction.LowerIsBetter,
        Sources = ["S2-51"],
        Count = sums => (sums.RepeatHouseholds, sums.ComplainingHouseholds) is ({ } repeating, { } all) ? Counted.Rate(repeating, all) : Counted.Unknown,
    };
}
