using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>Words that several definitions share.</summary>
internal static class IndicatorWords
{
    public static LimitText Rows { get; } = new("投诉清单台账的行数", "rows of the complaint ledger");

    public static LimitText DueFeedback { get; } = new(
        "已反馈的诉求，加上超过反馈时限仍未反馈的诉求", "cases fed back, and cases not fed back whose feedback limit has passed");

    public static LimitText EveryClass { get; } = new("各诉求类别均计入", "every request class counts");

    public static LimitText CountedClasses { get; } = new(
        "报修、投诉、举报计入；咨询、求助、建议不计入", "repair, complaint and report count; consultations, requests for help and suggestions do not");

    public static LimitText DrawnClasses { get; } = new("抽中的诉求，各诉求类别均计入", "of the cases that were drawn every request class counts");

    public static LimitText NoClass { get; } = new("与诉求类别无关", "has nothing to do with request classes");

    public static LimitText NotYetDue { get; } = new("未到期的诉求不计入", "cases not yet due are left out");

    public static LimitText NeedsArbitration { get; } = new("需要复议裁定：尚未采集", "needs arbitration: not yet collected");
}
