using System.Runtime.InteropServices;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>What the figures need of a row.</summary>
public readonly record struct RowFigures
{
    public required string FigureMonth { get; init; }

    public required RequestClass RequestClass { get; init; }

    public required ComplaintType ComplaintType { get; init; }

    public required Channel Channel { get; init; }

    public required CaseGrade Grade { get; init; }

    public required CaseRating? Rating { get; init; }

    /// <summary>小区 as filed.</summary>
    public required string? Community { get; init; }

    /// <summary>责任归属 as filed.</summary>
    public required string? Responsibility { get; init; }

    /// <summary>二级类型 as filed.</summary>
    public required string? SubType { get; init; }

    /// <summary>Whether 回访时间 is filed.</summary>
    public required bool IsCalledBack { get; init; }

    /// <summary>See <see cref="ReopenRules"/>.</summary>
    public required bool IsReopened { get; init; }

    public required CaseJudgement Judgement { get; init; }
}

/// <summary>The counts of one enterprise and month, or of a part of it.</summary>
public sealed class MonthCounts
{
    public int Cases { get; set; }

    public int CompleteCases { get; set; }

    public int FedBack { get; set; }

    public int FedBackInTime { get; set; }

    public int FeedbackOverdue { get; set; }

    public int Closed { get; set; }

    public int ClosingOverdue { get; set; }

    public int Handled { get; set; }

    public long HandlingMinutes { get; set; }

    public int Rated { get; set; }

    public int Satisfied { get; set; }

    /// <summary>Of the closed ones, those that were opened again.</summary>
    public int Reopened { get; set; }

    /// <summary>评价 of the rated ones added up: 5 for 非常满意 … 1 for 非常不满意.</summary>
    public int RatingPoints { get; set; }

    /// <summary>Cases fed back or closed: their complainant is to be called back.</summary>
    public int CallBacks { get; set; }

    /// <summary>Of these, the ones called back that told a rating.</summary>
    public int CallBacksReached { get; set; }

    /// <summary>Cases whose dispatch is done or overdue.</summary>
    public int Dispatches { get; set; }

    public int DispatchesInTime { get; set; }

    internal void Add(in RowFigures row)
    {
        var judgement = row.Judgement;
        var isRated = row.Rating is not (null or CaseRating.NotRated);
        var isClosed = judgement.Closing is DueState.InTime or DueState.Late;
        var isDone = isClosed || judgement.Feedback is DueState.InTime or DueState.Late;
        Cases++;
        CompleteCases += judgement.IsComplete ? 1 : 0;
        FedBack += judgement.Feedback is DueState.InTime or DueState.Late ? 1 : 0;
        FedBackInTime += judgement.Feedback is DueState.InTime ? 1 : 0;
        FeedbackOverdue += judgement.Feedback is DueState.Overdue ? 1 : 0;
        Closed += isClosed ? 1 : 0;
        ClosingOverdue += judgement.Closing is DueState.Overdue ? 1 : 0;
        Handled += judgement.HandlingMinutes is null ? 0 : 1;
        HandlingMinutes += judgement.HandlingMinutes ?? 0;
        Rated += isRated ? 1 : 0;
        Satisfied += row.Rating is CaseRating.VerySatisfied or CaseRating.Satisfied or CaseRating.FairlySatisfied ? 1 : 0;
        Reopened += isClosed && row.IsReopened ? 1 : 0;
        RatingPoints += isRated ? CaseRating.NotRated - row.Rating!.Value : 0;
        CallBacks += isDone ? 1 : 0;
        CallBacksReached += isDone && isRated && row.IsCalledBack ? 1 : 0;
        Dispatches += judgement.Dispatch is DueState.InTime or DueState.Late or DueState.Overdue ? 1 : 0;
        DispatchesInTime += judgement.Dispatch is DueState.InTime ? 1 : 0;
    }

    internal void Add(MonthCounts other)
    {
        Cases += other.Cases;
        CompleteCases += other.CompleteCases;
        FedBack += other.FedBack;
        FedBackInTime += other.FedBackInTime;
        FeedbackOverdue += other.FeedbackOverdue;
        Closed += other.Closed;
        ClosingOverdue += other.ClosingOverdue;
        Handled += other.Handled;
        HandlingMinutes += other.HandlingMinutes;
        Rated += other.Rated;
        Satisfied += other.Satisfied;
        Reopened += other.Reopened;
        RatingPoints += other.RatingPoints;
        CallBacks += other.CallBacks;
        CallBacksReached += other.CallBacksReached;
        Dispatches += other.Dispatches;
        DispatchesInTime += other.DispatchesInTime;
    }
}

