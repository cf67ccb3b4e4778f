using Portal.Data.TimeLimits;
using Portal.Data.Warnings;

namespace Portal.Tests.Warnings;

/// <summary>Tails against values from tables, and spikes on simulated histories with fixed seeds.</summary>
public sealed class SpikeTests
{
    private static readonly WarningSettings s_settings = Facts.Shipped(WarningRuleCode.Spike, ("cases", 1));
    private static readonly DateOnly s_day = new(2025, 12, 10);

    [Theory] // 1 − Poisson distribution function, from published tables and exact sums
    [InlineData(1, 1.0, 0.6321205588)]
    [InlineData(3, 1.0, 0.0803013971)]
    [InlineData(5, 2.0, 0.0526530173)]
    [InlineData(10, 5.0, 0.0318280573)]
    [InlineData(20, 10.0, 0.0034543420)]
    [InlineData(0, 4.0, 1.0)]
    [InlineData(10, 10.0, 0.5420702855)]
    [InlineData(130, 100.0, 0.0022820931)]
    public void PoissonTails_AreThoseOfTheTables(int count, double mean, double tail) => Assert.Equal(tail, CountTail.AtLeast(count, mean), 6);

    [Theory] // negative binomial with mean 4 and variance 8: size 4, probability one half
    [InlineData(1, 0.9375)]
    [InlineData(2, 0.8125)]
    [InlineData(4, 0.5)]
    [InlineData(8, 0.11328125)]
    public void OverdispersedTails_AreNegativeBinomial(int count, double tail) => Assert.Equal(tail, CountTail.AtLeast(count, 4, 2), 10);

    [Fact]
    public void Tails_FallWithTheCount_AndRiseWithTheDispersion_EvenFarOut()
    {
        var tails = Enumerable.Range(1, 200).Select(count => CountTail.AtLeast(count, 20, 1.3)).ToList();

        Assert.Equal(tails.OrderDescending(), tails);
        Assert.True(tails[^1] is > 0 and < 1e-40);
        Assert.True(CountTail.AtLeast(40, 20, 3) > CountTail.AtLeast(40, 20, 1));
        Assert.Equal(CountTail.AtLeast(40, 20), CountTail.AtLeast(40, 20, 1.0000001), 6);
    }

    [Theory]
    [InlineData(0.001, 3.0, 1)]
    [InlineData(0.0001, 50.0, 2.5)]
    [InlineData(0.05, 0.2, 1)]
    public void TheLimit_IsTheFirstCountBeyondTheProbability(double probability, double mean, double dispersion)
    {
        var limit = CountTail.Limit(probability, mean, dispersion);

        Assert.True(CountTail.AtLeast(limit, mean, dispersion) < probability);
        Assert.True(CountTail.AtLeast(limit - 1, mean, dispersion) >= probability);
    }

    [Fact]
    public void ADayAtItsLimit_Warns_OneCaseLessDoesNot()
    {
        var usual = Steady(4);
        var view = Judge(usual, s_day, 200)!;

        Assert.Null(Judge(usual, s_day, view.Limit - 1));
        Assert.NotNull(Judge(usual, s_day, view.Limit));
        Assert.InRange(view.Limit, 12, 20);
        Assert.False(view.Baseline.IsSeasonal);
    }

    [Fact]
    public void WithoutEnoughHistory_NothingIsJudged()
    {
        var cases = new Dictionary<DateOnly, int>(Steady(4)) { [s_day] = 500, [new(2025, 12, 4)] = 500 };

        // November and December alone: the 28 days wanted are there once a week of guard days has passed as well.
        Assert.NotNull(SpikeRules.Judge(new(cases, ["2025-11", "2025-12"]), HeatingSeasons.Default, s_settings, s_day, 1));
        Assert.Null(SpikeRules.Judge(new(cases, ["2025-11", "2025-12"]), HeatingSeasons.Default, s_settings, new(2025, 12, 4), 1));
        Assert.Null(SpikeRules.Judge(new(cases, ["2025-12"]), HeatingSeasons.Default, s_settings, s_day, 1));
        Assert.Null(SpikeRules.Judge(new(cases, []), HeatingSeasons.Default, s_settings, s_day, 1));
    }

    [Fact]
    public void TheBeginningOfHeating_IsNoSpike_WhereLastYearBeganAlike()
    {
        // October: two cases a day before heating, thirty from the 15th on; so it was in the two years before.
        var cases = Days(new(2023, 8, 1), new(2025, 10, 31)).ToDictionary(day => day, day => HeatingSeasons.Default.Of(day) is null ? 2 : 30);
        var daily = new DailyCounts(cases, Months(new(2023, 8, 1), new(2025, 10, 31)));

        Assert.Null(SpikeRules.Judge(daily, HeatingSeasons.Default, s_settings, new(2025, 10, 16), 1));
        cases[new(2025, 10, 16)] = 75;
        var view = SpikeRules.Judge(daily, HeatingSeasons.Default, s_settings, new(2025, 10, 16), 1);
        Assert.True(view!.Baseline.IsSeasonal);
        Assert.Equal(30, view.Expected, 0);
    }

