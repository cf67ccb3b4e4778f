namespace Portal.Data.Storage;

/// <summary>Which rows of a sorted list to read. Clamped, so that no caller can ask for the whole table.</summary>
public sealed record PageRequest(int Skip, int Take)
{
    public const int Largest = 200;

    public int Skip { get; } = Math.Max(Skip, 0);

    public int Take { get; } = Math.Clamp(Take, 1, Largest);
}

/// <param name="Items">The rows of this page.</param>
/// <param name="Total">How many rows the filter finds in all.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
