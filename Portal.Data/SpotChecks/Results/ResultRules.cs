using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.Data.SpotChecks.Results;

/// <summary>What is estimated from the answers.</summary>
public enum Measure
{
    Received = 1, // 受理属实
    Visited = 2, // 上过门
    Solved = 3, // 已解决
    ClosedAgreed = 4, // 办结征得同意
    FeedbackReceived = 5, // 得到反馈
    Satisfied = 6, // 满意
    Connected = 7, // 接通
    AnsweredWithin = 8, // 15 秒内接听

    /// <summary>Every room that was measured has <see cref="ResultRules.WarmFrom"/> or more.</summary>
    Warm = 9, // 各室达标
}

/// <summary>A task as results count it.</summary>
public sealed record ResultTask
{
    public required long Id { get; init; }

    public required int DrawOrder { get; init; }

    public required string Stratum { get; init; }

    public required long WeightOver { get; init; }

    public required long WeightUnder { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string EnterpriseName { get; init; }

    public required string EnterpriseNameEn { get; init; }

    public long? RowId { get; init; }

    public string? CaseNo { get; init; }

    public required SpotTaskState State { get; init; }

    public Disposition? Disposition { get; init; }

    public bool IsHotlineTest { get; init; }
}

/// <summary>How many of what was drawn came to answers.</summary>
public sealed record Completion(int Drawn, int Completed, int Pending, IReadOnlyDictionary<Disposition, int> ByDisposition)
{
    /// <summary>Settled without an outcome when the field work was closed.</summary>
    public int Undone => Drawn - Pending - ByDisposition.Values.Sum();
}

/// <summary>One line of the table of enterprises.</summary>
public sealed record EnterpriseResult
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required Completion Completion { get; init; }

    public required Estimate Solved { get; init; }

    public required Estimate Satisfied { get; init; }

    /// <summary>Facts confirmed, and facts that could be compared.</summary>
    public required (int Confirmed, int Compared) Consistency { get; init; }

    /// <summary>Confirmed findings.</summary>
    public required int Findings { get; init; }

    /// <summary>Null where the frame holds no rows of the enterprise.</summary>
    public FrameClaim? Claim { get; init; }
}

/// <summary>What was measured in the homes of one enterprise.</summary>
/// <param name="Mean">Of all rooms, ℃.</param>
/// <param name="Lowest">℃.</param>
/// <param name="Cold">Rooms below <see cref="ResultRules.WarmFrom"/>.</param>
public sealed record MeasuredHomes(string Code, string Name, string NameEn, int Homes, int Rooms, decimal Mean, decimal Lowest, int Cold);

/// <summary>Counts and estimates of a campaign. Pure.</summary>
public static class ResultRules
{
    private static readonly Dictionary<Measure, string> s_items = new()
    {
        [Measure.Received] = FactCodes.Received,
        [Measure.Visited] = FactCodes.Visited,
        [Measure.Solved] = FactCodes.Solved,
        [Measure.ClosedAgreed] = FactCodes.ClosedAgreed,
        [Measure.FeedbackReceived] = FactCodes.FeedbackReceived,
        [Measure.Satisfied] = FactCodes.Satisfied,
        [Measure.Connected] = PhoneTestRules.Connected,
        [Measure.AnsweredWithin] = PhoneTestRules.AnsweredWithin,
        [Measure.Warm] = FactCodes.Temperature,
    };

    /// <summary>℃; below it an enterprise has to act on the spot (S1-16).</summary>
    public const int WarmFrom = 20;

    public static IReadOnlyCollection<string> Items => s_items.Values;

    /// <summary>Outcomes of a hotline test that say by themselves that nobody was connected; questions are asked of who answers only (S0-69).</summary>
    public static IReadOnlyList<Disposition> NotConnected { get; } = [Disposition.NoAnswer, Disposition.WrongNumber];

