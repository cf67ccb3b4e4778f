using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Questionnaires;

namespace Portal.Tests.Browser;

/// <summary>Campaigns of the portal under test, one in each state up to the draw.</summary>
internal static class DemoCampaigns
{
    public const long Drawn = 1;
    public const long Planned = 2;
    public const long Frozen = 3;
    public const long Seeded = 4;

    private static readonly (CampaignState Until, CampaignKind Kind, string Name)[] s_all =
    [
        (CampaignState.Drawn, CampaignKind.LedgerCallback, "九月台账回访"),
        (CampaignState.Planned, CampaignKind.CaseCallback, "指定诉求回访"),
        (CampaignState.Frozen, CampaignKind.SiteSampling, "入户测温"),
        (CampaignState.Seeded, CampaignKind.Survey, "用户调查"),
    ];

    public static async Task SeedAsync(IServiceProvider services, Actor officer, CancellationToken cancellation)
    {
        foreach (var (until, kind, name) in s_all)
        {
            await AddAsync(services, officer, kind, name, until, cancellation);
        }
    }

    /// <summary>Plans a campaign over the rows of the officer's jurisdiction and brings it as far as told.</summary>
    public static async Task<long> AddAsync(
        IServiceProvider services, Actor officer, CampaignKind kind, string name, CampaignState until, CancellationToken cancellation)
    {
        var questions = ShippedQuestionnaires.Of(kind);
        var (fault, id) = await services.GetRequiredService<CampaignDesk>().PlanAsync(
            new()
            {
                JurisdictionCode = officer.Scope,
                Kind = kind,
                Name = name,
                Matter = name,
                QuestionnaireCode = questions.Code,
                QuestionnaireVersion = questions.Version,
                FirstDay = new(2025, 11, 3),
                LastDay = new(2025, 11, 14),
                Plan = new()
                {
                    StratifyBy = [StratumKey.Enterprise, StratumKey.Channel],
                    Sample = new() { Method = DrawMethod.Stratified, MinimumPerStratum = 1, Basis = SampleBasis.Count, Count = 6 },
                },
            },
            officer,
            cancellation);
        Assert.Equal(CampaignFault.None, fault);
        if (until >= CampaignState.Frozen)
        {
            Assert.Equal(CampaignFault.None, await services.GetRequiredService<FrameFreezer>().FreezeAsync(id, 1, officer, cancellation));
        }

        if (until >= CampaignState.Seeded)
        {
            Assert.Equal(CampaignFault.None, await services.GetRequiredService<CampaignDesk>().RecordSeedAsync(id, 2, "6 14 23 31 35", "见证人", officer, cancellation));
        }

        if (until >= CampaignState.Drawn)
        {
            Assert.Equal(CampaignFault.None, await services.GetRequiredService<DrawDesk>().DrawAsync(id, 3, officer, cancellation));
        }

        return id;
    }
}
