namespace Portal.Data.Ledgers.Demo;

/// <summary>
/// A small generator (SplitMix64) that starts from a key, so that any part of the data can be made on its own,
/// in any order, and comes out the same on every runtime.
/// </summary>
internal sealed class DemoRandom
{
    private ulong _state;

    public DemoRandom(params ReadOnlySpan<int> key)
    {
        foreach (var part in key)
        {
            _state = unchecked(Next() ^ (uint)part);
        }
    }

    /// <summary>0 up to, but not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>0 to <paramref name="high"/>, small numbers much more often.</summary>
    public int Skewed(int high)
    {
        var unit = Unit();
        return (int)(unit * unit * (high + 1));
    }

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>An index, in proportion to the weights.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        var rest = Unit() * weights.Sum();
        for (var index = 0; index < weights.Count - 1; index++)
        {
            rest -= weights[index];
            if (rest < 0)
            {
                return index;
            }
        }

        return weights.Count - 1;
    }

    private double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
