using Portal.Data.Ledgers;

namespace Portal.Data.SpotChecks.Comparison;

/// <summary>What a ledger row claims and a spot check can confirm or contradict. Stored as its number.</summary>
public enum Fact
{
    Received = 1, // 受理过
    Visited = 2, // 上过门
    ArrivalTime = 3, // 到场时间
    Solved = 4, // 解决
    ClosedAgreed = 5, // 办结前征得同意
    Satisfied = 6, // 满意
    FeedbackReceived = 7, // 得到反馈
    FeedbackTime = 8, // 反馈时间
    Temperature = 9, // 室温
}

/// <summary>How a fact stands to what the ledger claims. Stored as its number.</summary>
public enum FactOutcome
{
    Confirmed = 1, // 属实
    Contradicted = 2, // 不符

    /// <summary>The ledger claims nothing of it, or nobody remembers.</summary>
    NotComparable = 3, // 无法比对
}

/// <summary>What a row of a ledger claims, as it was drawn: a correction filed later changes nothing of it.</summary>
public sealed record LedgerClaim
{
    public DateTime? ArrivedAt { get; init; }

    public DateTime? FedBackAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public CaseOutcome? Outcome { get; init; }

    public CaseRating? Rating { get; init; }

    /// <summary>In tenths of a degree.</summary>
    public int? RoomTemperatureTenths { get; init; }
}

/// <summary>One fact with both values.</summary>
public sealed record ComparedFact
{
    public required Fact Fact { get; init; }

    public required FactOutcome Outcome { get; init; }

    /// <summary>By the ledger: <c>yes</c>, the name of an outcome or a rating, a moment as <c>yyyy-MM-ddTHH:mm</c>, or °C; null when it says nothing.</summary>
    public string? Claimed { get; init; }

    /// <summary>By the task: code of a choice, figure of a scale, a moment, or °C.</summary>
    public required string Found { get; init; }

    /// <summary>In minutes for times, in tenths of a degree for temperatures; null for other facts.</summary>
    public int? Tolerance { get; init; }
}

/// <summary>How far both values may lie apart and still agree. Local defaults: people remember times roughly, instruments differ.</summary>
public sealed record Tolerances(int ArrivalMinutes, int FeedbackMinutes, int TemperatureTenths)
{
    public static Tolerances LocalDefault { get; } = new(60, 240, 20);
}
