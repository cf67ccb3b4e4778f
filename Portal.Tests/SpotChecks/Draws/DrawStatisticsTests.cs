using System.Globalization;
using Portal.Data.SpotChecks.Draws;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary>The chances of a draw over fixed seeds, by chi-square: the seeds are fixed, so the tests never fail by chance.</summary>
public sealed class DrawStatisticsTests
{
    private const int Seeds = 4000;

    /// <summary>The 99.9 % quantile of chi-square, by the approximation of Wilson and Hilferty.</summary>
    private static double Limit(int degrees) => degrees * Math.Pow(1 - (2.0 / (9 * degrees)) + (3.0902 * Math.Sqrt(2.0 / (9 * degrees))), 3);

    [Theory]
    [InlineData(DrawMethod.Simple, 1)]
    [InlineData(DrawMethod.Stratified, 4)]
    public void EveryObjectOfAStratum_HasTheSameChance(DrawMethod method, int strata)
    {
        const int rows = 40;
        const int count = 8;
        var hits = Hits(HandMadeFrame.OfRows(rows, strata), new() { Method = method, Basis = SampleBasis.Count, Count = count }, rows);

        var expected = (double)Seeds * count / rows;
        // Without replacement the hits vary less than independent ones: scaled up, the sum is chi-square again.
        var statistic = hits.Sum(hit => (hit - expected) * (hit - expected) / expected) / (1 - ((double)count / rows));
        Assert.InRange(statistic, 0, Limit(rows - strata));
        Assert.Equal(Seeds * count, hits.Sum());
    }

    [Fact]
    public void AChanceInProportionToSize_IsExactlyThat()
    {
        const int rows = 20;
        const int count = 4;
        var frame = HandMadeFrame.OfRows(rows, sizeOf: row => row);
        var hits = Hits(frame, new() { Method = DrawMethod.Proportional, Basis = SampleBasis.Count, Count = count }, rows);

        var sum = rows * (rows + 1) / 2.0;
        for (var row = 1; row <= rows; row++)
        {
            var chance = count * row / sum;
            Assert.InRange(hits[row - 1], (Seeds * chance) - (4 * Math.Sqrt(Seeds * chance * (1 - chance))), (Seeds * chance) + (4 * Math.Sqrt(Seeds * chance * (1 - chance))));
        }
    }

    [Fact]
    public void TheFirstDrawn_IsEverybodyAsOften()
    {
        const int rows = 25;
        var frame = HandMadeFrame.OfRows(rows);
        var first = new int[rows];
        for (var seed = 0; seed < Seeds; seed++)
        {
            first[HandMadeFrame.Draw(frame, seed.ToString(CultureInfo.InvariantCulture), new() { Basis = SampleBasis.Count, Count = 10 })[0].Position - 1]++;
        }

        var expected = (double)Seeds / rows;
        Assert.InRange(first.Sum(hit => (hit - expected) * (hit - expected) / expected), 0, Limit(rows - 1));
    }

    [Fact]
    public void MomentsOfPhoneTests_FallOnEveryMinute_AndInTheirBand()
    {
        var frame = HandMadeFrame.OfSlots(10);
        var minutes = new int[6];
        for (var seed = 0; seed < 200; seed++)
        {
            foreach (var one in HandMadeFrame.Draw(frame, seed.ToString(CultureInfo.InvariantCulture), new() { Basis = SampleBasis.Count, Count = 20, Method = DrawMethod.Stratified }))
            {
                var begin = DateTime.ParseExact(one.Key, "yyyy-MM-dd HH", CultureInfo.InvariantCulture);
                var within = (int)(one.PlannedAt!.Value - begin).TotalMinutes;
                Assert.InRange(within, 0, 359);
                minutes[within / 60]++;
            }
        }

        var expected = minutes.Sum() / 6.0;
        Assert.InRange(minutes.Sum(hit => (hit - expected) * (hit - expected) / expected), 0, Limit(5));
    }

    private static int[] Hits(byte[] frame, SamplePlan plan, int rows)
    {
        var hits = new int[rows];
        for (var seed = 0; seed < Seeds; seed++)
        {
            foreach (var one in HandMadeFrame.Draw(frame, seed.ToString(CultureInfo.InvariantCulture), plan))
            {
                hits[one.Position - 1]++;
            }
        }

        return hits;
    }
}
