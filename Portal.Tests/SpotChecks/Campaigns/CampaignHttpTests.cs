using System.Net;
using System.Text;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Campaigns;

/// <summary>Campaigns over HTTP: what an enterprise must not learn, and draws verified from uploaded files.</summary>
public sealed class CampaignHttpTests : IAsyncLifetime
{
    private RunningPortal? _portal;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Address => _portal!.Address;

    public async ValueTask InitializeAsync() => _portal = await RunningPortal.StartAsync(DemoPortal.SeedAsync);

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(DemoUsers.Enterprise)]
    [InlineData(DemoUsers.Principal)]
    public async Task AnEnterprise_LearnsOfNoCampaign_ByAnyAddress(string user)
    {
        using var enterprise = await SignedIn.AsAsync(user, Address, Cancellation);
        string[] addresses =
        [
            "/spot-checks", "/spot-checks/new", "/spot-checks/verify", "/spot-checks/schedules", "/spot-checks/schedules/new?campaign=1", "/spot-checks/questionnaires", "/spot-checks/questionnaires/edit?code=phone-test&version=1",
            .. from id in new[] { DemoCampaigns.Drawn, DemoCampaigns.Planned, DemoCampaigns.Frozen, DemoCampaigns.Seeded, 99 }
               from tail in new[] { "", "?tab=draw", "/frame.csv", "/draw-sheet.json" }
               select $"/spot-checks/{id}{tail}",
        ];
        foreach (var address in addresses)
        {
            using var answer = await GetAsync(enterprise, address);

            // As if there were nothing: the same answer as for an id that does not exist.
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{address} answered {(int)answer.StatusCode}.");
            Assert.DoesNotContain("九月台账回访", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        foreach (var address in new[] { "/home", "/cases", "/filings", "/warnings", "/disclosures", "/account" })
        {
            var page = await enterprise.Client.GetStringAsync(address, Cancellation);
            Assert.DoesNotContain("spot-checks", page, StringComparison.Ordinal);
            Assert.DoesNotContain("回访", page.Replace("有效回访", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task FrameAndSheet_AreDownloaded_AndTheirDrawIsVerified_OverHttp()
    {
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, Address, Cancellation);
        var frame = await inspector.Client.GetByteArrayAsync($"/spot-checks/{DemoCampaigns.Drawn}/frame.csv", Cancellation);
        var sheet = await inspector.Client.GetByteArrayAsync($"/spot-checks/{DemoCampaigns.Drawn}/draw-sheet.json", Cancellation);

        var good = await VerifyAsync(inspector, frame, sheet);
        Assert.Contains("note-good", good, StringComparison.Ordinal);
        Assert.DoesNotContain("check-bad", good, StringComparison.Ordinal);

        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sheet).Replace("6 14 23 31 35", "6 14 23 31 36", StringComparison.Ordinal));
        Assert.Contains("check-bad", await VerifyAsync(inspector, frame, changed), StringComparison.Ordinal);

        // A spreadsheet program saves with carriage returns: the first faulty lines are named.
        var resaved = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(frame).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Contains("check-bad", await VerifyAsync(inspector, resaved, sheet), StringComparison.Ordinal);
        Assert.Contains("note-bad", await VerifyAsync(inspector, frame, frame), StringComparison.Ordinal);
        Assert.Contains("note-bad", await VerifyAsync(inspector, [], sheet), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DemoCampaigns.Planned, "/frame.csv")]
    [InlineData(DemoCampaigns.Frozen, "/draw-sheet.json")]
    [InlineData(99, "/frame.csv")]
    public async Task WhatIsNotThereYet_IsNotFound(long id, string file)
    {
        using var regulator = await SignedIn.AsAsync(DemoUsers.Regulator, Address, Cancellation);
        using var answer = await regulator.Client.GetAsync($"/spot-checks/{id}{file}", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<string> VerifyAsync(SignedIn who, byte[] frame, byte[] sheet)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("verify"), "_handler" },
            { new StringContent(await who.TokenAsync("/spot-checks/verify", Cancellation)), "__RequestVerificationToken" },
            { new ByteArrayContent(frame), "Files.Frame", "frame.csv" },
            { new ByteArrayContent(sheet), "Files.Sheet", "draw-sheet.json" },
        };
        using var answer = await who.Client.PostAsync("/spot-checks/verify", form, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task<HttpResponseMessage> GetAsync(SignedIn who, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await who.Client.SendAsync(request, Cancellation);
    }
}
