using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.SpotChecks.Campaigns;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Questionnaires;

/// <summary>Versions written in the portal: saved, never changed, and read by those they are for.</summary>
public sealed class QuestionnaireStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Questionnaire Own { get; } = ShippedQuestionnaires.Of(CampaignKind.Survey) with { Code = "winter-survey" };

    [Theory, EngineData]
    public async Task SavingAgain_MakesTheNextVersion_AndTheFirstStays(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var store = league.Questionnaires;

        var first = await store.SaveAsync(Own, league.Bureau.Officer, Cancellation);
        var second = await store.SaveAsync(Own with { Items = [.. Own.Items.Take(3)] }, league.Bureau.Leader, Cancellation);

        Assert.Equal((1, 2), (first.Questionnaire?.Version, second.Questionnaire?.Version));
        Assert.Equal(Own.Items.Count, (await store.ReadAsync(Own.Code, 1, Cancellation))!.Items.Count);
        Assert.Equal(3, (await store.ReadAsync(Own.Code, 2, Cancellation))!.Items.Count);
        Assert.Null(await store.ReadAsync(Own.Code, 3, Cancellation));
        Assert.Equal(["QuestionnaireSaved", "QuestionnaireSaved"], await league.Bureau.AuditAsync());
    }

    [Theory, EngineData]
    public async Task WhatIsFaulty_Shipped_OrAnothers_IsNotSaved(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var (store, bureau) = (league.Questionnaires, league.Bureau);
        await store.SaveAsync(Own, bureau.Officer, Cancellation);

        Assert.NotEmpty((await store.SaveAsync(Own with { Items = [] }, bureau.Officer, Cancellation)).Problems);
        Assert.NotEmpty((await store.SaveAsync(ShippedQuestionnaires.All[0], bureau.Officer, Cancellation)).Problems);
        Assert.NotEmpty((await store.SaveAsync(Own, bureau.Stranger, Cancellation)).Problems);
        Assert.NotEmpty((await store.SaveAsync(Own with { Kind = CampaignKind.PhoneTest }, bureau.Officer, Cancellation)).Problems);
        Assert.False((await store.SaveAsync(Own, bureau.Inspector, Cancellation)).IsAllowed);
        Assert.False((await store.SaveAsync(Own, bureau.Handler, Cancellation)).IsAllowed);
    }

    [Theory, EngineData]
    public async Task TheList_HoldsTheShippedOnes_AndThoseOfTheOwnTree(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine, rows: 0);
        var county = league.Bureau.Officer with { Scope = Bureau.County };
        await league.Questionnaires.SaveAsync(Own, league.Bureau.Officer, Cancellation);
        await league.Questionnaires.SaveAsync(Own with { Code = "county-survey" }, county, Cancellation);

        async Task<IEnumerable<string>> OwnAsync(Data.Access.Actor actor) =>
            (await league.Questionnaires.ReadListAsync(actor, Cancellation)).Where(entry => entry.JurisdictionCode is not null).Select(entry => entry.Questionnaire.Code);

        Assert.Equal(["county-survey", "winter-survey"], (await OwnAsync(league.Bureau.Leader)).Order());
        Assert.Equal(["county-survey", "winter-survey"], (await OwnAsync(county)).Order());
        Assert.Empty(await OwnAsync(league.Bureau.Stranger));
        Assert.Equal(7, (await league.Questionnaires.ReadListAsync(league.Bureau.Stranger, Cancellation)).Count);
    }

    [Theory, EngineData]
    public async Task ACampaign_KeepsTheVersionItWasPlannedWith(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        await league.Questionnaires.SaveAsync(Own with { Code = "own", Kind = CampaignKind.LedgerCallback }, league.Bureau.Officer, Cancellation);
        var planned = await league.PlanAsync(CheckedLeague.Draft() with { QuestionnaireCode = "own", QuestionnaireVersion = 1 });
        await league.Questionnaires.SaveAsync(Own with { Code = "own", Kind = CampaignKind.LedgerCallback, Items = [.. Own.Items.Take(1)] }, league.Bureau.Officer, Cancellation);

        var read = await league.ReadAsync(planned.Id);

        Assert.Equal(Own.Items.Count, (await league.Questionnaires.ReadAsync(read.QuestionnaireCode, read.QuestionnaireVersion, Cancellation))!.Items.Count);
    }
}
