using System.Runtime.InteropServices;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Comparison;

namespace Portal.Data.SpotChecks.Results;

/// <summary>What the ledger says of itself over the whole frame, of one enterprise.</summary>
public sealed record FrameClaim
{
    public required string EnterpriseCode { get; init; }

    public required int Objects { get; init; }

    public required int Rated { get; init; }

    public required int Satisfied { get; init; }

    /// <summary>With an outcome that says how much was solved.</summary>
    public required int Closed { get; init; }

    public required int Solved { get; init; }

    public int Of(ClaimKind kind) => kind switch
    {
        ClaimKind.Rated => Rated,
        ClaimKind.Satisfied => Satisfied,
        ClaimKind.Closed => Closed,
        ClaimKind.Solved => Solved,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>Counts the claims of rows while they are written into a frame: rows never change, so once is enough.</summary>
internal sealed class FrameClaims
{
    public const string Insert = """
        INSERT INTO FrameClaim (CampaignId, EnterpriseCode, Objects, Rated, Satisfied, Closed, Solved)
        VALUES (@Id, @EnterpriseCode, @Objects, @Rated, @Satisfied, @Closed, @Solved)
        """;

    private readonly Dictionary<(string EnterpriseCode, int Rating, int Outcome), int> _counted = [];

    /// <summary>Whether a row counts for a claim; the same as it is counted.</summary>
    /// <param name="rating">0 for none.</param>
    /// <param name="outcome">0 for none.</param>
    public static bool Counts(ClaimKind kind, int rating, int outcome) => kind switch
    {
        ClaimKind.Rated => IsSatisfied(rating) is not null,
        ClaimKind.Satisfied => IsSatisfied(rating) is true,
        ClaimKind.Closed => outcome is >= (int)CaseOutcome.Solved and <= (int)CaseOutcome.Unsolved,
        ClaimKind.Solved => outcome is (int)CaseOutcome.Solved,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <param name="enterpriseCode">Of the row.</param>
    /// <param name="rating">0 for none.</param>
    /// <param name="outcome">0 for none.</param>
    public void Add(string enterpriseCode, int rating, int outcome) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_counted, (enterpriseCode, rating, outcome), out _)++;

    public IReadOnlyList<FrameClaim> End() =>
    [
        .. _counted.GroupBy(one => one.Key.EnterpriseCode, StringComparer.Ordinal).Select(group => new FrameClaim
        {
            EnterpriseCode = group.Key,
            Objects = group.Sum(one => one.Value),
            Rated = Sum(group, ClaimKind.Rated),
            Satisfied = Sum(group, ClaimKind.Satisfied),
            Closed = Sum(group, ClaimKind.Closed),
            Solved = Sum(group, ClaimKind.Solved),
        }),
    ];

    private static int Sum(IEnumerable<KeyValuePair<(string EnterpriseCode, int Rating, int Outcome), int>> group, ClaimKind kind) =>
        group.Where(one => Counts(kind, one.Key.Rating, one.Key.Outcome)).Sum(one => one.Value);

    private static bool? IsSatisfied(int rating) => ComparisonRules.IsSatisfied(rating == 0 ? null : (CaseRating)rating);
}

/// <summary>What rows of a frame claim of themselves.</summary>
public enum ClaimKind
{
    Rated,
    Satisfied,
    Closed,
    Solved,
}
