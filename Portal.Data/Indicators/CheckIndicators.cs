using static Portal.Data.Indicators.Indicator;

namespace Portal.Data.Indicators;

/// <summary>What the regulator's own spot checks found (requirements §6): published campaigns, in the month in which their field work ended.</summary>
internal static class CheckIndicators
{
    private static readonly TimeLimits.LimitText s_unpublished = new(
        "结果尚未公布的抽检不计入；计入现场工作截止日所在的月份",
        "spot checks whose results are not published are left out; one counts in the month in which its field work ends");

    public static Indicator AgreementRate { get; } = new()
    {
        Id = "spot-check-agreement-rate",
        Name = new("抽检一致率", "Spot check agreement rate"),
        Formula = new(
            "经回访或现场核实一致的台账事项 ÷（一致 + 不符）；台账未载明或无人记得的事项无法比对，不计入",
            "ledger facts confirmed by callback or on site / (confirmed + contradicted); what the ledger does not claim, or nobody remembers, cannot be compared and is left out"),
        Numerator = new("核实一致的事项", "facts confirmed"),
        Denominator = new("核实一致和不符的事项", "facts confirmed and contradicted"),
        Exclusions = s_unpublished,
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-65", "S0-66", "S0-67"],
        CountingRule = IndicatorWords.DrawnClasses,
        Count = sums => Counted.Rate(sums.FactsConfirmed, sums.FactsCompared),
    };

    public static Indicator ConnectionRate { get; } = new()
    {
        Id = "connection-rate",
        Name = new("接通率", "Connection rate"),
        Formula = new(
            "接通的电话抽查 ÷ 电话抽查次数；忙音、无人接听、空号均视为未接通。按时段分列见其明细",
            "hotline tests answered / hotline tests; busy, unanswered and dead numbers are not connected. Its rows are told by time of day"),
        Numerator = new("接通的电话抽查", "hotline tests answered"),
        Denominator = new("电话抽查次数", "hotline tests"),
        Exclusions = s_unpublished,
        Unit = IndicatorUnit.Share,
        Direction = Direction.HigherIsBetter,
        Sources = ["S0-17", "S0-64", "S0-69"],
        CountingRule = IndicatorWords.NoClass,
        Count = sums => Counted.Rate(sums.TestsConnected, sums.Tests),
    };
}
