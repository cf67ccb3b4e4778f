using System.Net;
using System.Text.Json;
using Portal.Data.Access;
using Portal.Tests.Access.Decisions;
using Portal.Tests.Browser;

namespace Portal.Tests.Indicators;

/// <summary>What programs and visitors get over HTTP.</summary>
public sealed class SummaryHttpTests(TwoCounties counties)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheApi_AnswersWithinTheScope_AndTellsWhatIsMisspelt()
    {
        var program = await counties.AsAsync(Role.RegulatorOfficer, TwoCounties.North, Cancellation);

        using var neighbour = await program.Client.GetAsync(new Uri($"/api/v1/summary?j={TwoCounties.South}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.StatusCode);

        using var answer = await JsonAsync(program.Client, "/api/v1/summary?group=Enterprise");
        var lines = answer.RootElement.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("lines").EnumerateArray());
        Assert.Equal([TwoCounties.NorthHeat], lines.Select(line => line.GetProperty("code").GetString()));
        Assert.Equal("交办总量", answer.RootElement.GetProperty("columns")[7].GetProperty("name").GetString());

        foreach (var wrong in new[] { "p=0001-01", "p=2026-13", "from=x", "group=Mine", "span=7", "channel=Pigeon", "channel=Call,Visit", "s=Fire" })
        {
            using var refusal = await program.Client.GetAsync(new Uri("/api/v1/summary?" + wrong, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
            Assert.Contains(wrong.Split('=')[1], await refusal.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        foreach (var (address, named) in new[]
        {
            ("/api/v1/summary?period=2026-04", "'period'"), ("/api/v1/summary.xlsx?channels=Call", "'channels'"),
            ("/api/v1/summary?span=Range", "from"), ("/api/v1/summary.xlsx?span=Range&from=2200-01", "from"),
        })
        {
            using var refusal = await program.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
            Assert.Contains(named, await refusal.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        using var workbook = await program.Client.GetAsync(new Uri("/api/v1/summary.xlsx?span=Year", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
    }

    [Fact]
    public async Task WithoutSignIn_FiguresAreClosed_AndDefinitionsAndTheApisDescriptionAreOpen()
    {
        using var visitor = SignedIn.Nobody((await counties.StartAsync()).Address);

        using var closed = await visitor.Client.GetAsync(new Uri("/api/v1/summary", UriKind.Relative), Cancellation);
        Assert.NotEqual(HttpStatusCode.OK, closed.StatusCode);

        using var openApi = await JsonAsync(visitor.Client, "/openapi");
        Assert.Equal(["/api/v1/summary", "/api/v1/summary.xlsx"], openApi.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order());

        using var page = await visitor.Client.GetAsync(new Uri("/indicators", UriKind.Relative), Cancellation);
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("id=\"first-time-solved-rate\"", text, StringComparison.Ordinal);
        Assert.Contains("id=\"spot-check-agreement-rate\"", text, StringComparison.Ordinal);
        Assert.Contains("需要复议裁定", text, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.web", text, StringComparison.Ordinal);

        // The second visitor gets the page as it was kept.
        using var kept = await visitor.Client.GetAsync(new Uri("/indicators?x=1", UriKind.Relative), Cancellation);
        Assert.True(kept.Headers.Age is not null, "The page was not kept.");
    }

    private static async Task<JsonDocument> JsonAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}.");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
