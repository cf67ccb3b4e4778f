using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.Storage;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers;
using Portal.Tests.SpotChecks.Tasks;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Evidence;

/// <summary>Where a photo was taken is looked at like an address: by the bureau, counted, recorded, and not while the campaign is hidden.</summary>
public sealed class PositionRevealTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ThePlaceOfAPhoto_IsShownToTheBureau_AfterTheFieldWork_AndRecorded(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (task, photo) = await PhotographAsync(field);
        var reveal = Reveal(field, perHour: 2);

        Assert.Equal(new(RevealAnswer.NotFound), await reveal.RevealAsync(field.Bureau.Officer, task, photo, Cancellation));
        await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, "期限已到", Cancellation);
        foreach (var other in new[] { field.First, field.Second, field.Bureau.Handler })
        {
            Assert.Equal(new(RevealAnswer.NotFound), await reveal.RevealAsync(other, task, photo, Cancellation));
        }

        Assert.Equal(new(RevealAnswer.Revealed, (40.5m, 110.25m)), await reveal.RevealAsync(field.Bureau.Officer, task, photo, Cancellation));

        Assert.Equal("PersonalDataRevealed", (await field.Bureau.AuditAsync())[^1]);
        Assert.Equal((int)PersonalField.Position, await field.Bureau.ScalarAsync<int>("SELECT Field FROM Disclosure"));
        Assert.Equal(0, await field.Bureau.ScalarAsync<int>("SELECT COUNT(*) FROM AuditEntry WHERE Detail LIKE '%40.5%'"));
        Assert.Equal(new(RevealAnswer.NotFound), await reveal.RevealAsync(field.Bureau.Officer, task + 1, photo, Cancellation));
    }

    [Theory, EngineData]
    public async Task TheLimitOfReveals_AndSteppingAside_HoldForItToo(Engine engine)
    {
        await using var field = await FieldLeague.OpenAsync(engine);
        var (task, photo) = await PhotographAsync(field);
        await field.Field.CloseAsync(field.Bureau.Officer, field.Campaign.Id, "期限已到", Cancellation);
        var line = (await field.Tasks.ReadAsync(field.Bureau.Officer, task, Cancellation))!;
        var reveal = Reveal(field, perHour: 1);
        var ofCase = new CaseReveal(field.Db, field.Bureau.Gate, field.Bureau.Audit, Sample.Keys, new(1), field.Clock);

        Assert.Equal(RevealAnswer.NotFound, (await ofCase.RevealAsync(field.Bureau.Officer, new(line.RowId!.Value, PersonalField.Position, RevealPurpose.SiteVisit, null), Cancellation)).Answer);
        Assert.Equal(RevealAnswer.Revealed, (await ofCase.RevealAsync(field.Bureau.Officer, new(line.RowId.Value, PersonalField.Phone, RevealPurpose.Callback, null), Cancellation)).Answer);
        Assert.Equal(new(RevealAnswer.TooMany), await reveal.RevealAsync(field.Bureau.Officer, task, photo, Cancellation));
        await field.Bureau.Interests.DeclareEnterpriseAsync(field.Bureau.Leader, line.EnterpriseCode, "股份", Cancellation);
        Assert.Equal(new(RevealAnswer.Conflict), await reveal.RevealAsync(field.Bureau.Leader, task, photo, Cancellation));
        Assert.Equal("RevealRefused", (await field.Bureau.AuditAsync())[^1]);
    }

    [Fact]
    public async Task ThePage_GivesItWithALinkToAMap_ToWhoeverAsks()
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        await using (var connection = await own.Services.GetRequiredService<Db>().OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("UPDATE Campaign SET State = @Completed WHERE Id = @Id", new { CampaignState.Completed, Id = DemoTasks.Campaign });
        }

        using var bureau = await SignedIn.AsAsync(DemoUsers.Regulator, own.Address, Cancellation);
        var page = FormattableString.Invariant($"/tasks/{DemoTasks.Settled}");
        Assert.DoesNotContain("40.5", await bureau.Client.GetStringAsync(page, Cancellation), StringComparison.Ordinal);

        using var shown = await bureau.PostAsync(page, await bureau.TokenAsync(page, Cancellation), FormattableString.Invariant($"position-{DemoTasks.Evidence}"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.True(shown.Headers.CacheControl!.NoStore);
        Assert.Contains("https://uri.amap.com/marker?position=110.250000,40.500000&amp;coordinate=wgs84", await shown.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, own.Address, Cancellation);
        Assert.DoesNotContain("position-", await inspector.Client.GetStringAsync(page, Cancellation), StringComparison.Ordinal);
    }

    private static PositionReveal Reveal(FieldLeague field, int perHour) =>
        new(field.Db, field.Bureau.Gate, field.Bureau.Audit, Sample.Keys, new(perHour), field.Clock);

    private static async Task<(long Task, long Photo)> PhotographAsync(FieldLeague field)
    {
        var task = await field.TaskOfAsync(field.First);
        var photo = SampleFiles.With(SampleFiles.Jpeg, SampleFiles.ExifSegment());
        return (task.Id, (await field.EvidenceIntake.ReceiveAsync(field.First, task.Id, new(Guid.NewGuid(), null, "a.jpg", photo), Cancellation)).Id);
    }
}
