namespace Portal.Data.Ledgers;

/// <summary>By which column of the ledger a cause is told. Stored as its number.</summary>
public enum CauseKind
{
    Responsibility = 1, // 责任归属
    SubType = 2, // 二级类型
}
