namespace Portal.Data.Warnings;

/// <summary>What is watched for. Stored as its number.</summary>
public enum WarningRuleCode
{
    ManyHouseholds = 1, // 同一小区多户投诉 S1-21
    RepeatedComplaint = 2, // 同一住户同一问题 S2-51
    ReturnedOften = 3, // 多次退回 S2-50
    StalledCommitment = 4, // 承诺未兑现 S2-52
    Spike = 5, // 诉求量突增 S4-51, S4-52
    SuddenOutage = 6, // 突发停供 S2-35, S4-12
    Silence = 7, // 该有而无 requirements §6
    RiskWords = 8, // 风险词 S0-60, S4-25
}

/// <summary>How pressing a warning is; only urgent ones are told in quiet hours. Stored as its number.</summary>
public enum WarningSeverity
{
    Notice = 1, // 提示
    Important = 2, // 重要
    Urgent = 3, // 紧急
}

/// <summary>Stored as its number.</summary>
public enum WarningState
{
    Open = 1, // 待处理

    Acknowledged = 2, // 已知悉

    /// <summary>The enterprise says it is a false alarm; the authority decides.</summary>
    Disputed = 3, // 企业报误报

    Closed = 4, // 已关闭
    FalseAlarm = 5, // 误报

    /// <summary>What is filed now does not show it any more.</summary>
    Lapsed = 6, // 不再成立
}

/// <summary>What somebody, or an evaluation, did with a warning. Stored as its number.</summary>
public enum WarningAct
{
    Raise = 1,

    /// <summary>It was answered and has grown beyond the rule's growth since, or is back after it had lapsed.</summary>
    RaiseAgain = 2,
    Lapse = 3,
    Acknowledge = 4,
    Close = 5,
    CallFalse = 6,

    /// <summary>By the enterprise: reported as a false alarm.</summary>
    Dispute = 7,

    /// <summary>By the authority: the report is not accepted, the warning stands.</summary>
    Uphold = 8,
}
