namespace Portal.Data.TimeLimits;

/// <summary>What a limit says of a case (design §5). Stored as its number inside the row's verdict text.</summary>
public enum Verdict
{
    Met = 0,
    Late = 1,
    OpenInTime = 2,
    OpenOverdue = 3,
    NotApplicable = 4,
    Undeterminable = 5,
}
