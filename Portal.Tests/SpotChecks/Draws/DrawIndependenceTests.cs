using System.Globalization;
using System.Numerics;
using Portal.Data.SpotChecks.Draws;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary>The product draws what a second implementation draws that was written from the document alone.</summary>
public sealed class DrawIndependenceTests
{
    public static TheoryData<DrawMethod, int, int, int> Draws() => new()
    {
        { DrawMethod.Simple, 1, 1, 1 },
        { DrawMethod.Simple, 500, 1, 40 },
        { DrawMethod.Stratified, 500, 7, 60 },
        { DrawMethod.Stratified, 20, 7, 20 },
        { DrawMethod.Proportional, 300, 1, 25 },
        { DrawMethod.Proportional, 300, 5, 80 },
        { DrawMethod.Proportional, 12, 3, 12 },
    };

    [Theory, MemberData(nameof(Draws))]
    public void RowsAreDrawnAlike(DrawMethod method, int rows, int strata, int count)
    {
        // Sizes from 0 to thousands, some of which are drawn for certain.
        var frame = HandMadeFrame.OfRows(rows, strata, row => row % 11 == 0 ? 0 : row % 13 == 0 ? 5000 : (row * 37) % 101);
        var plan = new SamplePlan { Method = method, Basis = SampleBasis.Count, Count = count, MinimumPerStratum = 2 };
        for (var seed = 0; seed < 5; seed++)
        {
            AssertAlike(frame, string.Create(CultureInfo.InvariantCulture, $"种子 {seed}"), plan);
        }
    }

    [Fact]
    public void MomentsAreDrawnAlike() =>
        AssertAlike(HandMadeFrame.OfSlots(31), "3 14 15", new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 40, OffHoursPercent = 60 });

    [Theory]
    [InlineData(30, 4, 1)]
    [InlineData(5, 1, 1)]
    [InlineData(30, 4, 2)]
    [InlineData(30, 7, 3)]
    [InlineData(30, 2, 4)]
    public void InspectorsAreDrawnAlike(int enterprises, int inspectors, int each) => AssertAlike(
        HandMadeFrame.OfInspections(enterprises, inspectors),
        "7 7 7",
        new() { Method = DrawMethod.Proportional, Basis = SampleBasis.Percent, PercentTenths = 500, InspectorsPerObject = each });

    [Fact]
    public void OfTwoInspectors_TheFirstOfTheFirstObjectIsTheOneWhoWouldBeDrawnAlone()
    {
        var frame = HandMadeFrame.OfInspections(30, 5);
        var plan = new SamplePlan { Basis = SampleBasis.Count, Count = 20 };

        var alone = HandMadeFrame.Draw(frame, "7 7 7", plan);
        var two = HandMadeFrame.Draw(frame, "7 7 7", plan with { InspectorsPerObject = 2 });

        Assert.All(alone, one => Assert.Single(one.Inspectors));
        Assert.All(two, one => Assert.Equal(2, one.Inspectors.Distinct().Count()));
        Assert.Equal(alone[0].Inspectors[0], two[0].Inspectors[0]);
        Assert.InRange(two.SelectMany(one => one.Inspectors).CountBy(account => account).Max(load => load.Value) - two.SelectMany(one => one.Inspectors).CountBy(account => account).Min(load => load.Value), 0, 2);
    }

    private static void AssertAlike(byte[] frame, string seed, SamplePlan plan)
    {
        var (_, shares) = SampleRules.Settle(plan, HandMadeFrame.Read(frame).Strata);
        var second = SecondDraw.Draw(frame, seed, plan.Method.ToString(), shares.ToDictionary(share => share.Stratum, share => share.ToDraw), plan.InspectorsPerObject);

        var drawn = HandMadeFrame.Draw(frame, seed, plan);

        Assert.NotEmpty(drawn);
        Assert.Equal(
            second.Select(one => (one.Order, one.Line.Position, one.Line.Object, Ratio(one.Over, one.Under), one.Moment, one.Inspectors)),
            drawn.Select(one => (one.Order, one.Position, one.Key, Ratio(one.WeightOver, one.WeightUnder), one.PlannedAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", string.Join(' ', one.Inspectors))));
    }

    private static (BigInteger Over, BigInteger Under) Ratio(BigInteger over, BigInteger under) =>
        BigInteger.GreatestCommonDivisor(over, under) is var common ? (over / common, under / common) : default;
}
