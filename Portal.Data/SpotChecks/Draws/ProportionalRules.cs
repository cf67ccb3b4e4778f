using System.Numerics;
using System.Runtime.InteropServices;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>
/// Draws in proportion to size within one stratum, by systematic selection over a random order: each object is drawn with
/// exactly the probability n·x / X, in whole numbers throughout. An object so large that this reaches one is drawn for
/// certain, and the rest follows without it.
/// </summary>
internal static class ProportionalRules
{
    /// <param name="candidates">Are put in order, and lose those that are drawn for certain.</param>
    public static IEnumerable<Chosen> Draw(DrawTerms terms, StratumShare stratum, List<Candidate> candidates)
    {
        var toDraw = Math.Min(stratum.ToDraw, candidates.Count);
        SortByRank(candidates);
        var certain = new List<Candidate>();
        Int128 sum;
        while (true)
        {
            sum = SumOf(candidates);
            var large = candidates.FindAll(candidate => (Int128)toDraw * candidate.Size >= sum);
            if (toDraw == 0 || large.Count == 0)
            {
                break;
            }

            certain.AddRange(large);
            candidates.RemoveAll(candidate => (Int128)toDraw * candidate.Size >= sum);
            toDraw -= large.Count;
        }

        return certain.Select(candidate => new Chosen(candidate, stratum, 1, 1)).Concat(Systematic(terms, stratum, candidates, toDraw, sum));
    }

    /// <summary>By the ranks alone, which is several times as fast as by a comparison; of equal ones, see <see cref="Drawing"/>, there are none.</summary>
    private static void SortByRank(List<Candidate> candidates)
    {
        var ranks = candidates.ConvertAll(candidate => candidate.Rank).ToArray();
        ranks.AsSpan().Sort(CollectionsMarshal.AsSpan(candidates));
    }

    private static Int128 SumOf(List<Candidate> candidates)
    {
        Int128 sum = 0;
        foreach (var candidate in candidates)
        {
            sum += candidate.Size;
        }

        return sum;
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
