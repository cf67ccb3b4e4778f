using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Results;

namespace Portal.Tests.SpotChecks.Results;

/// <summary>Estimates against a second, slow computation by the formulas of a textbook, and against frames whose truth is known.</summary>
public sealed class EstimateRulesTests
{
    private static Gen<Counted> Strata =>
        from answers in Gen.Choose(2, 9)
        from yes in Gen.Choose(0, answers)
        from silent in Gen.Choose(0, 5)
        from rest in Gen.Choose(0, 400)
        select new Counted("", answers + silent + rest, yes, answers - yes, silent);

    /// <summary>The worked example of docs/spot-checks.md.</summary>
    [Fact]
    public void TheWorkedExample()
    {
        var units = Stratum("A", 200, yes: 8, no: 2, silent: 2).Concat(Stratum("B", 100, yes: 3, no: 3, silent: 0)).ToList();

        var estimate = EstimateRules.Of(units);

        // (200 × 8/10 + 100 × 3/6) / 300
        Assert.Equal((16, 11), (estimate.Answers, estimate.Yes));
        Assert.Equal(0.7, estimate.Share!.Value, 6);
        Assert.Equal((0.4595, 0.8649), (Math.Round(estimate.Low!.Value, 4), Math.Round(estimate.High!.Value, 4)));
        Assert.Equal(1, estimate.Covered!.Value, 6);
        Assert.False(estimate.IsSmall);
    }

    [Fact]
    public void WhereTheWholeFrameAnswered_NothingIsLeftToChance()
    {
        var estimate = EstimateRules.Of([.. Stratum("A", 12, yes: 9, no: 3, silent: 0)]);

        Assert.Equal((0.75, 0.75, 0.75), (estimate.Share!.Value, estimate.Low!.Value, estimate.High!.Value));
    }

    [Fact]
    public void WithoutAnAnswer_ThereIsNoShare_AndWhatDoesNotBelongCountsNowhere()
    {
        Assert.Equal((0, null, null), (EstimateRules.Of([]).Answers, EstimateRules.Of([]).Share, EstimateRules.Of([new("A", 3, true, null)]).Low));

        var with = EstimateRules.Of([.. Stratum("A", 90, yes: 4, no: 4, silent: 0), new("A", 10, false, null), new("A", 10, false, null)]);
        Assert.Equal(EstimateRules.Of([.. Stratum("A", 90, yes: 4, no: 4, silent: 0)]), with);
    }

    [Fact]
    public void AStratumWithoutAnswers_IsSaidToBeMissing()
    {
        var estimate = EstimateRules.Of([.. Stratum("A", 300, yes: 5, no: 5, silent: 0), .. Stratum("B", 100, yes: 0, no: 0, silent: 4)]);

        Assert.Equal((0.5, 0.75), (estimate.Share!.Value, estimate.Covered!.Value));
    }

    [Fact]
    public void EstimatesAgreeWithTheTextbook_ForAnyStrata() => Prop.ForAll(
        Strata.ListOf(5).ToArbitrary(),
        drawn =>
        {
            var strata = drawn.Select((one, index) => one with { Name = $"{index}" }).ToList();
            if (strata.Count == 0)
            {
                return;
            }

            var estimate = EstimateRules.Of([.. strata.SelectMany(one => Stratum(one.Name, one.Size, one.Yes, one.No, one.Silent))]);
            var slow = Textbook([.. strata.Select(one => (one.Size, one.Yes + one.No, one.Yes))]);

            Assert.Equal(slow.Share, estimate.Share!.Value, 9);
            Assert.Equal(slow.Low, estimate.Low!.Value, 6);
            Assert.Equal(slow.High, estimate.High!.Value, 6);
            Assert.InRange(estimate.Share.Value, estimate.Low.Value - 1e-12, estimate.High.Value + 1e-12);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>Of many draws from a frame whose truth is known, the intervals hold it about as often as they say.</summary>
    [Theory]
    [InlineData(0.5, 0.9)]
    [InlineData(0.95, 0.7)]
    [InlineData(1.0, 0.6)]
    public void IntervalsHoldTheTruth_NineteenTimesInTwenty(double first, double second)
    {
        var random = new Random(20251101);
        bool[][] frame = [Truth(600, first), Truth(150, second), Truth(60, 0.3)];
        int[] sizes = [30, 20, 12];
        var truth = frame.SelectMany(one => one).Average(one => one ? 1.0 : 0);
        const int draws = 1500;

        var held = Enumerable.Range(0, draws).Count(_ =>
        {
            var units = new List<DrawnUnit>();
            for (var h = 0; h < frame.Length; h++)
            {
                random.Shuffle(frame[h]);
                units.AddRange(frame[h].Take(sizes[h]).Select(answer => new DrawnUnit($"{h}", (double)frame[h].Length / sizes[h], true, random.NextDouble() < 0.7 ? answer : null)));
            }

            var estimate = EstimateRules.Of(units);
            return estimate.Low <= truth && truth <= estimate.High;
        });

        Assert.InRange(held, draws * 93 / 100, draws);
    }

    private static bool[] Truth(int size, double share) => [.. Enumerable.Range(0, size).Select(number => number < size * share)];

    private static IEnumerable<DrawnUnit> Stratum(string name, int size, int yes, int no, int silent) =>
        Enumerable.Range(0, yes + no + silent).Select(number =>
            new DrawnUnit(name, (double)size / (yes + no + silent), true, number < yes ? true : number < yes + no ? false : null));

    /// <summary>Cochran's formulas stratum by stratum, and Wilson's interval by halving instead of by its solution.</summary>
    private static (double Share, double Low, double High) Textbook(IReadOnlyList<(int Size, int Answers, int Yes)> strata)
    {
        double total = strata.Sum(one => one.Size);
        var share = strata.Sum(one => one.Size / total * one.Yes / one.Answers);
        var variance = strata.Sum(one =>
        {
            var p = (double)one.Yes / one.Answers;
            return Math.Pow(one.Size / total, 2) * (1 - ((double)one.Answers / one.Size)) * p * (1 - p) / (one.Answers - 1);
        });
        var design = strata.Sum(one => Math.Pow(one.Size / total, 2) * (1 - ((double)one.Answers / one.Size)) / one.Answers);
        if (design <= 1e-15)
        {
            return (share, share, share);
        }

        var spread = share * (1 - share);
        var size = spread < 1e-12 ? 1 / design : Math.Min(1 / design, variance <= 0 ? double.MaxValue : spread / variance);
        return (share, Bound(0, share), Bound(1, share));

        // The bound is where the share lies z standard errors of the bound away.
        double Bound(double outer, double inner)
        {
            for (var i = 0; i < 200; i++)
            {
                var middle = (outer + inner) / 2;
                var isOutside = Math.Abs(share - middle) > EstimateRules.Z * Math.Sqrt(middle * (1 - middle) / size);
                (outer, inner) = isOutside ? (middle, inner) : (outer, middle);
            }

            return (outer + inner) / 2;
        }
    }

    private sealed record Counted(string Name, int Size, int Yes, int No, int Silent);
}
