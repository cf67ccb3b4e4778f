using System.Numerics;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>
/// Draws in proportion to size within one stratum, by systematic selection over a random order: each object is drawn with
/// exactly the probability n·x / X, in whole numbers throughout. An object so large that this reaches one is drawn for
/// certain, and the rest follows without it.
/// </summary>
internal static class ProportionalRules
{
    public static IEnumerable<Chosen> Draw(DrawTerms terms, StratumShare stratum, IReadOnlyList<Candidate> candidates)
    {
        var toDraw = Math.Min(stratum.ToDraw, candidates.Count);
        var rest = candidates.OrderBy(candidate => candidate.Rank).ThenBy(candidate => candidate.Position).ToList();
        var certain = new List<Candidate>();
        Int128 sum;
        while (true)
        {
            sum = rest.Aggregate(Int128.Zero, (total, candidate) => total + candidate.Size);
            var large = rest.Where(candidate => (Int128)toDraw * candidate.Size >= sum).ToList();
            if (toDraw == 0 || large.Count == 0)
            {
                break;
            }

            certain.AddRange(large);
            rest.RemoveAll(candidate => (Int128)toDraw * candidate.Size >= sum);
            toDraw -= large.Count;
        }

        return certain.Select(candidate => new Chosen(candidate, stratum, 1, 1)).Concat(Systematic(terms, stratum, rest, toDraw, sum));
    }

    /// <summary>Lays the objects end to end, each as long as toDraw times its size, and takes those that hold a point start + k·sum.</summary>
    private static IEnumerable<Chosen> Systematic(DrawTerms terms, StratumShare stratum, List<Candidate> rest, int toDraw, Int128 sum)
    {
        if (toDraw == 0)
        {
            yield break;
        }

        var start = new BigInteger(DrawKeys.Of(terms.FrameSha256, terms.Seed, "start\n" + stratum.Stratum), isUnsigned: true, isBigEndian: true);
        var point = (Int128)(start % (BigInteger)sum);
        Int128 end = 0;
        foreach (var candidate in rest)
        {
            end += (Int128)toDraw * candidate.Size;
            if (point < end)
            {
                yield return new(candidate, stratum, (long)sum, checked(toDraw * candidate.Size));
                point += sum;
            }
        }
    }
}
