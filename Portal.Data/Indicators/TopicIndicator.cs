using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>
/// Timeliness of one topic across the rules of all sets (响应、到场、抢修、反馈…), so that a change of rule set does not break
/// the figure. A case judged by two rules of a topic counts once under each.
/// </summary>
public sealed record TopicIndicator(LimitTopic Topic, LimitText Name)
{
    /// <summary>In the order of a case.</summary>
    public static IReadOnlyList<TopicIndicator> All { get; } =
    [
        new(LimitTopic.Register, new("登记及时率", "Registering: timeliness")),
        new(LimitTopic.Dispatch, new("派单及时率", "Dispatch: timeliness")),
        new(LimitTopic.Accept, new("接单及时率", "Acceptance: timeliness")),
        new(LimitTopic.Respond, new("响应及时率", "Response: timeliness")),
        new(LimitTopic.OnSite, new("到场及时率", "On site: timeliness")),
        new(LimitTopic.Repair, new("抢修及时率", "Repair: timeliness")),
        new(LimitTopic.Reply, new("书面答复及时率", "Written reply: timeliness")),
        new(LimitTopic.Feedback, new("反馈及时率", "Feedback: timeliness")),
        new(LimitTopic.Close, new("办结及时率", "Closing: timeliness")),
        new(LimitTopic.CallBack, new("回访及时率", "Callback: timeliness")),
        new(LimitTopic.Return, new("退回及时率", "Return: timeliness")),
    ];

    public string Id => $"timeliness:{Topic}";

    public Figure Of(VerdictCounts counts) => new LimitIndicator(Topic.ToString(), Name).Of(counts);
}
