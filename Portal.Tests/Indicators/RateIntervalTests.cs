using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Indicators;

namespace Portal.Tests.Indicators;

public sealed class RateIntervalTests
{
    /// <summary>Newcombe, Statistics in Medicine 17 (1998), table I, method 3; and by hand for the ends.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(20, 20, 0.8389, 1)]
    public void Wilson_GivesThePublishedBounds(long numerator, long denominator, double low, double high)
    {
        var interval = RateInterval.Wilson(numerator, denominator);

        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void Wilson_HoldsTheShareItself_WithinZeroAndOne_AndIsMirrored() => Prop.ForAll(
        (from denominator in Gen.Choose(1, 5000)
         from numerator in Gen.Choose(0, denominator)
         select (Numerator: numerator, Denominator: denominator)).ToArbitrary(),
        rate =>
        {
            var share = (double)rate.Numerator / rate.Denominator;
            var interval = RateInterval.Wilson(rate.Numerator, rate.Denominator);
            var mirrored = RateInterval.Wilson(rate.Denominator - rate.Numerator, rate.Denominator);
            return interval.Low >= 0 && interval.High <= 1 && interval.Low <= share && share <= interval.High
                && Math.Abs(mirrored.Low - (1 - interval.High)) < 1e-9;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void AFigure_HasAnIntervalOnlyAsAShareOfSomething()
    {
        var sums = new FigureSums { Cases = 40, FedBack = 30, FedBackInTime = 20, FeedbackOverdue = 10, Handled = 30, HandlingMinutes = 43_200 };
        var figures = IndicatorRegistry.Compute(sums);

        Assert.Equal(RateInterval.Wilson(20, 40), figures[IndicatorRegistry.OnTimeFeedbackRate].Interval);
        Assert.Null(figures[IndicatorRegistry.ComplaintTotal].Interval);
        Assert.Null(figures[IndicatorRegistry.HandlingDaysMean].Interval);
        Assert.Null(figures[IndicatorRegistry.SatisfactionRate].Interval);
    }
}
