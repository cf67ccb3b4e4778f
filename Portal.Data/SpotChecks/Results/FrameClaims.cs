using Dapper;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.Storage;

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
}

/// <summary>Counts the claims over a frame from its file: rows never change, so once is enough, and again gives the same.</summary>
internal static class FrameClaims
{
    private const int RowsAtOnce = 1000;

    public static async Task WriteAsync(Db db, long campaignId, CancellationToken cancellation)
    {
        const string delete = "DELETE FROM FrameClaim WHERE CampaignId = @CampaignId";
        const string insert = """
            INSERT INTO FrameClaim (CampaignId, EnterpriseCode, Objects, Rated, Satisfied, Closed, Solved)
            VALUES (@CampaignId, @EnterpriseCode, @Objects, @Rated, @Satisfied, @Closed, @Solved)
            """;

        var claims = await CountAsync(db, campaignId, cancellation);
        var rows = claims.Select(claim => new { CampaignId = campaignId, claim.EnterpriseCode, claim.Objects, claim.Rated, claim.Satisfied, claim.Closed, claim.Solved }).ToList();
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new(delete, new { CampaignId = campaignId }, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(insert, rows, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<IReadOnlyList<FrameClaim>> CountAsync(Db db, long campaignId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT L.EnterpriseCode, L.Rating, L.Outcome, COUNT(*) AS Found
            FROM LedgerRow L
            WHERE L.Id IN @Ids
            GROUP BY L.EnterpriseCode, L.Rating, L.Outcome
            """;

        var ids = new List<long>();
        var counted = new Dictionary<(string EnterpriseCode, int? Rating, int? Outcome), int>();
        using var reading = new FrameReading((in FrameLine line) =>
        {
            if (line.Kind is FrameObjectKind.Row)
            {
                ids.Add(long.Parse(line.Key, System.Globalization.CultureInfo.InvariantCulture));
            }
        });
        await using var connection = await db.OpenAsync(cancellation);
        await foreach (var bytes in CampaignStore.ReadPartsAsync(connection, null, campaignId, cancellation))
        {
            reading.Feed(bytes);
        }

        foreach (var some in ids.Chunk(RowsAtOnce))
        {
            foreach (var group in await connection.QueryAsync<(string EnterpriseCode, int? Rating, int? Outcome, int Found)>(new(sql, new { Ids = some }, cancellationToken: cancellation)))
            {
                var key = (group.EnterpriseCode, group.Rating, group.Outcome);
                counted[key] = counted.GetValueOrDefault(key) + group.Found;
            }
        }

        return [.. counted.GroupBy(one => one.Key.EnterpriseCode, StringComparer.Ordinal).Select(group => new FrameClaim
        {
            EnterpriseCode = group.Key,
            Objects = group.Sum(one => one.Value),
            Rated = group.Where(one => IsSatisfied(one.Key.Rating) is not null).Sum(one => one.Value),
            Satisfied = group.Where(one => IsSatisfied(one.Key.Rating) is true).Sum(one => one.Value),
            Closed = group.Where(one => one.Key.Outcome is >= (int)CaseOutcome.Solved and <= (int)CaseOutcome.Unsolved).Sum(one => one.Value),
            Solved = group.Where(one => one.Key.Outcome is (int)CaseOutcome.Solved).Sum(one => one.Value),
        })];
    }

    private static bool? IsSatisfied(int? rating) => ComparisonRules.IsSatisfied((CaseRating?)rating);
}
