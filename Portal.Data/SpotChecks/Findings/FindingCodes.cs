namespace Portal.Data.SpotChecks.Findings;

/// <summary>What is held against an enterprise (S4-34), and what calls for a notice or an interview (S0-69…72). Stored as its number.</summary>
public enum FindingType
{
    NotClosed = 1, // 不办结 S4-34

    /// <summary>Closed by others, or without the complainant's consent.</summary>
    ClosedByOthers = 2, // 被办结 S4-34
    FalselyClosed = 3, // 假办结 S4-34
    PhoneUnanswered = 4, // 电话无法接通 S0-69
    LedgerIncomplete = 5, // 清单台账不健全 S0-70
    BadAttitude = 6, // 服务态度差 S0-71
    NotSolvedAtOnce = 7, // 未一次性解决 S0-72
}

/// <summary>How far a finding has come. Stored as its number.</summary>
public enum FindingState
{
    Proposed = 1, // 已提出

    /// <summary>The enterprise has been told and may explain until the last day of its time limit.</summary>
    Notified = 2, // 已告知
    Explained = 3, // 已说明
    Confirmed = 4, // 已认定
    Dismissed = 5, // 不予认定

    /// <summary>Taken back by whoever proposed it.</summary>
    Withdrawn = 6, // 已撤回
}

/// <summary>What is done to a finding. Stored as its number.</summary>
public enum FindingAct
{
    Propose = 1,
    Notify = 2,
    Explain = 3,
    Confirm = 4,
    Dismiss = 5,
    Withdraw = 6,
}
