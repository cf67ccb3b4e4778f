namespace Portal.Data.Ledgers;

/// <summary>办理结果: what came of a case (S0-46). Stored as its number.</summary>
public enum CaseOutcome
{
    Solved = 1, // 已解决
    PartlySolved = 2, // 部分解决
    Unsolved = 3, // 未解决
    Explained = 4, // 解释说明
    NotOurs = 5, // 非本单位职责
}

/// <summary>评价: the complainant's rating (S0-42). Stored as its number; an empty cell is none of these.</summary>
public enum CaseRating
{
    VerySatisfied = 1, // 非常满意
    Satisfied = 2, // 满意
    FairlySatisfied = 3, // 基本满意
    Dissatisfied = 4, // 不满意
    VeryDissatisfied = 5, // 非常不满意
    NotRated = 6, // 未评价
}
