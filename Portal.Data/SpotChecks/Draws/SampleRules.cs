using Portal.Data.SpotChecks.Frames;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>A sample size with every number that led to it.</summary>
public sealed record SampleSize
{
    /// <summary>Objects in the frame, N.</summary>
    public required int Frame { get; init; }

    /// <summary>The normal quantile of the confidence, z; null where the size does not follow from a margin.</summary>
    public decimal? Z { get; init; }

    /// <summary>What an endless frame would ask for, n₀ = z² p (1 − p) / e².</summary>
    public decimal? Endless { get; init; }

    /// <summary>Corrected for the frame, n = N n₀ / (N + n₀ − 1), or the share of it, before rounding up.</summary>
    public decimal? Exact { get; init; }

    /// <summary>Before the minimum per stratum.</summary>
    public required int Wanted { get; init; }

    /// <summary>What is drawn: after the minimum per stratum.</summary>
    public required int Total { get; init; }
}

/// <param name="ToDraw">How many of its objects are drawn.</param>
public sealed record StratumShare(string Stratum, int Objects, long SizeSum, int ToDraw);

/// <summary>How many objects are drawn and how they are shared out among strata. Exact numbers only, so that every machine finds the same.</summary>
public static class SampleRules
{
    public const string OffDay = "day=off";
    public const string Night = "band=night";
    public const int MostInspectors = 4;

    /// <summary>z for the confidences that can be chosen, to three decimals.</summary>
    public static IReadOnlyDictionary<int, decimal> Quantiles { get; } = new Dictionary<int, decimal>
    {
        [80] = 1.282m,
        [90] = 1.645m,
        [95] = 1.960m,
        [99] = 2.576m,
    };

    /// <summary>What cannot be computed with; empty when the plan is sound.</summary>
    /// <returns>The names of the properties at fault.</returns>
    public static IReadOnlyList<string> Check(SamplePlan plan)
    {
        var faults = new List<string>();
        Expect(plan.Basis is not SampleBasis.Margin || plan.MarginTenths is >= 1 and <= 500, nameof(plan.MarginTenths));
        Expect(plan.Basis is not SampleBasis.Margin || Quantiles.ContainsKey(plan.Confidence), nameof(plan.Confidence));
        Expect(plan.Basis is not SampleBasis.Margin || plan.ExpectedPercent is >= 1 and <= 99, nameof(plan.ExpectedPercent));
        Expect(plan.Basis is not SampleBasis.Percent || plan.PercentTenths is >= 1 and <= 1000, nameof(plan.PercentTenths));
        Expect(plan.Basis is not SampleBasis.Count || plan.Count is >= 1 and <= 1_000_000, nameof(plan.Count));
        Expect(plan.MinimumPerStratum is >= 0 and <= 10_000, nameof(plan.MinimumPerStratum));
        Expect(plan.OffHoursPercent is null or (>= 0 and <= 100), nameof(plan.OffHoursPercent));
        Expect(plan.InspectorsPerObject is >= 1 and <= MostInspectors, nameof(plan.InspectorsPerObject));
        return faults;

        void Expect(bool isSound, string name)
        {
            if (!isSound)
            {
                faults.Add(name);
            }
        }
    }

    /// <summary>The size of the sample and the share of each stratum, in the order of the strata.</summary>
    public static (SampleSize Size, IReadOnlyList<StratumShare> Shares) Settle(SamplePlan plan, IReadOnlyList<FrameStratum> strata)
    {
        var size = SizeOf(plan, strata.Sum(stratum => stratum.Objects));
        var counts = ShareOut(plan, size.Wanted, strata);
        return (size with { Total = counts.Sum() }, [.. strata.Select((stratum, index) => new StratumShare(stratum.Stratum, stratum.Objects, stratum.SizeSum, counts[index]))]);
    }

