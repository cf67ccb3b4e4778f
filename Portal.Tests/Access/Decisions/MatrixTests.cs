using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Portal.Access;
using Portal.Data.Access;

namespace Portal.Tests.Access.Decisions;

/// <summary>Role × scope × operation over HTTP: every page and download, asked for by everybody, about both counties.</summary>
public sealed class MatrixTests(TwoCounties counties)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Role, string> Accounts()
    {
        var data = new TheoryData<Role, string>();
        foreach (var (role, scope) in TwoCounties.Accounts)
        {
            data.Add(role, scope);
        }

        return data;
    }

    [Theory, MemberData(nameof(Accounts))]
    public async Task EverybodyGetsWhatRoleAndScopeAllow_AndNothingElse(Role role, string scope)
    {
        var program = await counties.AsAsync(role, scope, Cancellation);
        var asked = 0;
        foreach (var (path, operation, enterprise) in await TargetsAsync(counties))
        {
            using var answer = await GetAsync(program.Client, path);
            var body = await answer.Content.ReadAsStringAsync(Cancellation);

            var isAllowed = Permissions.Allows(role, operation) && (enterprise is null || TwoCounties.Holds(scope, enterprise));
            HttpStatusCode[] wanted = (isAllowed, IsClear(operation, role)) switch
            {
                // Complainants in clear: within scope still only with a permit, which nobody here has.
                (true, true) => [HttpStatusCode.Forbidden],
                // An inspector finds the own tasks only: the county's has those of its campaign.
                (true, false) when role is Role.Inspector && enterprise is not null && operation is (Operation.ReadTasks or Operation.ReadEvidence) =>
                    [scope == TwoCounties.League ? HttpStatusCode.NotFound : HttpStatusCode.OK],
                // An enterprise opens a file only that was released to it; of those of a campaign still in the field, none.
                (true, false) when role is Role.EnterpriseHandler or Role.EnterprisePrincipal && operation is Operation.ReadEvidence => [HttpStatusCode.NotFound],
                (true, false) => [HttpStatusCode.OK, HttpStatusCode.Found],
                _ => [HttpStatusCode.NotFound, HttpStatusCode.Forbidden],
            };
            Assert.True(wanted.Contains(answer.StatusCode), $"{path} ({operation}) answered {(int)answer.StatusCode}.");
            if (!TwoCounties.Holds(scope, TwoCounties.SouthHeat))
            {
                Assert.DoesNotContain(TwoCounties.Secret, body, StringComparison.Ordinal);
            }

            asked++;
        }

        Assert.True(asked > 15, $"Only {asked} addresses were asked for.");
    }

    [Theory, MemberData(nameof(Accounts))]
    public async Task Filing_IsForTheEnterprise_OnItsOwnBehalf(Role role, string scope)
    {
        var program = await counties.AsAsync(role, scope, Cancellation);
        using var form = new MultipartFormDataContent();
        using var answer = await program.Client.PostAsync("/api/filings", form, Cancellation);

        // Who may file is told what is wrong with an empty form, which itself lacks the token.
        Assert.Equal(Permissions.Allows(role, Operation.FileLedger) ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task NobodySignedIn_GetsNothing()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new((await counties.StartAsync()).Address) };
        foreach (var (path, _, _) in await TargetsAsync(counties))
        {
            using var answer = await GetAsync(client, path);

            Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.Unauthorized, $"{path} answered {(int)answer.StatusCode}.");
            Assert.DoesNotContain(TwoCounties.Secret, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    /// <summary>Every address that can be asked for, with ids of both enterprises filled in.</summary>
    /// <returns>The enterprise whose object it is; null when it is about no single one.</returns>
    internal static async Task<IReadOnlyList<(string Path, Operation Operation, string? Enterprise)>> TargetsAsync(TwoCounties counties)
    {
        var targets = new List<(string, Operation, string?)>();
        foreach (var endpoint in await EndpointTests.EndpointsAsync(counties))
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            var template = EndpointTests.PathOf(endpoint);
            if (endpoint.Metadata.GetMetadata<NeedsAttribute>() is not { } needs || !methods.Contains("GET"))
            {
                continue;
            }

            if (!template.Contains('{', StringComparison.Ordinal))
            {
                targets.Add((template, needs.Operation, null));
                continue;
            }

            foreach (var (enterprise, id) in IdsOf(template))
            {
                targets.Add((Fill(template, id.ToString(CultureInfo.InvariantCulture)), needs.Operation, enterprise));
            }
        }

        return targets;
    }

    internal static string Fill(string template, string id) => template[..template.IndexOf('{', StringComparison.Ordinal)] + id + template[(template.IndexOf('}', StringComparison.Ordinal) + 1)..];

    internal static bool Fits(string template, string path) => "/" + template.Trim('/') is var whole && whole.Contains('{', StringComparison.Ordinal)
        ? IdsIn(whole).Any(id => Fill(whole, id) == path)
        : whole == path;

    internal static IReadOnlyList<(string Enterprise, long Id)> IdsOf(string template) => template.Split('/')[1] switch
    {
        "filings" => [(TwoCounties.NorthHeat, TwoCounties.NorthFiling), (TwoCounties.SouthHeat, TwoCounties.SouthFiling)],
        "rules" or "rejudgings" => [(TwoCounties.NorthHeat, TwoCounties.NorthRules), (TwoCounties.SouthHeat, TwoCounties.SouthRules)],
        "admin" when template.StartsWith("/admin/users/", StringComparison.Ordinal) =>
        [
            (TwoCounties.NorthHeat, TwoCounties.AccountOf(Role.EnterpriseHandler, TwoCounties.NorthHeat)),
            (TwoCounties.SouthHeat, TwoCounties.AccountOf(Role.EnterpriseHandler, TwoCounties.SouthHeat)),
        ],
        "cases" => [(TwoCounties.NorthHeat, TwoCounties.NorthCase), (TwoCounties.SouthHeat, TwoCounties.SouthCase)],
        "tasks" => [(TwoCounties.NorthHeat, TwoCounties.NorthTask), (TwoCounties.SouthHeat, TwoCounties.SouthTask)],
        "evidence" => [(TwoCounties.NorthHeat, TwoCounties.NorthEvidence), (TwoCounties.SouthHeat, TwoCounties.SouthEvidence)],
        "findings" => [(TwoCounties.NorthHeat, TwoCounties.NorthFinding), (TwoCounties.SouthHeat, TwoCounties.SouthFinding)],
        "spot-checks" => [(TwoCounties.NorthHeat, TwoCounties.NorthCampaign), (TwoCounties.SouthHeat, TwoCounties.SouthCampaign)],
        "warnings" => [(TwoCounties.NorthHeat, TwoCounties.NorthWarning), (TwoCounties.SouthHeat, TwoCounties.SouthWarning)],
        "admin" => [(TwoCounties.NorthHeat, TwoCounties.NorthUser), (TwoCounties.SouthHeat, TwoCounties.SouthUser)],
        var unknown => throw new InvalidOperationException($"Say here which ids /{unknown} has in both counties."),
    };

    private static IEnumerable<string> IdsIn(string template) => template.StartsWith("/{", StringComparison.Ordinal)
        ? []
        : IdsOf(template).Select(target => target.Id.ToString(CultureInfo.InvariantCulture));

    internal static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await client.SendAsync(request, Cancellation);
    }

    private static bool IsClear(Operation operation, Role role) =>
        operation is Operation.DownloadFiling && role is not (Role.EnterpriseHandler or Role.EnterprisePrincipal);
}
