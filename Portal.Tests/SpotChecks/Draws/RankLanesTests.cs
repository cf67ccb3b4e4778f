using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Draws;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary>The ranks of a draw are the numbers that docs/spot-checks.md gives, and the library's SHA-256 finds the same.</summary>
public sealed class RankLanesTests
{
    private const string Frame = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Fact]
    public void Ranks_AreTheLibrarysHashes_WhereverTheReadingStartsAndHoweverItJumps() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(
            (from seed in Gen.Choose(0, int.MaxValue)
             from start in Gen.Choose(1, 1_000_000_000)
             from steps in Gen.Choose(-40, 40).ListOf(30)
             select (seed, start, steps)).ToArbitrary(),
            draw =>
            {
                var seed = draw.seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var keys = new DrawKeys(Frame, seed, "rank");
                var ranks = new RankLanes(DrawKeys.Of(Frame, seed, "rank"));
                var position = draw.start;
                foreach (var step in draw.steps.Prepend(0))
                {
                    position = Math.Max(0, position + step);

                    Assert.Equal(keys.At(position), ranks.At(position));
                }
            }));

    [Fact]
    public void Ranks_OfAllPositionsOfAFrame_AreTheLibrarysHashes()
    {
        var keys = new DrawKeys(Frame, "08 15 22 27 31 33 + 09", "rank");
        var ranks = new RankLanes(DrawKeys.Of(Frame, "08 15 22 27 31 33 + 09", "rank"));

        Assert.All(Enumerable.Range(1, 5000), position => Assert.Equal(keys.At(position), ranks.At(position)));
    }
}
