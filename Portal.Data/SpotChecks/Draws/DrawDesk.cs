using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>
/// Draws from the frozen frame by the recorded seed and makes the tasks, all in one transaction: there is a draw with all of
/// its tasks or none, and never a second one.
/// </summary>
public sealed class DrawDesk(Db db, RecusalGate recusals, AuditLog audit, TimeProvider clock)
{
    private static readonly IReadOnlyList<BulkColumn> s_columns =
    [
        new("CampaignId", typeof(long)), new("DrawOrder", typeof(int)), new("FramePosition", typeof(int)), new("Stratum", typeof(string)),
        new("StratumSize", typeof(int)), new("StratumDrawn", typeof(int)), new("WeightOver", typeof(long)), new("WeightUnder", typeof(long)),
        new("EnterpriseCode", typeof(string)), new("RowId", typeof(long)), new("ObjectKey", typeof(string)), new("PlannedAt", typeof(DateTime)),
        new("State", typeof(int)), new("DueOn", typeof(string)), new("Version", typeof(int)),
    ];

    public async Task<CampaignFault> DrawAsync(long id, int revision, Actor by, CancellationToken cancellation)
    {
        const string update = """
            UPDATE Campaign SET State = @State, DrawnAtUtc = @AtUtc, DrawSheet = @Sheet, Revision = Revision + 1
            WHERE Id = @Id AND DrawnAtUtc IS NULL
            """;

        var (writer, fault) = await CampaignWriter.OpenAsync(db, audit, clock, by, (id, revision, CampaignState.Drawn), cancellation);
        await using var opened = writer;
        if (fault is not CampaignFault.None)
        {
            return fault;
        }

        var campaign = writer.Campaign!;
        if (campaign.Kind is CampaignKind.DoubleRandom && await IsDrawnMeanwhileAsync(writer, campaign, cancellation))
        {
            return CampaignFault.DrawnMeanwhile;
        }

        var plan = campaign.ReadPlan();
        var strata = (await CampaignStore.ReadStrataAsync(writer.Connection, writer.Transaction, id, by, cancellation))
            .Select(stratum => new StratumShare(stratum.Stratum, stratum.Objects, stratum.SizeSum, stratum.ToDraw))
            .ToList();
        var drawing = new Drawing(new(campaign.FrameSha256!, campaign.Seed!, plan.Sample.Method, strata.ToDictionary(stratum => stratum.Stratum, StringComparer.Ordinal), plan.Sample.InspectorsPerObject));
        using (var reading = new FrameReading(drawing.Take))
        {
            await foreach (var bytes in CampaignStore.ReadPartsAsync(writer.Connection, writer.Transaction, id, cancellation))
            {
                reading.Feed(bytes);
            }

            if (reading.End() is var read && (read.Sha256 != campaign.FrameSha256 || read.Faults.Count > 0))
            {
                return CampaignFault.FrameDamaged;
            }
        }

        var drawn = drawing.Finish();
        await AppendTasksAsync(writer, campaign, drawn, cancellation);
        await AssignAsync(writer, campaign, drawn, by, cancellation);
        var sheet = SheetOf(campaign, plan, strata, drawn, writer.Now).Write();
        await writer.ExecuteAsync(update, new { Id = id, State = CampaignState.Drawn, AtUtc = writer.Now, Sheet = sheet }, cancellation);
        var detail = new
        {
            campaign.Algorithm,
            campaign.AlgorithmVersion,
            campaign.Seed,
            Frame = campaign.FrameSha256,
            Drawn = drawn.Count,
            SheetSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sheet))),
        };
        await writer.FinishAsync(campaign, CampaignState.Drawn, AuditAction.CampaignDrawn, null, detail, cancellation);
        return CampaignFault.None;
    }

    /// <summary>Under a lock of all double-random draws: of two that run at once, the second sees the first.</summary>
    private async Task<bool> IsDrawnMeanwhileAsync(CampaignWriter writer, Campaign campaign, CancellationToken cancellation)
    {
        await db.LockAsync(writer.Transaction, "double-random draws", cancellation);
        var drawn = await FrameStore.ReadDrawnAsync(writer.Connection, writer.Transaction, campaign, cancellation);
        var isHit = false;
        using var reading = new FrameReading((in FrameLine line) =>
            isHit |= line.Kind is FrameObjectKind.Enterprise && drawn.Count > 0 && drawn.Contains(line.Key.ToString()));
        await foreach (var bytes in CampaignStore.ReadPartsAsync(writer.Connection, writer.Transaction, campaign.Id, cancellation))
        {
            reading.Feed(bytes);
        }

        return isHit;
    }

    private static async Task AppendTasksAsync(CampaignWriter writer, Campaign campaign, IReadOnlyList<DrawnObject> drawn, CancellationToken cancellation)
    {
        using var tasks = new BulkInsert(writer.Transaction, "SpotTask", s_columns);
        await tasks.WriteAsync(drawn.Select(one => Row(campaign, one)), cancellation);
    }

    private static object?[] Row(Campaign campaign, DrawnObject drawn) =>
    [
        campaign.Id, drawn.Order, drawn.Position, drawn.Stratum.Stratum, drawn.Stratum.Objects, drawn.Stratum.ToDraw, drawn.WeightOver, drawn.WeightUnder,
        drawn.EnterpriseCode, drawn.Kind is FrameObjectKind.Row ? long.Parse(drawn.Key, CultureInfo.InvariantCulture) : null, drawn.Key, drawn.PlannedAt,
        (int)SpotTaskState.Open, DueOn(campaign, drawn).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 1,
    ];

    private static DateOnly DueOn(Campaign campaign, DrawnObject drawn) =>
        drawn.PlannedAt is { } moment ? DateOnly.FromDateTime(moment) : campaign.LastDay;

    /// <summary>
    /// Gives the drawn inspectors their tasks: the first of an object who may has it, the others go along. Who has declared an
    /// interest since the frame was frozen is refused; where all are, the task is left open.
    /// </summary>
    private async Task AssignAsync(CampaignWriter writer, Campaign campaign, IReadOnlyList<DrawnObject> drawn, Actor by, CancellationToken cancellation)
    {
        const string find = "SELECT T.DrawOrder, T.Id FROM SpotTask T WHERE T.CampaignId = @Id";

        if (drawn.All(one => one.Inspectors.Count == 0))
        {
            return;
        }

        var ids = (await writer.Connection.QueryAsync<(int Order, long Id)>(new(find, new { campaign.Id }, writer.Transaction, cancellationToken: cancellation)))
            .ToDictionary(task => task.Order, task => task.Id);
        var refused = new HashSet<(int Order, long Account)>();

        // In the order of the accounts, whose locks are held until the end: two draws never wait for each other.
        foreach (var (one, account) in drawn.SelectMany(one => one.Inspectors.Select(account => (One: one, Account: account))).OrderBy(pair => pair.Account).ThenBy(pair => pair.One.Order))
        {
            var item = new RecusalItem(RecusalItemKind.SpotCheckTask, ids[one.Order].ToString(CultureInfo.InvariantCulture), one.EnterpriseCode);
            if (await recusals.AdmitAsync(writer.Transaction, by, account, item, cancellation) is not null)
            {
                refused.Add((one.Order, account));
            }
        }

        foreach (var one in drawn)
        {
            var hands = one.Inspectors.Where(account => !refused.Contains((one.Order, account))).ToList();
            if (hands.Count > 0)
            {
                await TaskHands.AssignAsync(writer.Transaction, [(ids[one.Order], hands[0])], null, by, writer.Now, cancellation);
                await TaskHands.AccompanyAsync(writer.Transaction, ids[one.Order], hands[1..], by, writer.Now, cancellation);
            }
        }
    }

    private static DrawSheet SheetOf(Campaign campaign, CampaignPlan plan, IReadOnlyList<StratumShare> strata, IReadOnlyList<DrawnObject> drawn, DateTime now) => new()
    {
        Format = DrawSheet.FormatName,
        FormatVersionNumber = DrawSheet.FormatVersion,
        Campaign = new(campaign.Id, campaign.Kind, campaign.Name, campaign.JurisdictionCode),
        FrameSha256 = campaign.FrameSha256!,
        FrameObjects = campaign.FrameCount!.Value,
        Algorithm = campaign.Algorithm!,
        AlgorithmVersion = campaign.AlgorithmVersion!.Value,
        Sample = plan.Sample,
        Seed = campaign.Seed!,
        SeedSource = campaign.SeedSource!.Value,
        Witness = campaign.Witness,
        SeedRecordedAtUtc = campaign.SeedRecordedAtUtc!.Value,
        DrawnAtUtc = now,
        Strata = [.. strata.Select(stratum => new SheetStratum(stratum.Stratum, stratum.Objects, stratum.SizeSum, stratum.ToDraw))],
        Drawn = [.. drawn.Select(one => SheetObject.Of(one, plan.Sample))],
    };
}
