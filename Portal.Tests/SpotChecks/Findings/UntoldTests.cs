using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Storage;
using Portal.Tests.Access.Decisions;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Findings;

/// <summary>
/// What an enterprise has not been told of is for it as if it were not: the one that is concerned and another one ask every
/// address, read every list, take every export away (S0-63).
/// </summary>
public sealed partial class UntoldTests(PortalInBrowser browser) : IAsyncLifetime
{
    private const long Missing = 987_654;
    private static readonly string[] s_subjects = ["spot-checks", "tasks", "evidence", "findings", "api"];

    private static readonly string[] s_lists =
    [
        "/home", "/findings", "/findings?show=unread", "/findings?show=waiting", "/findings/published", "/findings/points", "/cases", "/cases?q=TS-2025", "/filings",
        "/summary", "/indicators", "/warnings", "/disclosures", "/supervisors", "/rules", "/account",
    ];

    private static readonly string[] s_exports =
        ["/api/findings.xlsx", "/api/findings.xlsx?show=unread", "/api/cases.xlsx", "/api/warnings.xlsx", "/api/summary.xlsx", "/api/disclosures.xlsx", "/api/disclosures.csv"];

    private SecretCampaigns? _secret;

    public static TheoryData<string> Enterprises => [DemoUsers.Enterprise, SecretCampaigns.Outsider];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SecretCampaigns Secret => _secret!;

