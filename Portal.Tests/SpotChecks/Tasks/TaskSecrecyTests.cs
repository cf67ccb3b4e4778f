using Portal.Data.Access;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>What is looked up for a spot check tells the enterprise nothing of it while it runs (S0-63), on both engines.</summary>
public sealed class TaskSecrecyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WhatIsLookedUpForATask_TheAuthoritySeesAtOnce_TheEnterpriseWhenTheCampaignIsCompleted(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var task = (await field.ListAsync(field.First)).First(line => line.EnterpriseCode == Sample.EnterpriseCode);
        var other = await field.Bureau.ScalarAsync<long>(
            $"SELECT MIN(L.Id) FROM LedgerRow L WHERE L.EnterpriseCode = '{Sample.EnterpriseCode}' AND NOT EXISTS (SELECT 1 FROM SpotTask T WHERE T.RowId = L.Id)");
        field.Clock.Advance(TimeSpan.FromMinutes(1));

        await RevealAsync(field, field.First, task.RowId!.Value);
        await RevealAsync(field, field.Bureau.Officer, task.RowId.Value);
        await RevealAsync(field, field.Bureau.Handler, task.RowId.Value);
        await RevealAsync(field, field.Bureau.Officer, other);

        Assert.Equal([field.Bureau.Officer.Name, field.Bureau.Handler.Name], await NamesAsync(field, field.Bureau.Handler));
        Assert.Equal(4, (await NamesAsync(field, field.Bureau.Officer)).Count);

        await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, "到期", Cancellation);
        Assert.Equal(4, (await NamesAsync(field, field.Bureau.Handler)).Count);
    }

    private static async Task RevealAsync(FieldLeague field, Actor actor, long rowId)
    {
        var reveal = new CaseReveal(field.Db, field.Bureau.Gate, field.Bureau.Audit, Sample.Keys, new(100), field.Clock);
        var result = await reveal.RevealAsync(actor, new(rowId, PersonalField.Phone, RevealPurpose.Callback, null), Cancellation);
        Assert.Equal(RevealAnswer.Revealed, result.Answer);
    }

    /// <summary>Newest first.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(FieldLeague field, Actor reader)
    {
        var page = await new DisclosureStore(field.Db).ReadPageAsync(new(EnterpriseScope.Of(reader)), new(0, 50), Cancellation);
        Assert.Equal(page.Items.Count, page.Total);
        return [.. page.Items.Select(item => item.UserName)];
    }
}