public readonly record struct MonthKey(string Month, RequestClass RequestClass, ComplaintType ComplaintType, Channel Channel, CaseGrade Grade);

/// <summary>By what the counts of a month are cut. Stored as its number.</summary>
public enum RollupSlice
{
    /// <summary>Everything; its only code is 0.</summary>
    Whole = 0,
    RequestClass = 1,
    ComplaintType = 2,
    Channel = 3,
    Grade = 4,

    /// <summary>件别 within a channel; its codes are those of <see cref="RollupTally.Code"/>.</summary>
    ChannelGrade = 5,
}

/// <summary>
/// Adds up the rows of one enterprise into what the rollup tables hold. Filing, nightly judging and `rebuild` all
/// count through here, so that they cannot disagree.
/// </summary>
public sealed class RollupTally
{
    /// <summary>Tenths of a day in minutes.</summary>
    public const int MinutesPerDayTenth = 144;

    private readonly HashSet<string> _ruleIds = new(StringComparer.Ordinal);

    public Dictionary<MonthKey, MonthCounts> Months { get; } = [];

    /// <summary>Per month and rule: counts indexed by <see cref="Verdict"/>.</summary>
    public Dictionary<(string Month, string RuleId), int[]> Limits { get; } = [];

    /// <summary>Per month and tenths of a day: cases. Rounded half up.</summary>
    public Dictionary<(string Month, int DayTenths), int> Handling { get; } = [];

    /// <summary>Per month and community: cases. Rows without one are in none.</summary>
    public Dictionary<(string Month, string Community), int> Communities { get; } = [];

    /// <summary>Per month and cause: cases. An empty cause is a cell that is not filled in.</summary>
    public Dictionary<(string Month, CauseKind Kind, string Cause), int> Causes { get; } = [];

    /// <summary>The code of <see cref="RollupSlice.ChannelGrade"/>.</summary>
    public static int Code(Channel channel, CaseGrade grade) => ((int)channel * 10) + (int)grade;

    public void Add(in RowFigures row)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(
            Months, new(row.FigureMonth, row.RequestClass, row.ComplaintType, row.Channel, row.Grade), out _);
        counts ??= new();
        counts.Add(row);

        if (row.Judgement.HandlingMinutes is { } minutes)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(
                Handling, (row.FigureMonth, (minutes + (MinutesPerDayTenth / 2)) / MinutesPerDayTenth), out _)++;
        }

        if (row.Community is { Length: > 0 } community)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(Communities, (row.FigureMonth, community), out _)++;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(Causes, (row.FigureMonth, CauseKind.Responsibility, row.Responsibility ?? ""), out _)++;
        CollectionsMarshal.GetValueRefOrAddDefault(Causes, (row.FigureMonth, CauseKind.SubType, row.SubType ?? ""), out _)++;
        foreach (var limit in VerdictText.Read(row.Judgement.Verdicts))
        {
            ref var verdicts = ref CollectionsMarshal.GetValueRefOrAddDefault(Limits, (row.FigureMonth, Name(limit.RuleId)), out _);
            verdicts ??= new int[6];
            verdicts[(int)limit.Verdict]++;
        }
    }

    /// <summary>The counts of a month, whole and cut: what one screen shows lies side by side, at 63 rows a month at most.</summary>
    public Dictionary<(RollupSlice Slice, int Code), MonthCounts> Slices(string month)
    {
        var slices = new Dictionary<(RollupSlice Slice, int Code), MonthCounts>();
        foreach (var (key, counts) in Months.Where(item => item.Key.Month == month))
        {
            Add(RollupSlice.Whole, 0);
            Add(RollupSlice.RequestClass, (int)key.RequestClass);
            Add(RollupSlice.ComplaintType, (int)key.ComplaintType);
            Add(RollupSlice.Channel, (int)key.Channel);
            Add(RollupSlice.Grade, (int)key.Grade);
            Add(RollupSlice.ChannelGrade, Code(key.Channel, key.Grade));

            void Add(RollupSlice slice, int code)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(slices, (slice, code), out _);
                sum ??= new();
                sum.Add(counts);
            }
        }

        return slices;
    }

    private string Name(ReadOnlySpan<char> ruleId)
    {
        var names = _ruleIds.GetAlternateLookup<ReadOnlySpan<char>>();
        if (names.TryGetValue(ruleId, out var known))
        {
            return known;
        }

        names.Add(ruleId);
        return Name(ruleId);
    }
}
