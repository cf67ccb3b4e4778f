using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Questionnaires;

/// <summary>What kind of answer an item takes.</summary>
public enum QuestionType
{
    Choice = 1, // 选择

    /// <summary>Whole numbers from <see cref="QuestionItem.From"/> to <see cref="QuestionItem.To"/>.</summary>
    Scale = 2, // 评分

    /// <summary>With a unit.</summary>
    Number = 3, // 数值
    Text = 4, // 文字
    Photo = 5, // 照片

    /// <summary>A temperature per room in °C (S1-15).</summary>
    Reading = 6, // 读数

    /// <summary>A moment, wall-clock time.</summary>
    Time = 7, // 时间
}

/// <summary>The questions of a campaign (问卷), in a version that never changes.</summary>
public sealed record Questionnaire
{
    /// <summary>Such as <c>ledger-callback</c>.</summary>
    public required string Code { get; init; }

    /// <summary>1 and up.</summary>
    public required int Version { get; init; }

    public required CampaignKind Kind { get; init; }

    public required LimitText Name { get; init; }

    /// <summary>What is said first; null for nothing.</summary>
    public LimitText? Intro { get; init; }

    /// <summary>In the order in which they are asked.</summary>
    public required IReadOnlyList<QuestionItem> Items { get; init; }

    public QuestionItem? Find(string itemCode) => Items.FirstOrDefault(item => item.Code == itemCode);
}

/// <summary>One question.</summary>
public sealed record QuestionItem
{
    /// <summary>Stable over versions; those of <see cref="FactCodes"/> are compared with the ledger.</summary>
    public required string Code { get; init; }

    public required QuestionType Type { get; init; }

    public required LimitText Text { get; init; }

    /// <summary>Help for whoever asks.</summary>
    public LimitText? Hint { get; init; }

    /// <summary>For <see cref="QuestionType.Choice"/>: at least two.</summary>
    public IReadOnlyList<QuestionChoice> Choices { get; init; } = [];

    public bool IsRequired { get; init; }

    /// <summary>Asked only after this answer to an earlier item; null for always.</summary>
    public ShowIf? ShowIf { get; init; }

    /// <summary>For <see cref="QuestionType.Number"/>, as a word such as <c>s</c> or <c>℃</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>The least value of a scale, number or reading; null for no bound.</summary>
    public decimal? From { get; init; }

    /// <summary>The greatest value.</summary>
    public decimal? To { get; init; }

    /// <summary>The heading it stands under: attitude, speed or warmth (S2-41); null for none.</summary>
    public QuestionHeading? Heading { get; init; }

    /// <summary>For <see cref="QuestionType.Reading"/>: the rooms that are measured (S1-15).</summary>
    public IReadOnlyList<QuestionChoice> Rooms { get; init; } = [];
}

/// <param name="Code">Stable, such as <c>yes</c>.</param>
public sealed record QuestionChoice(string Code, LimitText Text);

/// <param name="Item">The code of an earlier item of choices.</param>
/// <param name="Choices">Any of its choices.</param>
public sealed record ShowIf(string Item, IReadOnlyList<string> Choices);

/// <summary>有态度、有速度、有温度 (S2-41).</summary>
public enum QuestionHeading
{
    Attitude = 1, // 态度
    Speed = 2, // 速度
    Warmth = 3, // 温度
}

/// <summary>Codes of items whose answers are compared with what the ledger says.</summary>
public static class FactCodes
{
    public const string Received = "received";
    public const string Visited = "visited";
    public const string ArrivalTime = "arrival-time";
    public const string Solved = "solved";
    public const string ClosedAgreed = "closed-agreed";
    public const string Satisfied = "satisfied";
    public const string FeedbackReceived = "feedback-received";
    public const string FeedbackTime = "feedback-time";
    public const string Temperature = "temperature";
}
