using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Results;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Frames;

/// <summary>
/// Freezes the frame of a campaign: runs its query, keeps the file byte for byte with its hash, and settles how many objects
/// of each stratum are drawn, by which algorithm. All that is before there is a seed.
/// </summary>
public sealed class FrameFreezer(Db db, FrameStore frames, CampaignStore campaigns, AuditLog audit, TimeProvider clock)
{
    private const int PartBytes = 1 << 20;

    public async Task<CampaignFault> FreezeAsync(long id, int revision, Actor by, CancellationToken cancellation)
    {
        if (await campaigns.ReadAsync(id, by, cancellation) is not { } campaign)
        {
            return CampaignFault.NotFound;
        }

        var fault = CampaignRules.CheckStep(campaign, CampaignState.Frozen, revision, by);
        if (fault is not CampaignFault.None)
        {
            return fault;
        }

        // The query runs before the transaction: it may take a while, and nobody who writes waits for it.
        var plan = campaign.ReadPlan();
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, PartBytes, FileOptions.DeleteOnClose);
        var (summary, claims) = await frames.WriteAsync(campaign, plan, by, file, cancellation);
        var (size, shares) = SampleRules.Settle(plan.Sample, summary.Strata);
        return (summary.Objects, size.Total, campaign.Kind, summary.Inspectors) switch
        {
            (0, _, _, _) or (_, 0, _, _) => CampaignFault.EmptyFrame,
            (_, _, CampaignKind.DoubleRandom, 0) => CampaignFault.NoInspector,
            _ => await KeepAsync(campaign, revision, by, file, summary, claims, (size, shares), cancellation),
        };
    }

    private async Task<CampaignFault> KeepAsync(
        Campaign campaign, int revision, Actor by, FileStream file, FrameSummary summary, IReadOnlyList<FrameClaim> claims,
        (SampleSize Size, IReadOnlyList<StratumShare> Shares) sample, CancellationToken cancellation)
    {
        const string stratum = "INSERT INTO CampaignStratum (CampaignId, Stratum, Objects, SizeSum, ToDraw) VALUES (@Id, @Stratum, @Objects, @SizeSum, @ToDraw)";
        const string update = """
            UPDATE Campaign
            SET FrameSha256 = @Sha256, FrameCount = @Objects, FrameBytes = @Bytes, FrozenAtUtc = @AtUtc, SampleSize = @Total,
                Algorithm = @Algorithm, AlgorithmVersion = @Version, State = @State, Revision = Revision + 1
            WHERE Id = @Id AND FrameSha256 IS NULL
            """;

        var (writer, fault) = await CampaignWriter.OpenAsync(db, audit, clock, by, (campaign.Id, revision, CampaignState.Frozen), cancellation);
        await using var opened = writer;
        if (fault is not CampaignFault.None)
        {
            return fault;
        }

        await KeepFileAsync(writer, campaign.Id, file, cancellation);
        var (size, shares) = sample;
        await writer.ExecuteAsync(stratum, shares.Select(share => new { campaign.Id, share.Stratum, share.Objects, share.SizeSum, share.ToDraw }).ToList(), cancellation);
        await writer.ExecuteAsync(
            FrameClaims.Insert,
            claims.Select(claim => new { campaign.Id, claim.EnterpriseCode, claim.Objects, claim.Rated, claim.Satisfied, claim.Closed, claim.Solved }).ToList(),
            cancellation);
        var values = new
        {
            campaign.Id,
            summary.Sha256,
            summary.Objects,
            summary.Bytes,
            AtUtc = writer.Now,
            size.Total,
            DrawKeys.Algorithm,
            DrawKeys.Version,
            State = CampaignState.Frozen,
        };
        await writer.ExecuteAsync(update, values, cancellation);
        await writer.FinishAsync(
            campaign, CampaignState.Frozen, AuditAction.FrameFrozen, summary.Sha256, new { summary.Sha256, summary.Objects, ToDraw = size.Total }, cancellation);
        return CampaignFault.None;
    }

    private static async Task KeepFileAsync(CampaignWriter writer, long id, FileStream file, CancellationToken cancellation)
    {
        const string sql = "INSERT INTO FramePart (CampaignId, Part, Bytes) VALUES (@Id, @Part, @Bytes)";

        file.Position = 0;
        var buffer = new byte[PartBytes];
        for (var part = 0; ; part++)
        {
            var length = await file.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancellation);
            if (length == 0)
            {
                return;
            }

            await writer.ExecuteAsync(sql, new { Id = id, Part = part, Bytes = length == PartBytes ? buffer : buffer[..length] }, cancellation);
        }
    }
}