    public static Completion Count(IReadOnlyCollection<ResultTask> tasks) => new(
        tasks.Count,
        tasks.Count(IsDone),
        tasks.Count(IsPending),
        tasks.Where(task => task.Disposition is not null).GroupBy(task => task.Disposition!.Value).ToDictionary(same => same.Key, same => same.Count()));

    /// <summary>Somebody was reached and it was settled, as the field work counts it too: who denies having complained has answered.</summary>
    public static bool IsDone(ResultTask task) => task.State is SpotTaskState.Done;

    public static bool IsPending(ResultTask task) => task.State is SpotTaskState.Open or SpotTaskState.InProgress;

    /// <summary>What a task adds to an estimate; null where it adds nothing: without an answer, or not of the frame.</summary>
    /// <param name="answers">By task.</param>
    public static bool? Counted(ResultTask task, Measure measure, ILookup<long, AnswerRecord> answers) => IsEligible(task) ? AnswerOf(task, measure, answers) : null;

    /// <param name="answers">By task.</param>
    public static Estimate Estimate(IEnumerable<ResultTask> tasks, Measure measure, ILookup<long, AnswerRecord> answers) => EstimateRules.Of(
        [.. tasks.Select(task => new DrawnUnit(task.Stratum, (double)task.WeightOver / task.WeightUnder, IsEligible(task), AnswerOf(task, measure, answers)))]);

    /// <summary>Whether the answers of a task are a yes; null when it was not answered, or nobody remembers.</summary>
    public static bool? IsYes(Measure measure, IEnumerable<AnswerRecord> answers) => measure is Measure.Warm ? IsWarm(answers) : answers.FirstOrDefault(answer => answer.ItemCode == s_items[measure]) switch
    {
        null => null,
        { Number: { } scale } when measure is Measure.Satisfied => scale >= ComparisonRules.LeastSatisfied,
        { ChoiceCode: null or "unsure" } => null,
        { ChoiceCode: var choice } => choice == "yes",
    };

    /// <summary>What was measured in the homes of each enterprise, by its code; without those where nothing was.</summary>
    /// <param name="answers">By task.</param>
    public static IReadOnlyList<MeasuredHomes> Measured(IEnumerable<ResultTask> tasks, ILookup<long, AnswerRecord> answers) =>
    [
        .. from own in tasks.GroupBy(task => task.EnterpriseCode, StringComparer.Ordinal)
           orderby own.Key
           let homes = own.Select(task => Readings(answers[task.Id])).Where(rooms => rooms.Count > 0).ToList()
           where homes.Count > 0
           let rooms = homes.SelectMany(home => home).ToList()
           select new MeasuredHomes(own.Key, own.First().EnterpriseName, own.First().EnterpriseNameEn, homes.Count, rooms.Count, rooms.Average(), rooms.Min(), rooms.Count(room => room < WarmFrom)),
    ];

    private static bool? IsWarm(IEnumerable<AnswerRecord> answers) => Readings(answers) is { Count: > 0 } rooms ? rooms.All(room => room >= WarmFrom) : null;

    private static List<decimal> Readings(IEnumerable<AnswerRecord> answers) =>
        [.. answers.Where(answer => answer.ItemCode == FactCodes.Temperature && answer.Number is not null).Select(answer => answer.Number!.Value)];

    /// <summary>
    /// Whoever denies having complained answers that question by it, and no other. A hotline that nobody answers is not
    /// connected.
    /// </summary>
    private static bool? AnswerOf(ResultTask task, Measure measure, ILookup<long, AnswerRecord> answers) => (measure, task.Disposition) switch
    {
        (Measure.Received, Disposition.DeniesComplaint) => false,
        (Measure.Connected, { } ended) when task.IsHotlineTest && NotConnected.Contains(ended) => false,
        _ => IsYes(measure, answers[task.Id]),
    };

    private static bool IsEligible(ResultTask task) => task.State is not SpotTaskState.Ineligible;
}
