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

    public required CaseRating? Rating { get; init; }

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

    internal void Add(in RowFigures row)
    {
        var judgement = row.Judgement;
        Cases++;
        CompleteCases += judgement.IsComplete ? 1 : 0;
        FedBack += judgement.Feedback is DueState.InTime or DueState.Late ? 1 : 0;
        FedBackInTime += judgement.Feedback is DueState.InTime ? 1 : 0;
        FeedbackOverdue += judgement.Feedback is DueState.Overdue ? 1 : 0;
        Closed += judgement.Closing is DueState.InTime or DueState.Late ? 1 : 0;
        ClosingOverdue += judgement.Closing is DueState.Overdue ? 1 : 0;
        Handled += judgement.HandlingMinutes is null ? 0 : 1;
        HandlingMinutes += judgement.HandlingMinutes ?? 0;
        Rated += row.Rating is null or CaseRating.NotRated ? 0 : 1;
        Satisfied += row.Rating is CaseRating.VerySatisfied or CaseRating.Satisfied or CaseRating.FairlySatisfied ? 1 : 0;
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
    }
}

public readonly record struct MonthKey(string Month, RequestClass RequestClass, ComplaintType ComplaintType, Channel Channel);

/// <summary>By what the counts of a month are cut. Stored as its number.</summary>
public enum RollupSlice
{
    /// <summary>Everything; its only code is 0.</summary>
    Whole = 0,
    RequestClass = 1,
    ComplaintType = 2,
    Channel = 3,
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

    public void Add(in RowFigures row)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(
            Months, new(row.FigureMonth, row.RequestClass, row.ComplaintType, row.Channel), out _);
        counts ??= new();
        counts.Add(row);

        if (row.Judgement.HandlingMinutes is { } minutes)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(
                Handling, (row.FigureMonth, (minutes + (MinutesPerDayTenth / 2)) / MinutesPerDayTenth), out _)++;
        }

        foreach (var limit in VerdictText.Read(row.Judgement.Verdicts))
        {
            ref var verdicts = ref CollectionsMarshal.GetValueRefOrAddDefault(Limits, (row.FigureMonth, Name(limit.RuleId)), out _);
            verdicts ??= new int[6];
            verdicts[(int)limit.Verdict]++;
        }
    }

    /// <summary>The counts of a month, whole and cut: what one screen shows lies side by side, at 23 rows a month at most.</summary>
    public Dictionary<(RollupSlice Slice, int Code), MonthCounts> Slices(string month)
    {
        var slices = new Dictionary<(RollupSlice Slice, int Code), MonthCounts>();
        foreach (var (key, counts) in Months.Where(item => item.Key.Month == month))
        {
            Add(RollupSlice.Whole, 0);
            Add(RollupSlice.RequestClass, (int)key.RequestClass);
            Add(RollupSlice.ComplaintType, (int)key.ComplaintType);
            Add(RollupSlice.Channel, (int)key.Channel);

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
