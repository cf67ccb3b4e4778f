namespace Portal.Data.SpotChecks.Campaigns;

/// <summary>The ways to check (S0-59, S0-64…67, S3-29, S4-33). Stored as its number.</summary>
public enum CampaignKind
{
    LedgerCallback = 1, // 台账回访
    CaseCallback = 2, // 指定诉求回访
    PhoneTest = 3, // 热线暗访
    RecordInspection = 4, // 原始记录检查
    SiteSampling = 5, // 现场抽样检查
    Survey = 6, // 用户调查
    DoubleRandom = 7, // 双随机检查
}

/// <summary>How far a campaign has come; it never goes back. Stored as its number.</summary>
public enum CampaignState
{
    Planned = 1, // 已计划
    Frozen = 2, // 抽样框已冻结
    Seeded = 3, // 种子已记录
    Drawn = 4, // 已抽取
    InField = 5, // 检查中
    Completed = 6, // 已完成
    Published = 7, // 已公布
    Cancelled = 8, // 已取消
}

/// <summary>Where a seed came from. Stored as its number.</summary>
public enum SeedSource
{
    /// <summary>The system's cryptographic random source.</summary>
    System = 1, // 系统随机源

    /// <summary>Typed in, with the name of who saw it arise, such as from dice or a public lottery.</summary>
    Witness = 2, // 见证人录入
}

/// <summary>Stored as its number.</summary>
public enum SpotTaskState
{
    Open = 1, // 待检查
    InProgress = 2, // 检查中
    Done = 3, // 已完成
    Unreachable = 4, // 无法联系
    Ineligible = 5, // 不适用
    Cancelled = 6, // 已取消
}
