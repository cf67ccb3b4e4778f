using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>Timeliness of one limit: met / (met + late + open overdue). Undeterminable cases are shown beside it (requirements §6).</summary>
public sealed record LimitIndicator(string RuleId, LimitText Name)
{
    public static LimitText Formula { get; } = new(
        "按时 ÷（按时 + 超时 + 逾期未办）；无法判定的另列，未到期和不适用的不计入",
        "met / (met + late + open overdue); undeterminable cases are listed beside it, cases not yet due or not subject to the limit are left out");

    /// <summary>Null for a rule of which nothing is known any more.</summary>
    public LimitTopic? Topic { get; init; }

    public static IndicatorUnit Unit => IndicatorUnit.Share;

    public string Id => "timeliness:" + RuleId;

    public Figure Of(VerdictCounts counts)
    {
        var denominator = counts.Met + counts.Late + counts.OpenOverdue;
        return new(Id, counts.Met, denominator, denominator == 0 ? null : (double)counts.Met / denominator) { IsShare = true };
    }
}
