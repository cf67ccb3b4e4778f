using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Indicators;
using Portal.Data.Indicators.Desk;
using Portal.Data.Indicators.Peers;

namespace Portal.Tests.Indicators.Desk;

/// <summary>What holds of every grid, Pareto, agenda and comparison, tried on many drawn at random.</summary>
public sealed class DeskRulesTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static Gen<List<long>> Counts => Gen.ListOf(Gen.Choose(0, 400)).Select(list => list.Select(value => (long)value).ToList());

    private static Gen<Figure> Rates =>
        from all in Gen.Choose(0, 60)
        from some in Gen.Choose(0, all)
        select new Figure("on-time-feedback-rate", some, all, all == 0 ? null : (double)some / all);

    [Fact]
    public void Pareto_FallsAndAddsUp_AndTheFewAreTheFewestThatMakeMost() => Check(Counts, counts =>
    {
        var pareto = ParetoRules.Of(counts.Select((cases, index) => (index, cases)));
        var bars = pareto.Bars;
        var enough = pareto.Few == 0 || bars[pareto.Few - 1].Cumulative >= pareto.Total * Pareto<int>.Most;
        var notEarlier = pareto.Few < 2 || bars[pareto.Few - 2].Cumulative < pareto.Total * Pareto<int>.Most;
        return bars.Select(bar => bar.Cases).SequenceEqual(counts.Where(count => count > 0).OrderDescending())
            && pareto.Total == counts.Sum()
            && (bars.Count == 0 || bars[^1].Cumulative == pareto.Total)
            && enough && notEarlier && pareto.Few > 0 == pareto.Total > 0;
    });

    [Fact]
    public void Quartiles_AreThoseOfCountingRanks_AndNothingIsToldOfFewPeers() => Check(
        from own in Rates
        from others in Gen.ListOf(Rates)
        select (Own: own, Others: others.ToList()),
        x =>
        {
            var told = PeerRules.Compare(IndicatorRegistry.OnTimeFeedbackRate, x.Own, x.Others);
            var values = x.Others.Where(figure => figure is { Value: not null, IsSmallSample: false }).Select(figure => figure.Value!.Value).ToList();
            if (values.Count < PeerRules.FewestPeers)
            {
                return told is { Quartiles: null, Standing: null };
            }

            values.Sort();
            var quartiles = told.Quartiles!;
            return new[] { (quartiles.Lower, 0.25), (quartiles.Median, 0.5), (quartiles.Upper, 0.75) }
                .All(pair => Math.Abs(pair.Item1 - Walk(values, pair.Item2)) < 1e-9);
        });

    [Fact]
    public void Standing_OfABetterFigure_IsNeverWorse() => Check(
        from one in Gen.Choose(10, 100)
        from more in Gen.Choose(0, 100)
        from others in Gen.ListOf(Rates)
        select (Some: Math.Min(one, 100), More: Math.Min(100, one + more), Others: others.ToList()),
        x =>
        {
            var less = PeerRules.Compare(IndicatorRegistry.OnTimeFeedbackRate, Of(x.Some), x.Others).Standing;
            var better = PeerRules.Compare(IndicatorRegistry.OnTimeFeedbackRate, Of(x.More), x.Others).Standing;
            return less is null ? better is null : better <= less;

            static Figure Of(int percent) => new("on-time-feedback-rate", percent, 100, percent / 100.0);
        });

    [Theory]
    [InlineData("2026-03-10", "2026-01-01")] // the tenth itself is in time for February
    [InlineData("2026-03-11", "2026-02-01")]
    [InlineData("2026-01-05", "2025-11-01")]
    public void TheLatestMonthDue_IsTheOneWhoseTenthHasPassed(string today, string month) =>
        Assert.Equal(DateOnly.Parse(month, null), FilingDueRules.LatestDue(DateOnly.Parse(today, null)));

    [Fact]
    public void OverdueFilings_CountGapsFromTheFirstLedgerOn_AndOneMonthWhereThereIsNone()
    {
        var today = new DateOnly(2026, 3, 11);
        var filed = new[] { ("A", 11), ("A", 1), ("B", 12), ("B", 1), ("B", 2) }
            .ToLookup(pair => pair.Item1, pair => new DateOnly(pair.Item2 > 6 ? 2025 : 2026, pair.Item2, 1));

        var overdue = FilingDueRules.Overdue([Enterprise("A"), Enterprise("B"), Enterprise("C")], filed, today);

        Assert.Equal(
            [("A", new DateOnly(2025, 12, 1), 2, new DateOnly(2026, 1, 11)), ("C", new DateOnly(2026, 2, 1), 1, new DateOnly(2026, 3, 11))],
            overdue.Select(item => (item.Enterprise.Code, item.Month, item.Months, item.Since)));
        Assert.Equal([new DateOnly(2025, 12, 1), new DateOnly(2026, 2, 1)], overdue[0].Missing);
    }

    [Theory]
    [InlineData(95, 100, GridBand.Kept)]
    [InlineData(94, 100, GridBand.Wavering)]
    [InlineData(85, 100, GridBand.Wavering)]
    [InlineData(84, 100, GridBand.Missed)]
    [InlineData(0, 9, GridBand.Small)]
    [InlineData(0, 0, GridBand.Nothing)]
    public void ABand_IsToldByTheShareInTime(long met, long all, GridBand band) =>
        Assert.Equal(band, LimitGridRules.BandOf(new("timeliness:S0-36", met, all, all == 0 ? null : (double)met / all)));

    /// <summary>The height of the line through the values, evenly spaced from 0 to 1, at this place.</summary>
    private static double Walk(List<double> rising, double place)
    {
        for (var index = 1; index < rising.Count; index++)
        {
            var (from, to) = ((index - 1.0) / (rising.Count - 1), (double)index / (rising.Count - 1));
            if (place <= to)
            {
                return rising[index - 1] + ((place - from) / (to - from) * (rising[index] - rising[index - 1]));
            }
        }

        return rising[^1];
    }

    private static SubjectEnterprise Enterprise(string code) => new() { Code = code, Name = code, NameEn = code, JurisdictionCode = "1" };

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) => Prop.ForAll(Arb.From(values), holds).Check(s_config);
}
