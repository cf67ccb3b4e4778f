using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Results;

/// <summary>A row of a frame with what it claims of itself.</summary>
public sealed record FrameRow
{
    public required long Id { get; init; }

    public required string CaseNo { get; init; }

    public required string EnterpriseCode { get; init; }

    public required string EnterpriseName { get; init; }

    public required string EnterpriseNameEn { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public CaseRating? Rating { get; init; }

    public CaseOutcome? Outcome { get; init; }
}

/// <summary>Lists the rows behind what a frame claims: exactly those that were frozen, whatever was corrected since.</summary>
public sealed class FrameRowStore(Db db)
{
    private const int RowsAtOnce = 1000;

    /// <summary>The next rows after that one in the order of the frame.</summary>
    /// <param name="reader">Of an authority; nobody else sees a frame.</param>
    /// <param name="campaignId">Whose frame.</param>
    /// <param name="kind">Which claim the rows make.</param>
    /// <param name="enterpriseCode">Null for all.</param>
    /// <param name="place">The last row seen, 0 to begin with, and how many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<FrameRow>> ReadAsync(
        Actor reader, long campaignId, ClaimKind kind, string? enterpriseCode, (long After, int Take) place, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        if (await CampaignStore.ReadAsync(connection, null, campaignId, reader, cancellation) is not { FrameSha256: not null } campaign || !CampaignRules.HasRows(campaign.Kind))
        {
            return [];
        }

        var ids = new List<long>();
        using var reading = new FrameReading((in FrameLine line) =>
        {
            if (enterpriseCode is null || line.EnterpriseCode.SequenceEqual(enterpriseCode))
            {
                ids.Add(long.Parse(line.Key, NumberStyles.None, CultureInfo.InvariantCulture));
            }
        });
        await foreach (var bytes in CampaignStore.ReadPartsAsync(connection, null, campaignId, cancellation))
        {
            reading.Feed(bytes);
        }

        var parameters = new DynamicParameters();
        var where = new Where().When(true, "L.Id IN @Ids");
        EnterpriseScope.Of(reader).Restrict(where, parameters, "L.EnterpriseCode");
        var sql = $"""
            SELECT L.Id, L.CaseNo, L.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn, L.ReceivedAt, L.Rating, L.Outcome
            FROM LedgerRow L
            INNER JOIN Enterprise E ON E.Code = L.EnterpriseCode
            {where}
            ORDER BY L.Id
            """;
        var found = new List<FrameRow>();
        for (var next = ids.BinarySearch(place.After) is var at && at < 0 ? ~at : at + 1; next < ids.Count && found.Count < place.Take; next += RowsAtOnce)
        {
            parameters.Add("Ids", ids.GetRange(next, Math.Min(RowsAtOnce, ids.Count - next)));
            var rows = await connection.QueryAsync<FrameRow>(new(sql, parameters, cancellationToken: cancellation));
            found.AddRange(rows.Where(row => FrameClaims.Counts(kind, (int?)row.Rating ?? 0, (int?)row.Outcome ?? 0)));
        }

        return found.Count <= place.Take ? found : found.GetRange(0, place.Take);
    }
}
