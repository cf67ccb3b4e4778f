using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;

namespace Portal.Tests.SpotChecks.Campaigns;

/// <summary>The bureau of the access tests, two more enterprises with hotlines, ledgers of November, and all that plans and draws.</summary>
internal sealed class CheckedLeague : IAsyncDisposable
{
    private CheckedLeague(Bureau bureau)
    {
        Bureau = bureau;
        Questionnaires = new(Db, bureau.Audit, bureau.Clock);
        Campaigns = new(Db);
        Desk = new(Db, Questionnaires, bureau.Scopes, bureau.Audit, bureau.Clock);
        Frames = new(Db, Sample.Keys, Sample.Rules(Db), new EnterpriseSizeStore(Db), bureau.Gate);
        Freezer = new(Db, Frames, Campaigns, bureau.Audit, bureau.Clock);
        Draws = new(Db, bureau.Gate, bureau.Audit, bureau.Clock);
    }

    public static string Gas { get; } = Code("91159901000000020");

    public static string Water { get; } = Code("91159999000000030");

    public Bureau Bureau { get; }

    public Db Db => Bureau.Db;

    public QuestionnaireStore Questionnaires { get; }

    public CampaignStore Campaigns { get; }

    public CampaignDesk Desk { get; }

    public FrameStore Frames { get; }

    public FrameFreezer Freezer { get; }

    public DrawDesk Draws { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="rows">Rows of November, of the heat and of the gas enterprise each; one row elsewhere.</param>
    public static async Task<CheckedLeague> OpenAsync(Engine engine, int rows = 40)
    {
        var bureau = await Bureau.OpenAsync(engine);
        await new EnterpriseStore(bureau.Db).AppendAsync(
            [
                new() { Code = Gas, Name = "示例燃气", NameEn = "Sample Gas", JurisdictionCode = Bureau.County, Hotline = "0000-100", Sectors = [Sector.Gas] },
                new() { Code = Water, Name = "他处水务", NameEn = "Elsewhere Water", JurisdictionCode = Bureau.Elsewhere, Hotline = "0000-200", Sectors = [Sector.Water] },
            ],
            Cancellation);
        await new EnterpriseSizeStore(bureau.Db).AppendAsync(
            [
                new() { EnterpriseCode = Sample.EnterpriseCode, Year = 2025, Households = 9000 },
                new() { EnterpriseCode = Gas, Year = 2025, Households = 1000 },
            ],
            Cancellation);
        foreach (var (code, count) in new[] { (Sample.EnterpriseCode, rows), (Gas, rows), (Water, 1) }.Where(filed => rows > 0))
        {
            string[] channels = ["来电", "12345热线工单", "来访"];
            string?[] ratings = ["满意", "不满意", null];
            var lines = Enumerable.Range(1, count).Select(number => Sample.Row(
                FormattableString.Invariant($"{number:0000}"),
                (LedgerField.Channel, channels[number % 3]),
                (LedgerField.Rating, ratings[number / 3 % 3]),
                (LedgerField.ComplaintType, number % 2 == 0 ? "质量投诉" : "服务投诉")));
            var report = await Sample.Intake(bureau.Db).ReceiveAsync(Sample.Request(Sample.Csv([.. lines])) with { EnterpriseCode = code }, null, Cancellation);
            Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
        }

        return new(bureau);
    }

    public static CampaignDraft Draft(CampaignKind kind = CampaignKind.LedgerCallback, CampaignPlan? plan = null) => new()
    {
        JurisdictionCode = Bureau.League,
        Kind = kind,
        Name = "十二月抽检",
        Matter = "投诉办理",
        QuestionnaireCode = ShippedQuestionnaires.CodeOf(kind),
        QuestionnaireVersion = 1,
        FirstDay = new(2025, 12, 8),
        LastDay = new(2025, 12, 19),
        Plan = plan ?? Plan(new() { Basis = SampleBasis.Count, Count = 10 }),
    };

    public static CampaignPlan Plan(SamplePlan sample, params StratumKey[] keys) => new()
    {
        Query = new() { Cases = new CaseFilter { Scope = EnterpriseScope.Of(Actor.Nobody), FromMonth = Sample.November, ToMonth = Sample.November } },
        StratifyBy = keys,
        Sample = sample,
    };

    public async Task<Campaign> PlanAsync(CampaignDraft draft)
    {
        var (fault, id) = await Desk.PlanAsync(draft, Bureau.Officer, Cancellation);
        Assert.Equal(CampaignFault.None, fault);
        return await ReadAsync(id);
    }

    public async Task<Campaign> FreezeAsync(Campaign campaign)
    {
        Assert.Equal(CampaignFault.None, await Freezer.FreezeAsync(campaign.Id, campaign.Revision, Bureau.Officer, Cancellation));
        return await ReadAsync(campaign.Id);
    }

    public async Task<Campaign> SeedAsync(Campaign campaign, string? seed = null)
    {
        Assert.Equal(
            CampaignFault.None,
            seed is null
                ? await Desk.RecordSeedAsync(campaign.Id, campaign.Revision, Bureau.Officer, Cancellation)
                : await Desk.RecordSeedAsync(campaign.Id, campaign.Revision, seed, "王见证", Bureau.Officer, Cancellation));
        return await ReadAsync(campaign.Id);
    }

    public async Task<Campaign> DrawAsync(Campaign campaign)
    {
        Assert.Equal(CampaignFault.None, await Draws.DrawAsync(campaign.Id, campaign.Revision, Bureau.Officer, Cancellation));
        return await ReadAsync(campaign.Id);
    }

    /// <summary>All the way from a plan to the draw.</summary>
    public async Task<Campaign> DrawnAsync(CampaignDraft draft, string? seed = null) =>
        await DrawAsync(await SeedAsync(await FreezeAsync(await PlanAsync(draft)), seed));

    public async Task<Campaign> ReadAsync(long id) => (await Campaigns.ReadAsync(id, Bureau.Officer, Cancellation))!;

    public Task<IReadOnlyList<SpotTask>> TasksAsync(Campaign campaign) => Campaigns.ReadTasksAsync(campaign.Id, Bureau.Officer, Cancellation);

    public async Task<byte[]> FrameAsync(Campaign campaign)
    {
        using var file = new MemoryStream();
        await Campaigns.CopyFrameAsync(campaign.Id, Bureau.Officer, file, Cancellation);
        return file.ToArray();
    }

    public async Task<string> SheetAsync(Campaign campaign) => (await Campaigns.ReadSheetAsync(campaign.Id, Bureau.Officer, Cancellation))!;

    public ValueTask DisposeAsync() => Bureau.DisposeAsync();

    private static string Code(string body) => body + CreditCode.CheckCharacter(body);
}
