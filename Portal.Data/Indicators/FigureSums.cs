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

    public long Reopened { get; init; }

    public long RatingPoints { get; init; }

    public long CallBacks { get; init; }

    public long CallBacksReached { get; init; }

    public long Dispatches { get; init; }

    public long DispatchesInTime { get; init; }

    /// <summary>See <see cref="HouseholdCounts"/>; null where it was not read.</summary>
    public long? SolvedAtOnce { get; init; }

    /// <summary>Households that complained, each counted once in an enterprise; null where it was not read.</summary>
    public long? ComplainingHouseholds { get; init; }

    public long? RepeatHouseholds { get; init; }

    /// <summary>一般件 with 复杂件: everything that is neither of the two below.</summary>
    public GradeSums Ordinary { get; init; }

    /// <summary>重点件.</summary>
    public GradeSums Key { get; init; }

    /// <summary>疑难件.</summary>
    public GradeSums Difficult { get; init; }

    /// <summary>The cases of all subjects of the report, of which this one has a part (交办比); null outside 汇总报表.</summary>
    public long? CasesOfAll { get; init; }

    /// <summary>Of published spot checks whose field work ended in the period; see <see cref="SpotChecks.Results.CheckCount"/>.</summary>
    public long FactsConfirmed { get; init; }

    public long FactsCompared { get; init; }

    /// <summary>Hotline tests in which somebody answered.</summary>
    public long TestsConnected { get; init; }

    public long Tests { get; init; }

    /// <summary>Cases of the request classes 报修, 投诉 and 举报, of enterprises whose households are known.</summary>
    public long HouseholdComplaints { get; init; }

    /// <summary>Households served by the enterprises of the subject, where known.</summary>
    public long Households { get; init; }

    /// <summary>As <see cref="HouseholdComplaints"/>, of enterprises whose heated area is known.</summary>
    public long AreaComplaints { get; init; }

    /// <summary>Square metres heated by the enterprises of the subject, where known.</summary>
    public long HeatedSquareMetres { get; init; }

    /// <summary>Days from dispatch to feedback: where half, and nine tenths, of the cases lie.</summary>
    public NearestRank? Median { get; init; }

    public NearestRank? NinthDecile { get; init; }
}

/// <summary>The cases of one grade or two.</summary>
public readonly record struct GradeSums(long Cases, long FedBack, long FedBackInTime)
{
    public static GradeSums operator +(GradeSums one, GradeSums other) =>
        new(one.Cases + other.Cases, one.FedBack + other.FedBack, one.FedBackInTime + other.FedBackInTime);
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
