using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Tasks;
using Portal.SpotChecks.Tasks;
using Portal.Tests.Browser;
using Portal.Tests.SpotChecks.Evidence;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>Tasks over HTTP: what an enterprise learns of a look-up, and forms that no page of ours would send.</summary>
public sealed class TaskHttpTests : IAsyncLifetime
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

    [Fact]
    public async Task ALookUpForATask_StaysWithTheAuthority_UntilTheCampaignIsCompleted()
    {
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, Address, Cancellation);
        using var leader = await SignedIn.AsAsync(DemoUsers.Leader, Address, Cancellation);
        using var enterprise = await SignedIn.AsAsync(DemoUsers.Enterprise, Address, Cancellation);
        using var principal = await SignedIn.AsAsync(DemoUsers.Principal, Address, Cancellation);
        var contact = await ContactAsync(inspector, "Phone");

        Assert.StartsWith("tel:", contact.GetProperty("href").GetString(), StringComparison.Ordinal);
        Assert.Contains(DemoUsers.Inspector, await DisclosedAsync(leader), StringComparison.Ordinal);
        Assert.DoesNotContain(DemoUsers.Inspector, await DisclosedAsync(enterprise), StringComparison.Ordinal);
        Assert.DoesNotContain(DemoUsers.Inspector, await DisclosedAsync(principal), StringComparison.Ordinal);

        // The same case may have been drawn twice: while one of the campaigns runs, it stays untold.
        var officer = new Actor(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, DemoPortal.League);
        await _portal!.Services.GetRequiredService<TaskDealing>().DealAsync(officer, DemoCampaigns.Drawn, Cancellation);
        foreach (var campaign in new[] { DemoTasks.Campaign, DemoCampaigns.Drawn })
        {
            Assert.Equal(ClosingAnswer.Closed, await _portal.Services.GetRequiredService<FieldWork>().CloseAsync(officer, campaign, "到期", Cancellation));
        }

        Assert.Contains(DemoUsers.Inspector, await DisclosedAsync(enterprise), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheMap_IsAskedForTheWholePlace_FromTownToDoor()
    {
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, Address, Cancellation);
        var contact = await ContactAsync(inspector, "Address");

        var asked = Uri.UnescapeDataString(contact.GetProperty("href").GetString()!);
        Assert.EndsWith(contact.GetProperty("value").GetString()!, asked, StringComparison.Ordinal);
        Assert.Contains("=示范", asked, StringComparison.Ordinal);
        var map = new MapSearch("https://map.example/{0}", "");
        Assert.Equal("https://map.example/" + Uri.EscapeDataString("示范旗和园一区3号楼"), map.Of("示范旗", "和园一区", "3号楼"));
    }

    [Theory]
    [InlineData("[null]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("""[{ "item": "received", "value": "yes" }, { "item": "received", "value": "no" }]""", HttpStatusCode.UnprocessableEntity)]
    public async Task AFormThatNoPageOfOursSends_IsRefused(string answers, HttpStatusCode status)
    {
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, Address, Cancellation);
        var form = $$"""{ "clientId": "{{Guid.NewGuid()}}", "at": "2026-01-01T00:00:00Z", "disposition": "Refused", "answers": {{answers}} }""";

        using var answer = await PostAsync(inspector, $"/api/tasks/{DemoTasks.Untouched}/attempts", new StringContent(form, Encoding.UTF8, "application/json"));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task AFileForAnUnknownItem_IsRefused()
    {
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, Address, Cancellation);
        using var answer = await PostAsync(inspector, $"/api/tasks/{DemoTasks.Untouched}/evidence?client={Guid.NewGuid()}&item=nope&name=a.jpg", new ByteArrayContent(SampleFiles.Jpeg));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task TheList_IsNarrowedToOneCampaign()
    {
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, Address, Cancellation);
        var own = await inspector.Client.GetStringAsync($"/tasks?campaign={DemoTasks.Campaign}", Cancellation);
        var other = await inspector.Client.GetStringAsync($"/tasks?campaign={DemoCampaigns.Planned}", Cancellation);

        Assert.Contains($"/tasks/{DemoTasks.Untouched}\"", own, StringComparison.Ordinal);
        Assert.Contains("十月台账回访", WebUtility.HtmlDecode(own), StringComparison.Ordinal);
        Assert.DoesNotContain($"/tasks/{DemoTasks.Untouched}\"", other, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ContactAsync(SignedIn who, string field)
    {
        using var answer = await PostAsync(who, $"/api/tasks/{DemoTasks.Untouched}/contact?field={field}", new ByteArrayContent([]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static async Task<HttpResponseMessage> PostAsync(SignedIn who, string path, HttpContent content)
    {
        var hello = await who.Client.GetFromJsonAsync<JsonElement>("/api/tasks/hello", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("RequestVerificationToken", hello.GetProperty("token").GetString());
        return await who.Client.SendAsync(request, Cancellation);
    }

    /// <summary>Page and export.</summary>
    private static async Task<string> DisclosedAsync(SignedIn who) =>
        await who.Client.GetStringAsync("/disclosures", Cancellation) + await who.Client.GetStringAsync("/api/disclosures.csv", Cancellation);
}
