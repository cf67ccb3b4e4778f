using Portal.Data.TimeLimits;

namespace Portal.Data.Warnings;

/// <summary>What a day or week of an enterprise is held against.</summary>
/// <param name="Mean">Expected cases a day.</param>
/// <param name="Dispersion">Variance over mean of a day's cases in the reference, at least 1.</param>
/// <param name="Days">How many days the mean is made of.</param>
/// <param name="IsSeasonal">The same weeks of earlier years gave it; otherwise the weeks before.</param>
public sealed record SpikeBaseline(double Mean, double Dispersion, int Days, bool IsSeasonal);

/// <summary>What the page of a spike draws: days up to the end of the week, what was expected and from where it warns.</summary>
public sealed record SpikeView
{
    public required DateOnly From { get; init; }

    /// <summary>Cases of each day from <see cref="From"/>; null where nothing was filed.</summary>
    public required IReadOnlyList<int?> Counts { get; init; }

    /// <summary>The first day of what stood out, and how many: 1 or 7.</summary>
    public required DateOnly Start { get; init; }

    public required int Length { get; init; }

    public required int Observed { get; init; }

    /// <summary>Cases expected in <see cref="Length"/> days.</summary>
    public required double Expected { get; init; }

    /// <summary>From how many cases in <see cref="Length"/> days it warns.</summary>
    public required int Limit { get; init; }

    /// <summary>The same for a single day, for the chart.</summary>
    public required double DayMean { get; init; }

    public required int DayLimit { get; init; }

    /// <summary>How likely so many or more are by chance.</summary>
    public required double Chance { get; init; }

    public required SpikeBaseline Baseline { get; init; }
}

/// <summary>
/// Days and weeks in which an enterprise has far more cases than its own history lets expect (S4-51, S4-52). The
/// expectation is the greater of the same weeks of earlier years and of the weeks before; formulas in
/// docs/warnings.md. Pure.
/// </summary>
public static class SpikeRules
{
    /// <summary>The days right before are left out of the baseline: what is growing now must not hide itself.</summary>
    public const int GuardDays = 7;

    private const int Week = 7;
    private const int DaysDrawn = 70;

    public static IEnumerable<WarningFinding> Find(WarningInput input, WarningSettings settings)
    {
        var today = DateOnly.FromDateTime(input.AsOf);
        for (var monday = FirstWeek(input.LookbackFrom); monday.AddDays(Week - 1) < today; monday = monday.AddDays(Week))
        {
            if (Look(input.Daily, input.Seasons, settings, monday) is { } seen)
            {
                yield return Finding(input, settings, monday, seen);
            }
        }
    }

    /// <summary>Each day of the week and the week as a whole; the least likely of those beyond their limits, or null.</summary>
    public static SpikeView? Look(DailyCounts daily, HeatingSeasons seasons, WarningSettings settings, DateOnly monday)
    {
        SpikeView? worst = null;
        for (var index = 0; index <= Week; index++)
        {
            var (start, length) = index < Week ? (monday.AddDays(index), 1) : (monday, Week);
            if (Judge(daily, seasons, settings, start, length) is { } view && (worst is null || view.Chance < worst.Chance))
            {
                worst = view;
            }
        }

        return worst;
    }

    /// <summary>One day (or week); null when it is not beyond its limit, or cannot be judged.</summary>
    public static SpikeView? Judge(DailyCounts daily, HeatingSeasons seasons, WarningSettings settings, DateOnly start, int length)
    {
        var observed = 0;
        for (var day = start; day < start.AddDays(length); day = day.AddDays(1))
        {
            if (daily.On(day) is not { } cases)
            {
                return null;
            }

            observed += cases;
        }

        if (observed < settings["cases"] || Baseline(daily, seasons, settings, start) is not { } baseline)
        {
            return null;
        }

        var expected = baseline.Mean * length;
        var dispersion = Predictive(baseline, length);
        var probability = 1.0 / settings["oneIn"];
        var chance = CountTail.AtLeast(observed, expected, dispersion);
        if (chance >= probability)
        {
            return null;
        }

        var end = MondayOf(start).AddDays(Week - 1);
        var from = end.AddDays(1 - DaysDrawn);
        return new()
        {
            From = from,
            Counts = [.. Enumerable.Range(0, DaysDrawn).Select(day => daily.On(from.AddDays(day)))],
            Start = start,
            Length = length,
            Observed = observed,
            Expected = expected,
            Limit = Math.Max(settings["cases"], CountTail.Limit(probability, expected, dispersion)),
            DayMean = baseline.Mean,
            DayLimit = Math.Max(settings["cases"], CountTail.Limit(probability, baseline.Mean, Predictive(baseline, 1))),
            Chance = chance,
            Baseline = baseline,
        };
    }