    [Fact]
    public void AWeekCanStandOut_ThoughNoneOfItsDaysDoes()
    {
        var usual = Steady(3);
        var monday = new DateOnly(2025, 12, 8);
        for (var day = 0; day < 7; day++)
        {
            usual[monday.AddDays(day)] = 8;
        }

        var daily = new DailyCounts(usual, Months(new(2025, 6, 1), new(2025, 12, 31)));
        Assert.Null(SpikeRules.Judge(daily, HeatingSeasons.Default, s_settings, monday, 1));
        Assert.Equal(7, SpikeRules.Look(daily, HeatingSeasons.Default, s_settings, monday)!.Length);
    }

    [Fact]
    public void AWarning_LastsFromTheFirstToTheLastDayThatWasCounted()
    {
        var monday = new DateOnly(2025, 12, 8);
        var day = new Dictionary<DateOnly, int>(Steady(4)) { [monday.AddDays(1)] = 200 };
        var week = new Dictionary<DateOnly, int>(Steady(3));
        for (var index = 0; index < 7; index++)
        {
            week[monday.AddDays(index)] = 8;
        }

        var ofDay = Assert.Single(Find(day));
        var ofWeek = Assert.Single(Find(week));

        Assert.Equal((new DateTime(2025, 12, 9), new DateTime(2025, 12, 9, 23, 59, 59)), (ofDay.FirstAt, ofDay.LastAt));
        Assert.Equal((new DateTime(2025, 12, 8), new DateTime(2025, 12, 14, 23, 59, 59)), (ofWeek.FirstAt, ofWeek.LastAt));
        Assert.Equal(("2025-12-08", "2025-12-08"), (ofDay.Occurrence, ofWeek.Occurrence));

        IEnumerable<WarningFinding> Find(Dictionary<DateOnly, int> cases) => SpikeRules.Find(
            Facts.Input([]) with { Daily = new(cases, Months(new(2025, 6, 1), new(2025, 12, 31))) }, Facts.Shipped(WarningRuleCode.Spike));
    }

    [Fact]
    public void AWeekInWhichTheWindowBegins_IsNotSeenAsAWhole_SoItsSpikeDoesNotLapse()
    {
        // The window begins on Sunday 19 October: what stood out on that day stays as it was.
        var input = Facts.Input([]);

        Assert.Equal(new(2025, 10, 19), input.LookbackFrom);
        Assert.Equal(new DateTime(2025, 10, 20), WarningRules.SeesFrom(input, WarningRuleCode.Spike));
    }

    [Theory] // one in a hundred is promised, so that a simulation of this size can tell
    [InlineData(1.0, 1.0, 11)]
    [InlineData(5.0, 1.0, 12)]
    [InlineData(20.0, 1.0, 13)]
    [InlineData(20.0, 2.5, 14)]
    [InlineData(6.0, 4.0, 15)]
    public void FalseAlarms_OnHistoriesWithoutAnyChange_AreNotMoreThanPromised_NorFarFewer(double mean, double dispersion, int seed)
    {
        const double promised = 0.01;
        var settings = Facts.Shipped(WarningRuleCode.Spike, ("cases", 1), ("oneIn", 100));
        var random = new Random(seed);
        var (judged, alarms) = (0, 0);
        for (var enterprise = 0; enterprise < 60; enterprise++)
        {
            var cases = Days(new(2023, 11, 1), new(2026, 3, 31)).ToDictionary(day => day, _ => Draw(random, mean, dispersion));
            var daily = new DailyCounts(cases, Months(new(2023, 11, 1), new(2026, 3, 31)));
            foreach (var day in Days(new(2025, 12, 1), new(2026, 3, 31)))
            {
                judged++;
                alarms += SpikeRules.Judge(daily, HeatingSeasons.Default, settings, day, 1) is null ? 0 : 1;
            }
        }

        Assert.InRange(alarms / (double)judged, promised / 10, promised * 1.35);
    }

    private static Dictionary<DateOnly, int> Steady(int mean)
    {
        // Poisson draws of a fixed seed: a history without any scatter would be stranger than a spike.
        var random = new Random(5);
        return Days(new(2025, 6, 1), new(2025, 12, 31)).ToDictionary(day => day, _ => Draw(random, mean, 1));
    }

    private static SpikeView? Judge(Dictionary<DateOnly, int> usual, DateOnly day, int count) => SpikeRules.Judge(
        new(new Dictionary<DateOnly, int>(usual) { [day] = count }, Months(new(2025, 6, 1), new(2025, 12, 31))), HeatingSeasons.Default, s_settings, day, 1);

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);

    private static HashSet<string> Months(DateOnly from, DateOnly to) =>
        [.. Days(from, to).Select(day => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Poisson; with a dispersion above 1 a Poisson whose mean is gamma distributed, which is negative binomial.</summary>
    private static int Draw(Random random, double mean, double dispersion)
    {
        var rate = dispersion <= 1 ? mean : Gamma(random, mean / (dispersion - 1)) * (dispersion - 1);
        var (count, product, limit) = (0, random.NextDouble(), Math.Exp(-rate));
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }

    // Marsaglia and Tsang; shapes below 1 by the usual power.
    private static double Gamma(Random random, double shape)
    {
        if (shape < 1)
        {
            return Gamma(random, shape + 1) * Math.Pow(random.NextDouble(), 1 / shape);
        }

        var (d, c) = (shape - (1.0 / 3), 1 / Math.Sqrt(9 * (shape - (1.0 / 3))));
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var cube = Math.Pow(1 + (c * normal), 3);
            if (cube > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + d - (d * cube) + (d * Math.Log(cube)))
            {
                return d * cube;
            }
        }
    }
}
