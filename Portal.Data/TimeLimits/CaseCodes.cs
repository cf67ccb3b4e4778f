namespace Portal.Data.TimeLimits;

/// <summary>受理渠道: how a case reached the enterprise (S0-18, S1-05, S2-04). Stored as its number.</summary>
public enum Channel
{
    Call = 1, // 来电
    Letter = 2, // 来信
    Visit = 3, // 来访
    PublicAccount = 4, // 公众号
    Website = 5, // 网站
    Hotline12345 = 6, // 12345热线工单
    Hotline12319 = 7, // 12319热线
    AssignedBySuperior = 8, // 上级交办
    Transferred = 9, // 转办
}

/// <summary>诉求类别: what the caller wants. Stored as its number.</summary>
public enum RequestClass
{
    Consultation = 1, // 咨询
    Help = 2, // 求助
    Repair = 3, // 报修
    Complaint = 4, // 投诉
    Report = 5, // 举报
    Suggestion = 6, // 建议
}

/// <summary>投诉类型: the seven classes of S0-22…29. Stored as its number.</summary>
public enum ComplaintType
{
    Service = 1, // 服务投诉 S0-23
    Business = 2, // 业务投诉 S0-24
    SupplyStop = 3, // 停供投诉 S0-25
    FaultRepair = 4, // 故障报修 S0-26
    Quality = 5, // 质量投诉 S0-27
    Construction = 6, // 工程建设投诉 S0-28
    Other = 7, // 其他投诉 S0-29
}

/// <summary>紧急程度 (S1-33, S1-34). Stored as its number.</summary>
public enum Urgency
{
    Routine = 1, // 一般
    Emergency = 2, // 紧急
}

/// <summary>件别 of the 8890 regime; an empty cell means <see cref="Ordinary"/>. Stored as its number.</summary>
public enum CaseGrade
{
    Ordinary = 1, // 一般件
    Complex = 2, // 复杂件
    Key = 3, // 重点件
    Difficult = 4, // 疑难件
}