    public async ValueTask InitializeAsync() => _secret = await SecretCampaigns.OpenAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_secret is not null)
        {
            await _secret.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Enterprises))]
    public async Task EveryAddress_AnswersAsForWhatDoesNotExist(string user)
    {
        using var enterprise = await SignedIn.AsAsync(user, Secret.Portal.Address, Cancellation);
        var asked = 0;
        foreach (var (template, method) in Addresses())
        {
            var none = await AskAsync(enterprise, method, Fill(template, Missing));
            foreach (var id in IdsOf(template.Split('/')[1] is "api" ? "tasks" : template.Split('/')[1], user))
            {
                Assert.Equal((template, id, none), (template, id, await AskAsync(enterprise, method, Fill(template, id))));
                asked++;
            }
        }

        Assert.True(asked > 60, $"Only {asked} addresses were asked for.");
    }

    [Theory, MemberData(nameof(Enterprises))]
    public async Task EveryExport_NamesNothing(string user)
    {
        using var enterprise = await SignedIn.AsAsync(user, Secret.Portal.Address, Cancellation);
        foreach (var path in s_exports)
        {
            using var answer = await enterprise.Client.GetAsync(path, Cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}.");
            var text = Text(await answer.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.All(Secret.WordsFor(user), word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Enterprises))]
    [Trait("needs", "browser")]
    public Task EveryList_AndEveryCount_NamesNothing(string user) => browser.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(user, address: Secret.Portal.Address);
        foreach (var path in s_lists.Concat(Secret.CasesFor(user)))
        {
            await page.OpenAsync(Secret.Portal.Address + path);
            var text = await page.ContentAsync();
            Assert.All(Secret.WordsFor(user), word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
            Assert.DoesNotContain("/spot-checks", text, StringComparison.Ordinal);
        }

        // Of three findings the one concerned was told of two, one of which waits for it; the other one of none.
        await Assertions.Expect(page.Locator(".rail-count")).ToHaveCountAsync(user == SecretCampaigns.Outsider ? 0 : 1);
        await page.OpenAsync(Secret.Portal.Address + "/findings");
        await Assertions.Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(user == SecretCampaigns.Outsider ? 0 : 2);
        await page.OpenAsync(Secret.Portal.Address + "/disclosures");
        await Assertions.Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(0);
    });

    [Fact]
    public async Task WhomAnInspectorCalled_IsShownToTheEnterprise_WhenTheFieldWorkIsOver()
    {
        using var enterprise = await SignedIn.AsAsync(DemoUsers.Enterprise, Secret.Portal.Address, Cancellation);
        using var regulator = await SignedIn.AsAsync(DemoUsers.Leader, Secret.Portal.Address, Cancellation);
        Assert.Contains(Secret.CalledCase, await regulator.Client.GetStringAsync("/api/disclosures.csv", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret.CalledCase, await enterprise.Client.GetStringAsync("/api/disclosures.csv", Cancellation), StringComparison.Ordinal);

        await Secret.CloseAsync(Cancellation);

        Assert.Contains(Secret.CalledCase, await enterprise.Client.GetStringAsync("/api/disclosures.csv", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReleasedFile_IsServedAsAllEvidenceIs_AndItsDownloadIsRecorded()
    {
        using var enterprise = await SignedIn.AsAsync(DemoUsers.Enterprise, Secret.Portal.Address, Cancellation);
        using var answer = await enterprise.Client.GetAsync($"/evidence/{DemoFindings.ReleasedEvidence}", Cancellation);

        Assert.Equal((200, "attachment"), ((int)answer.StatusCode, answer.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Contains("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        await using var connection = await Secret.Portal.Services.GetRequiredService<Db>().OpenAsync(Cancellation);
        Assert.Equal(
            (DemoUsers.Enterprise, DemoPortal.EnterpriseCode),
            await connection.QuerySingleAsync<(string, string)>("SELECT ActorName, EnterpriseCode FROM AuditEntry WHERE Action = 'FileDownloaded' AND ObjectType = 'TaskEvidence'"));
    }

    /// <summary>Every address about one campaign, task, file or finding, with how it is asked for.</summary>
    private IEnumerable<(string Template, HttpMethod Method)> Addresses() =>
        from endpoint in Secret.Portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let path = EndpointTests.PathOf(endpoint)
        where s_subjects.Contains(path.Split('/')[1]) && path.Contains('{', StringComparison.Ordinal) && (!path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/api/tasks/", StringComparison.Ordinal))
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(method => method is "GET" or "POST").Take(1) ?? ["GET"]
        select (path, new HttpMethod(method));

    private static long[] IdsOf(string subject, string user) => subject switch
    {
        "spot-checks" => [1, 2, 3, 4, DemoTasks.Campaign, DemoFindings.Campaign, SecretCampaigns.PhoneTest],
        "tasks" => [1, DemoTasks.Settled, DemoTasks.Tried, DemoTasks.Untouched, DemoFindings.Contradicted, SecretCampaigns.PhoneTask],
        "evidence" => user == SecretCampaigns.Outsider ? [DemoTasks.Evidence, DemoFindings.ReleasedEvidence, DemoFindings.KeptEvidence] : [DemoTasks.Evidence, DemoFindings.KeptEvidence],
        _ => user == SecretCampaigns.Outsider ? [DemoFindings.Told, DemoFindings.Confirmed, DemoFindings.Proposed, SecretCampaigns.Unanswered] : [DemoFindings.Proposed, SecretCampaigns.Unanswered],
    };

    private static string Fill(string template, long id)
    {
        var filled = new Regex(@"\{[^}]+\}").Replace(template, id.ToString(System.Globalization.CultureInfo.InvariantCulture), 1);
        return Hole().Replace(filled, "1");
    }

    /// <summary>Status, type and body, without what differs from request to request: the address itself and what is sealed.</summary>
    private static async Task<(int Status, string? Type, string Body)> AskAsync(SignedIn who, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await who.Client.SendAsync(request, Cancellation);
        Assert.True((int)answer.StatusCode is 400 or 403 or 404, $"{method} {path} answered {(int)answer.StatusCode}.");
        var body = Sealed().Replace(await answer.Content.ReadAsStringAsync(Cancellation), "");
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), body.Replace(path, "?", StringComparison.Ordinal).Replace(Uri.EscapeDataString(path), "?", StringComparison.Ordinal));
    }

    /// <summary>All that is written in a workbook, or a text.</summary>
    private static string Text(byte[] file)
    {
        if (file is not [0x50, 0x4B, ..])
        {
            return Encoding.UTF8.GetString(file);
        }

        using var archive = new ZipArchive(new MemoryStream(file));
        return string.Concat(archive.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Hole();

    [GeneratedRegex("""<!--Blazor.*?-->|(?:value|nonce)="[^"]{20,}"|[0-9a-f-]{36}""", RegexOptions.Singleline)]
    private static partial Regex Sealed();
}
