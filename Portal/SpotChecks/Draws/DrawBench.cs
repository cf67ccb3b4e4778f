using System.CommandLine;
using System.Security.Cryptography;
using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Ledgers;
using Portal.SpotChecks.Outcomes;

namespace Portal.SpotChecks.Draws;

/// <summary>
/// Verb <c>bench draw</c>: freezes all rows of a province as one frame and draws 5,000 of it by each method, beside the bare
/// reading and hashing of the stored file, which no draw that checks its frame can do without. Of one of them the results are measured too.
/// </summary>
internal static class DrawBench
{
    private const int Sample = 5000;

    private static readonly Actor s_officer = new("bench", "Bench", Role.RegulatorOfficer, BenchProvince.Code);

    public static Command Build() => BenchProvince.Measure("draw", "Freezing all rows of a province as a frame, and drawing from it", 1_000_000, 6, RunAsync);

    private static async Task RunAsync(BenchProvince province, CancellationToken cancellation)
    {
        var (db, clock) = (province.Db, TimeProvider.System);
        var (campaigns, questionnaires) = (new CampaignStore(db), new QuestionnaireStore(db, province.Audit, clock));
        var recusals = new RecusalGate(db, new RecusalStore(db), province.Audit, clock);
        var frames = new FrameStore(db, province.Keys, province.Rules, new EnterpriseSizeStore(db), recusals);
        var desk = new CampaignDesk(db, questionnaires, new ScopeGate(new EnterpriseStore(db), new JurisdictionStore(db)), province.Audit, clock);
        foreach (var method in Enum.GetValues<DrawMethod>())
        {
            var (fault, id) = await desk.PlanAsync(DraftOf(method, province), s_officer, cancellation);
            Expect(fault);
            var campaign = (await campaigns.ReadAsync(id, s_officer, cancellation))!;
            await BenchProvince.TimeAsync($"{method}: the frame query alone", () => frames.PreviewAsync(campaign, campaign.ReadPlan(), s_officer, cancellation));
            Expect((await BenchProvince.TimeAsync(
                $"{method}: freezing", () => new FrameFreezer(db, frames, campaigns, province.Audit, clock).FreezeAsync(id, 1, s_officer, cancellation))).Result);
            Expect(await desk.RecordSeedAsync(id, 2, s_officer, cancellation));
            var (_, floor) = await BenchProvince.TimeAsync($"{method}: bare reading and hashing of the file", () => HashAsync(campaigns, id, cancellation));
            var (drawn, seconds) = await BenchProvince.TimeAsync(
                $"{method}: draw of {Sample} with their tasks", () => new DrawDesk(db, recusals, province.Audit, clock).DrawAsync(id, 3, s_officer, cancellation));
            Expect(drawn);
            BenchProvince.Say($"ratio to bare reading and hashing, {method}: {seconds / floor:F2}");
            if (method is DrawMethod.Stratified)
            {
                await ResultBench.RunAsync(province, s_officer, id, cancellation);
            }
        }
    }

    private static CampaignDraft DraftOf(DrawMethod method, BenchProvince province) => new()
    {
        JurisdictionCode = BenchProvince.Code,
        Kind = CampaignKind.LedgerCallback,
        Name = $"bench {method}",
        QuestionnaireCode = ShippedQuestionnaires.Of(CampaignKind.LedgerCallback).Code,
        QuestionnaireVersion = 1,
        FirstDay = province.LastMonth,
        LastDay = province.LastMonth.AddDays(13),
        Plan = new()
        {
            Query = new() { Size = method is DrawMethod.Proportional ? SizeMeasure.Households : SizeMeasure.One },
            StratifyBy = [StratumKey.Channel, StratumKey.Rating],
            Sample = new() { Method = method, Basis = SampleBasis.Count, Count = Sample },
        },
    };

    private static async Task<string> HashAsync(CampaignStore campaigns, long id, CancellationToken cancellation)
    {
        using var sha = SHA256.Create();
        await using var target = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write);
        await campaigns.CopyFrameAsync(id, s_officer, target, cancellation);
        await target.FlushFinalBlockAsync(cancellation);
        return Convert.ToHexStringLower(sha.Hash!);
    }

    private static void Expect(CampaignFault fault)
    {
        if (fault is not CampaignFault.None)
        {
            throw new InvalidOperationException($"The campaign of the bench was refused: {fault}.");
        }
    }
}