    /// <summary>The formula alone, without strata.</summary>
    public static SampleSize SizeOf(SamplePlan plan, int frame)
    {
        decimal? z = null, endless = null, exact = null;
        if (frame > 0 && plan.Basis is SampleBasis.Margin)
        {
            z = Quantiles[plan.Confidence];
            var (share, margin) = (plan.ExpectedPercent / 100m, plan.MarginTenths / 1000m);
            endless = z * z * share * (1 - share) / (margin * margin);
            exact = frame * endless / (frame + endless - 1);
        }
        else if (plan.Basis is SampleBasis.Percent)
        {
            exact = frame * (plan.PercentTenths / 1000m);
        }

        var wanted = (int)Math.Min(frame, decimal.Ceiling(exact ?? plan.Count));
        return new() { Frame = frame, Z = z, Endless = endless, Exact = exact, Wanted = wanted, Total = wanted };
    }

    private static int[] ShareOut(SamplePlan plan, int wanted, IReadOnlyList<FrameStratum> strata)
    {
        // A sample proportional to size takes no object without size.
        var most = strata.Select(stratum => plan.Method is DrawMethod.Proportional && stratum.SizeSum == 0 ? 0 : stratum.Objects).ToArray();
        var counts = new int[strata.Count];
        if (plan.OffHoursPercent is { } percent && strata.Any(IsOffHours) && !strata.All(IsOffHours))
        {
            var off = (int)Math.Min(most.Where((_, index) => IsOffHours(strata[index])).Sum(), ((long)wanted * percent + 50) / 100);
            Share(off, IsOffHours);
            Share(Math.Min(wanted - off, most.Sum()), stratum => !IsOffHours(stratum));
        }
        else
        {
            Share(wanted, _ => true);
        }

        for (var index = 0; index < counts.Length; index++)
        {
            counts[index] = Math.Max(counts[index], Math.Min(plan.MinimumPerStratum, most[index]));
        }

        return counts;

        void Share(int total, Func<FrameStratum, bool> belongs)
        {
            var places = Enumerable.Range(0, strata.Count).Where(index => belongs(strata[index])).ToArray();
            var own = places.Select(index => most[index]).ToArray();
            total = Math.Min(total, own.Sum());
            var shared = plan.Allocation is Allocation.Equal ? Equally(total, own) : LargestRemainder(total, own);
            for (var index = 0; index < places.Length; index++)
            {
                counts[places[index]] = shared[index];
            }
        }
    }

    /// <summary>
    /// Shares in proportion to the weights: each the whole part of total × weight / sum, and what is left one by one to the
    /// largest remainders; of equal remainders the earlier first. Never more than a weight while the total is at most their sum.
    /// </summary>
    public static int[] LargestRemainder(int total, IReadOnlyList<int> weights)
    {
        var sum = weights.Sum(weight => (long)weight);
        if (sum == 0)
        {
            return new int[weights.Count];
        }

        var shares = weights.Select(weight => (int)((long)total * weight / sum)).ToArray();
        var byRemainder = Enumerable.Range(0, weights.Count)
            .OrderByDescending(index => (long)total * weights[index] % sum)
            .ThenBy(index => index);
        foreach (var index in byRemainder.Take(total - shares.Sum()))
        {
            shares[index]++;
        }

        return shares;
    }

    /// <summary>The same number each, as far as each has so many: one round after the other, the last one to the earlier.</summary>
    public static int[] Equally(int total, IReadOnlyList<int> most)
    {
        var shares = new int[most.Count];
        while (total > 0)
        {
            var open = Enumerable.Range(0, most.Count).Where(index => shares[index] < most[index]).ToArray();
            if (open.Length == 0)
            {
                break;
            }

            var each = Math.Max(1, Math.Min(total / open.Length, open.Min(index => most[index] - shares[index])));
            foreach (var index in open.Take(total))
            {
                shares[index] += each;
                total -= each;
            }
        }

        return shares;
    }

    private static bool IsOffHours(FrameStratum stratum) =>
        stratum.Stratum.Split(' ') is var parts && (parts.Contains(OffDay) || parts.Contains(Night));
}
