using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;

namespace Portal.Tests.Access.Decisions;

/// <summary>Guessing: ids of somebody else's objects, ids of nothing, and texts that are no ids all get the same answer.</summary>
public sealed class ProbeTests(TwoCounties counties)
{
    private const int Probes = 1000;

    private static readonly string[] s_noIds =
        ["0", "-1", "9223372036854775807", "9223372036854775808", "1%20OR%201=1", "1;DROP%20TABLE%20Filing", "%27", "..%2f..%2f1", "1e3", "0x1", "٢", "{Id}"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Role, string> Neighbours() => new()
    {
        { Role.RegulatorLeader, TwoCounties.North },
        { Role.EnterpriseHandler, TwoCounties.NorthHeat },
    };

    [Theory, MemberData(nameof(Neighbours))]
    public async Task AThousandIdsPerEndpoint_GiveAwayNothingOfTheNeighbour(Role role, string scope)
    {
        var program = await counties.AsAsync(role, scope, Cancellation);
        var templates = (await EndpointTests.EndpointsAsync(counties))
            .Where(endpoint => endpoint.Metadata.GetMetadata<NeedsAttribute>() is { } needs && Permissions.Allows(role, needs.Operation)
                && (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true))
            .Select(EndpointTests.PathOf)
            .Where(path => path.Contains('{', StringComparison.Ordinal) && !path.StartsWith("/admin", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(templates);

        foreach (var template in templates)
        {
            var own = MatrixTests.IdsOf(template)[0].Id;
            var nothing = await AskAsync(program.Client, MatrixTests.Fill(template, "999999999999"));
            Assert.Equal(HttpStatusCode.NotFound, nothing.Status);

            foreach (var id in Ids(MatrixTests.IdsOf(template)[1].Id).Where(id => id != own && !IsOfOwnFiling(id) && !TwoCounties.IsOfNorth(template, id)))
            {
                var answer = await AskAsync(program.Client, MatrixTests.Fill(template, id.ToString(CultureInfo.InvariantCulture)));

                Assert.True(answer == nothing, $"{template} with {id} answered {(int)answer.Status}: {answer.Body}");
            }
        }
    }

    [Theory, MemberData(nameof(Neighbours))]
    public async Task TextsThatAreNoIds_AreNotFound(Role role, string scope)
    {
        var program = await counties.AsAsync(role, scope, Cancellation);
        foreach (var (path, _, enterprise) in await MatrixTests.TargetsAsync(counties))
        {
            if (enterprise != TwoCounties.NorthHeat)
            {
                continue;
            }

            foreach (var text in s_noIds)
            {
                var id = path.Split('/')[2];
                var answer = await AskAsync(program.Client, path.Replace($"/{id}", $"/{text}", StringComparison.Ordinal));

                Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path} with {text} answered {(int)answer.Status}.");
                Assert.DoesNotContain(TwoCounties.Secret, answer.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("j=" + TwoCounties.South)]
    [InlineData("e=" + TwoCounties.SouthHeat)]
    [InlineData("j=" + TwoCounties.League + "&e=" + TwoCounties.SouthHeat)]
    [InlineData("filing=2")]
    [InlineData("q=" + TwoCounties.Secret)]
    [InlineData("q=" + TwoCounties.SecretPhone)]
    [InlineData("q=%25")]
    [InlineData("q=' OR 1=1 --")]
    [InlineData("e=' OR '1'='1")]
    [InlineData("j=' OR '1'='1")]
    [InlineData("sort=Id;DROP TABLE LedgerRow")]
    [InlineData("limit=S0-36' OR 1=1&verdict=Late")]
    [InlineData("p=2025-09'--")]
    public async Task AFilter_NarrowsOwnRows_AndIsNeverMoreThanData(string filter)
    {
        foreach (var (role, scope) in new[] { (Role.RegulatorLeader, TwoCounties.North), (Role.EnterpriseHandler, TwoCounties.NorthHeat) })
        {
            var program = await counties.AsAsync(role, scope, Cancellation);
            foreach (var path in new[] { "/api/cases.xlsx", "/api/summary.xlsx" })
            {
                using var answer = await program.Client.GetAsync($"{path}?{filter}", Cancellation);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                await using var workbook = await answer.Content.ReadAsStreamAsync(Cancellation);

                Assert.DoesNotContain(TwoCounties.Secret, Text(workbook), StringComparison.Ordinal);
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync((await counties.AsAsync(Role.RegulatorOfficer, TwoCounties.South, Cancellation)).Client, $"/cases/{TwoCounties.SouthCase}")).Status);
    }

    /// <summary>Real ids of the neighbour, ids beside them, and ids from anywhere.</summary>
    private static IEnumerable<long> Ids(long foreign)
    {
        var random = new Random(20260101);
        for (var number = 0; number < Probes; number++)
        {
            yield return number switch
            {
                < 20 => foreign + number,
                < 40 => LedgerStore.RowId(TwoCounties.SouthFiling, number - 19),
                < 200 => random.Next(3, 5000),
                _ => random.NextInt64(3, LedgerStore.RowId(5000, 1)),
            };
        }
    }

    private static bool IsOfOwnFiling(long id) => id >= LedgerStore.RowId(TwoCounties.NorthFiling, 0) && id < LedgerStore.RowId(TwoCounties.SouthFiling, 0);

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static string Text(Stream workbook)
    {
        using var archive = new System.IO.Compression.ZipArchive(workbook);
        return string.Concat(archive.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd()));
    }
}
