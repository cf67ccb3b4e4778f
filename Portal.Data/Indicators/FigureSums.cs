using Portal.Data.Ledgers;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>
/// What the rollups add up to for one subject and period; the meaning of each count is that of
/// <see cref="MonthCounts"/>. All figures are made from here.
/// </summary>
public sealed record FigureSums
{
    public static FigureSums None { get; } = new();

    public long Cases { get; init; }

    public long CompleteCases { get; init; }

    public long FedBack { get; init; }

    public long FedBackInTime { get; init; }

    public long FeedbackOverdue { get; init; }

    public long Closed { get; init; }

    public long ClosingOverdue { get; init; }

    public long Handled { get; init; }

    public long HandlingMinutes { get; init; }

    public long Rated { get; init; }

    public long Satisfied { get; init; }

    /// <summary>Cases of the request classes 报修, 投诉 and 举报, of enterprises whose households are known.</summary>
    public long HouseholdComplaints { get; init; }

    /// <summary>Households served by the enterprises of the subject, where known.</summary>
    public long Households { get; init; }

    /// <summary>Days from dispatch to feedback: where half, and nine tenths, of the cases lie.</summary>
    public NearestRank? Median { get; init; }

    public NearestRank? NinthDecile { get; init; }
}

/// <summary>The cases of one limit by verdict.</summary>
public sealed record VerdictCounts
{
    public required string RuleId { get; init; }

    public long Met { get; init; }

    public long Late { get; init; }

    public long OpenInTime { get; init; }

    public long OpenOverdue { get; init; }

    public long NotApplicable { get; init; }

    /// <summary>Listed beside the rate and never part of it: an event is missing (S0-70).</summary>
    public long Undeterminable { get; init; }

    public long this[Verdict verdict] => verdict switch
    {
        Verdict.Met => Met,
        Verdict.Late => Late,
        Verdict.OpenInTime => OpenInTime,
        Verdict.OpenOverdue => OpenOverdue,
        Verdict.NotApplicable => NotApplicable,
        Verdict.Undeterminable => Undeterminable,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}

/// <summary>
/// A quantile by nearest rank: of n values in order, the one at rank ⌈p·n⌉. It is always a value that occurred, and
/// never an average of two.
/// </summary>
/// <param name="Rank">From 1.</param>
/// <param name="Of">How many values there are.</param>
/// <param name="DayTenths">Tenths of a day, rounded half up.</param>
public readonly record struct NearestRank(long Rank, long Of, int DayTenths)
{
    /// <param name="histogram">Values with how often they occurred, in rising order.</param>
    /// <param name="percent">1 to 100.</param>
    public static NearestRank? Find(IEnumerable<(int DayTenths, long Cases)> histogram, int percent)
    {
        var steps = histogram.ToList();
        var of = steps.Sum(step => step.Cases);
        var rank = ((of * percent) + 99) / 100;
        var passed = 0L;
        foreach (var (value, cases) in steps)
        {
            passed += cases;
            if (passed >= rank && cases > 0)
            {
                return new(rank, of, value);
            }
        }

        return null;
    }
}
