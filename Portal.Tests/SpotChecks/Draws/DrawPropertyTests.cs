using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary>What holds for every frame, plan and seed.</summary>
public sealed class DrawPropertyTests
{
    private static readonly Gen<(byte[] Frame, SamplePlan Plan, string Seed)> s_draws =
        from rows in Gen.Choose(1, 120)
        from strata in Gen.Choose(1, 6)
        from spread in Gen.Choose(1, 500)
        from method in Gen.Elements(Enum.GetValues<DrawMethod>())
        from allocation in Gen.Elements(Enum.GetValues<Allocation>())
        from count in Gen.Choose(1, 150)
        from minimum in Gen.Choose(0, 5)
        from seed in Gen.Choose(0, int.MaxValue)
        select (
            HandMadeFrame.OfRows(rows, method is DrawMethod.Simple ? 1 : strata, row => row * 7919 % (spread + 1)),
            new SamplePlan { Method = method, Allocation = allocation, Basis = SampleBasis.Count, Count = count, MinimumPerStratum = method is DrawMethod.Simple ? 0 : minimum },
            seed.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void EveryObject_IsDrawnAtMostOnce_AndEveryQuotaIsKept() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(s_draws.ToArbitrary(), draw =>
        {
            var drawn = HandMadeFrame.Draw(draw.Frame, draw.Seed, draw.Plan);
            var (size, shares) = SampleRules.Settle(draw.Plan, HandMadeFrame.Read(draw.Frame).Strata);

            Assert.Equal(drawn.Count, drawn.Select(one => one.Position).Distinct().Count());
            Assert.Equal(Enumerable.Range(1, drawn.Count), drawn.Select(one => one.Order));
            Assert.Equal(size.Total, shares.Sum(share => share.ToDraw));
            foreach (var share in shares)
            {
                var own = drawn.Where(one => one.Stratum.Stratum == share.Stratum).ToList();
                Assert.True(share.ToDraw <= share.Objects);
                Assert.True(own.Count == share.ToDraw || (draw.Plan.Method is DrawMethod.Proportional && own.Count < share.ToDraw));
                if (draw.Plan.Method is not DrawMethod.Proportional && own.Count > 0)
                {
                    Assert.Equal(share.Objects, own.Sum(one => (double)one.WeightOver / one.WeightUnder), 6);
                }
            }
        }));

    [Fact]
    public void InAShuffledReading_TheSameIsDrawn() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(s_draws.ToArbitrary(), draw =>
        {
            var expected = HandMadeFrame.Draw(draw.Frame, draw.Seed, draw.Plan).Select(one => (one.Position, one.WeightOver, one.WeightUnder));
            var summary = HandMadeFrame.Read(draw.Frame);
            var (_, shares) = SampleRules.Settle(draw.Plan, summary.Strata);
            var drawing = new Drawing(new(summary.Sha256, draw.Seed, draw.Plan.Method, shares.ToDictionary(share => share.Stratum)));
            var lines = new List<(int Position, string Stratum, string Key, string Enterprise, long Size)>();
            using (var reading = new FrameReading((in FrameLine line) => lines.Add((line.Position, line.Stratum, line.Key.ToString(), line.EnterpriseCode.ToString(), line.Size))))
            {
                reading.Feed(draw.Frame);
            }

            foreach (var line in lines.OrderBy(line => HashCode.Combine(line.Position, draw.Seed)))
            {
                drawing.Take(new() { Position = line.Position, Stratum = line.Stratum, Kind = FrameObjectKind.Row, Key = line.Key, EnterpriseCode = line.Enterprise, Size = line.Size });
            }

            Assert.Equal(expected, drawing.Finish().Select(one => (one.Position, one.WeightOver, one.WeightUnder)));
        }));

    [Fact]
    public void ShareOut_GivesExactlyTheTotal_AndNobodyMoreThanItHas() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(
            (from weights in Gen.Choose(0, 2000).NonEmptyListOf()
             from part in Gen.Choose(0, 1000)
             select (Weights: weights.ToList(), Total: (int)((long)weights.Sum() * part / 1000))).ToArbitrary(),
            draw =>
            {
                foreach (var shares in new[] { SampleRules.LargestRemainder(draw.Total, draw.Weights), SampleRules.Equally(draw.Total, draw.Weights) })
                {
                    Assert.Equal(draw.Total, shares.Sum());
                    Assert.All(shares.Zip(draw.Weights), pair => Assert.InRange(pair.First, 0, pair.Second));
                }

                var sum = draw.Weights.Sum();
                Assert.All(
                    SampleRules.LargestRemainder(draw.Total, draw.Weights).Zip(draw.Weights),
                    pair => Assert.True(sum == 0 || Math.Abs(pair.First - ((double)draw.Total * pair.Second / sum)) < 1));
            }));

    [Fact]
    public void AChangedByte_IsAnotherFrame() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(
            (from rows in Gen.Choose(2, 60)
             from place in Gen.Choose(0, 100_000)
             from value in Gen.Choose(1, 255)
             select (rows, place, value)).ToArbitrary(),
            change =>
            {
                var frame = HandMadeFrame.OfRows(change.rows);
                var changed = frame.ToArray();
                changed[change.place % frame.Length] ^= (byte)change.value;

                Assert.NotEqual(HandMadeFrame.Read(frame).Sha256, HandMadeFrame.Read(changed).Sha256);
            }));
}
