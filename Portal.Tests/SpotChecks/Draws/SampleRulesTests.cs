using Portal.Data.SpotChecks.Draws;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary>Sample sizes and shares against numbers worked out by hand.</summary>
public sealed class SampleRulesTests
{
    [Theory]
    [InlineData(1000, 95, 50, 50, 278)] // the example of the document
    [InlineData(1_000_000, 95, 50, 50, 385)]
    [InlineData(100, 95, 50, 50, 80)]
    [InlineData(1, 95, 50, 50, 1)]
    [InlineData(10_000, 99, 30, 50, 1557)]
    [InlineData(500, 90, 100, 20, 40)]
    public void Size_FollowsFromMarginAndConfidence(int frame, int confidence, int marginTenths, int expected, int size) =>
        Assert.Equal(size, SampleRules.SizeOf(new() { Confidence = confidence, MarginTenths = marginTenths, ExpectedPercent = expected }, frame).Wanted);

    [Fact]
    public void EveryNumberOfTheFormula_IsKept()
    {
        var size = SampleRules.SizeOf(new(), 1000);

        Assert.Equal((1.960m, 384.16m), (size.Z, size.Endless));
        Assert.Equal(277.74m, decimal.Round(size.Exact!.Value, 2));
    }

    [Theory]
    [InlineData(20, 3333, 67)] // 2 % of 3,333 is 66.66
    [InlineData(1000, 5, 5)]
    [InlineData(1, 10, 1)]
    public void Size_IsAShareOfTheFrame_RoundedUp(int tenths, int frame, int size) =>
        Assert.Equal(size, SampleRules.SizeOf(new() { Basis = SampleBasis.Percent, PercentTenths = tenths }, frame).Wanted);

    [Theory]
    [InlineData(new[] { 10, 20, 30 }, 6, new[] { 1, 2, 3 })]
    [InlineData(new[] { 1, 1, 1 }, 2, new[] { 1, 1, 0 })] // equal remainders: the earlier first
    [InlineData(new[] { 7, 2, 1 }, 5, new[] { 4, 1, 0 })]
    [InlineData(new[] { 0, 5 }, 3, new[] { 0, 3 })]
    public void LargestRemainder_SharesInProportion(int[] weights, int total, int[] shares) =>
        Assert.Equal(shares, SampleRules.LargestRemainder(total, weights));

    [Theory]
    [InlineData(new[] { 10, 20, 30 }, 6, new[] { 2, 2, 2 })]
    [InlineData(new[] { 1, 20, 30 }, 7, new[] { 1, 3, 3 })]
    [InlineData(new[] { 1, 20, 30 }, 8, new[] { 1, 4, 3 })]
    [InlineData(new[] { 1, 1 }, 9, new[] { 1, 1 })]
    public void Equally_GivesEachTheSame_AsFarAsItHas(int[] most, int total, int[] shares) =>
        Assert.Equal(shares, SampleRules.Equally(total, most));

    [Fact]
    public void AMinimum_RaisesTheTotal()
    {
        var plan = new SamplePlan { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 10, MinimumPerStratum = 3 };

        var (size, shares) = SampleRules.Settle(plan, [new("a", 90, 90), new("b", 8, 8), new("c", 2, 2)]);

        Assert.Equal([9, 3, 2], shares.Select(share => share.ToDraw));
        Assert.Equal((10, 14), (size.Wanted, size.Total));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(25, 3)] // 2.5, half up
    [InlineData(100, 8)] // no more than there are
    public void OffHours_GetTheirShare(int percent, int off)
    {
        var plan = new SamplePlan { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 10, OffHoursPercent = percent };

        var (size, shares) = SampleRules.Settle(plan, [new("band=morning day=off", 4, 4), new("band=morning day=work", 40, 40), new("band=night day=work", 4, 4)]);

        Assert.Equal(off, shares[0].ToDraw + shares[2].ToDraw);
        Assert.Equal(10, size.Total);
    }

    [Fact]
    public void NumbersOutOfRange_AreNamed()
    {
        Assert.Equal(["MarginTenths", "Confidence"], SampleRules.Check(new() { MarginTenths = 0, Confidence = 97 }));
        Assert.Equal(["Count"], SampleRules.Check(new() { Basis = SampleBasis.Count, Count = 0, MarginTenths = 0 }));
        Assert.Empty(SampleRules.Check(new()));
    }
}