    /// <summary>Null without the minimum history.</summary>
    public static SpikeBaseline? Baseline(DailyCounts daily, HeatingSeasons seasons, WarningSettings settings, DateOnly day)
    {
        // Summer tells nothing about winter: only days on the same side of the heating season count.
        var isHeating = seasons.Of(day) is not null;
        List<int> trailing = Days(day.AddDays(-GuardDays - settings["trailingDays"]), settings["trailingDays"]);
        var around = settings["aroundDays"];
        List<List<int>> years =
        [
            .. Enumerable.Range(1, settings["years"])
                .Select(back => Days(day.AddYears(-back).AddDays(-around), (2 * around) + 1))
                .Where(known => known.Count > around),
        ];
        var seasonal = years.SelectMany(known => known).ToList();
        var candidates = new List<(List<int> Days, bool IsSeasonal)>();
        if (trailing.Count >= settings["minimumDays"])
        {
            candidates.Add((trailing, false));
        }

        if (seasonal.Count >= settings["minimumDays"])
        {
            candidates.Add((seasonal, true));
        }

        if (candidates.Count == 0)
        {
            return null;
        }

        var (days, isSeasonal) = candidates.MaxBy(candidate => Mean(candidate.Days));
        IEnumerable<List<int>> groups = seasonal.Count >= settings["minimumDays"] ? years : [];
        if (trailing.Count >= settings["minimumDays"])
        {
            groups = groups.Append(trailing);
        }

        return new(Mean(days), Dispersion(groups), days.Count, isSeasonal);

        List<int> Days(DateOnly first, int count) =>
            [.. Enumerable.Range(0, count).Select(first.AddDays).Where(one => seasons.Of(one) is not null == isHeating).Select(daily.On).OfType<int>()];
    }

    /// <summary>Half a case is added, so that an enterprise without any is not alarmed by its first.</summary>
    private static double Mean(List<int> days) => (days.Sum() + 0.5) / days.Count;

    /// <summary>Pearson's: squared deviations over means, within each group of days, by degrees of freedom; at least 1.</summary>
    private static double Dispersion(IEnumerable<List<int>> groups)
    {
        var (sum, freedom) = (0.0, 0);
        foreach (var group in groups)
        {
            var mean = group.Average();
            if (mean > 0)
            {
                sum += group.Sum(count => (count - mean) * (count - mean)) / mean;
                freedom += group.Count - 1;
            }
        }

        return freedom == 0 ? 1 : Math.Max(1, sum / freedom);
    }

    /// <summary>The mean is itself an estimate of so many days: what is to come scatters by that too.</summary>
    private static double Predictive(SpikeBaseline baseline, int length) => baseline.Dispersion * (1 + ((double)length / baseline.Days));

    private static WarningFinding Finding(WarningInput input, WarningSettings settings, DateOnly monday, SpikeView seen)
    {
        var classes = settings.Codes<RequestClass>("classes");
        var (from, to) = (seen.Start.ToDateTime(default), seen.Start.AddDays(seen.Length).ToDateTime(default));
        return new()
        {
            Rule = WarningRuleCode.Spike,
            Subject = "",
            Occurrence = monday.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Severity = settings.Severity,
            Amount = seen.Observed,
            Threshold = seen.Limit,
            Rows = [.. input.Facts.Where(fact => fact.ReceivedAt >= from && fact.ReceivedAt < to && classes.Contains(fact.RequestClass)).Select(fact => fact.Id)],
            FirstAt = from,
            LastAt = to.AddSeconds(-1),
            Detail = new() { Settings = settings, Spike = seen },
        };
    }

    /// <summary>The first week of which every day is looked at.</summary>
    internal static DateOnly FirstWeek(DateOnly lookbackFrom) => MondayOf(lookbackFrom.AddDays(Week - 1));

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % Week));
}
