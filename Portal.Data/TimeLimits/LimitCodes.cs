namespace Portal.Data.TimeLimits;

/// <summary>What a limit is about; indicators of timeliness are kept per topic (requirements §5.1, §6).</summary>
public enum LimitTopic
{
    Register = 1, // 登记
    Dispatch = 2, // 派单
    Accept = 3, // 接单
    Respond = 4, // 首次响应
    OnSite = 5, // 到场
    Repair = 6, // 抢修、修复
    Reply = 7, // 书面答复
    Feedback = 8, // 反馈
    Close = 9, // 办结
    CallBack = 10, // 回访
    Return = 11, // 退回
    Reconsider = 12, // 复议答复
    Visit = 13, // 上门
    Announce = 14, // 停供通知
    Meet = 15, // 会议
    Train = 16, // 培训
    Submit = 17, // 上报
}

/// <summary>Which way the clock of a limit counts from its start event.</summary>
public enum LimitDirection
{
    /// <summary>The stop is due at the latest so long after the start.</summary>
    Within = 1,

    /// <summary>The stop is due at the latest so long before the start, an event that is prepared for (提前48小时, S2-34).</summary>
    Before = 2,

    /// <summary>The stop may come at the earliest so long after the start (30分钟后复测, S1-18).</summary>
    NotBefore = 3,
}

/// <summary>Who answers for a limit (requirements §4: indicators have different subjects).</summary>
public enum LimitSubject
{
    Enterprise = 1,
    Unit = 2,
    Authority = 3,
}

public enum LimitUnit
{
    Minute = 1,
    Hour = 2,
    NaturalDay = 3,
    WorkingDay = 4,
}

/// <summary>Where a limit in days ends: at the hour it began, or with the last second of the last day.</summary>
public enum DayBoundary
{
    SameTime = 1,
    EndOfDay = 2,
}

/// <summary>A soft limit holds "in principle" (原则上): late remains late, and the receipt says that a reason may excuse it.</summary>
public enum Hardness
{
    Hard = 1,
    Soft = 2,
}

/// <summary>What 延期至, the order's own limit, does to a rule (S0-38, S2-19, S2-24, S2-25).</summary>
public enum OrderLimit
{
    /// <summary>The source knows no extension: 延期至 changes nothing.</summary>
    Ignored = 1,

    /// <summary>A later 延期至 takes the place of the due time.</summary>
    Replaces = 2,

    /// <summary>The order prints its own limit and nothing else counts; without 延期至 the rule does not apply.</summary>
    Required = 3,
}
