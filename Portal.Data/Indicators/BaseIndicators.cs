using static Portal.Data.Indicators.Indicator;

namespace Portal.Data.Indicators;

/// <summary>Complaints against the size of those who are served (requirements §6).</summary>
internal static class BaseIndicators
{
    /// <summary>
    /// 万户投诉率. Counting rule of version 1 (requirements §5.2 no. 15): 报修, 投诉 and 举报 count, 咨询, 求助 and 建议 do
    /// not; <see cref="IndicatorRegistry.CountedClasses"/> says so to the query.
    /// </summary>
    public static Indicator ComplaintsPer10kHouseholds { get; } = new()
    {
        Id = "complaints-per-10k-households",
        Name = new("万户投诉率", "Complaints per 10,000 households"),
        Formula = new(
            "（报修 + 投诉 + 举报）÷ 服务户数 × 10,000；咨询、求助、建议不计入；户数取当年或最近年度申报数，未申报户数的企业分子分母均不计入",
            "(repair + complaint + report) / households × 10,000; consultations, requests for help and suggestions do not count; households as declared for the year or the latest before it; an enterprise without is in neither"),
        Numerator = new("诉求类别为报修、投诉、举报的诉求", "cases of the request classes repair, complaint and report"),
        Denominator = new("服务户数", "households served"),
        Unit = IndicatorUnit.PerTenThousand,
        Direction = Direction.LowerIsBetter,
        Sources = ["S0-52"],
        CountingRule = IndicatorWords.CountedClasses,
        Count = sums => Counted.Rate(sums.HouseholdComplaints, sums.Households, 10_000),
    };

    /// <summary>万平方米投诉率: heat is sold by the square metre; counted as <see cref="ComplaintsPer10kHouseholds"/> is.</summary>
    public static Indicator ComplaintsPer10kSquareMetres { get; } = new()
    {
        Id = "complaints-per-10k-square-metres",
        Name = new("万平方米投诉率", "Complaints per 10,000 square metres"),
        Formula = new(
            "（报修 + 投诉 + 举报）÷ 供热面积（平方米）× 10,000；面积取当年或最近年度申报数，未申报面积的企业分子分母均不计入",
            "(repair + complaint + report) / square metres heated × 10,000; area as declared for the year or the latest before it; an enterprise without is in neither"),
        Numerator = new("诉求类别为报修、投诉、举报的诉求", "cases of the request classes repair, complaint and report"),
        Denominator = new("供热面积（平方米）", "square metres heated"),
        CountingRule = IndicatorWords.CountedClasses,
        Unit = IndicatorUnit.PerTenThousandSquareMetres,
        Direction = Direction.LowerIsBetter,
        Sources = ["S0-52"],
        Count = sums => Counted.Rate(sums.AreaComplaints, sums.HeatedSquareMetres, 10_000),
    };
}
