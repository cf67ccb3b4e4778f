using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;

namespace Portal.Tests.Access.Decisions;

/// <summary>Every endpoint the portal answers at has a decision: an operation, or a place on a reviewed list.</summary>
public sealed class EndpointTests(TwoCounties counties)
{
    /// <summary>Open to everybody. An endpoint is added here only after review.</summary>
    private static readonly string[] s_public =
    [
        "/sign-in", "/sign-in/code", "/sign-in/password", "/sign-in/second-factor", "/sign-in/refused", "/first-run", "/error", "/culture",
        "/healthz/live", "/healthz/ready", "/indicators", "/openapi", "/openapi/{documentName}.json",
    ];

    /// <summary>For whoever is signed in, whatever the role: static files in development and the page that says there is nothing.</summary>
    private static readonly string[] s_signedIn = ["/{*path:nonfile}", "/{**path:file}"];

    [Fact]
    public async Task EveryEndpoint_NamesItsOperation_OrIsOnAReviewedList()
    {
        var endpoints = await EndpointsAsync(counties);
        Assert.Contains(endpoints, endpoint => endpoint.Metadata.GetMetadata<NeedsAttribute>() is not null);

        var undecided =
            (from endpoint in endpoints
             let path = PathOf(endpoint)
             where endpoint.Metadata.GetMetadata<NeedsAttribute>() is null
             where !s_signedIn.Contains(path) && !IsFramework(path)
             where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null || !s_public.Contains(path)
             select path).Distinct().ToList();
        Assert.True(undecided.Count == 0, string.Join(Environment.NewLine, undecided));
    }

    [Fact]
    public async Task TheReviewedLists_NameNothingThatIsGone()
    {
        var paths = (await EndpointsAsync(counties)).Select(PathOf).ToHashSet();

        Assert.Empty(s_public.Concat(s_signedIn).Except(paths));
    }

    [Fact]
    public void EveryOperation_IsSomebodys_AndOnlyWhoReadsLedgersMayTakeThemAway()
    {
        Assert.All(Enum.GetValues<Operation>(), operation => Assert.NotEmpty(Permissions.RolesFor(operation)));
        Assert.All(Enum.GetValues<Operation>(), operation => Assert.DoesNotContain(Role.Public, Permissions.RolesFor(operation)));
        Assert.All(
            Enum.GetValues<Role>(),
            role => Assert.True(Permissions.Allows(role, Operation.ReadCases) || !Permissions.Allows(role, Operation.ExportCases), role.ToString()));
    }

    [Theory]
    [InlineData(Operation.FileLedger)]
    [InlineData(Operation.RevealPersonalData)]
    [InlineData(Operation.ManageUsers)]
    [InlineData(Operation.ManagePermits)]
    [InlineData(Operation.AssignSupervisor)]
    public void AnAuditor_ChangesNothing(Operation change) => Assert.False(Permissions.Allows(Role.Auditor, change));

    [Fact]
    public void AnAdministrator_ReadsNoLedger()
    {
        foreach (var operation in new[] { Operation.ReadCases, Operation.ReadFilings, Operation.ReadDesk, Operation.DownloadFiling, Operation.ExportCases, Operation.RevealPersonalData })
        {
            Assert.False(Permissions.Allows(Role.Administrator, operation), operation.ToString());
        }
    }

    internal static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync(TwoCounties counties)
    {
        var portal = await counties.StartAsync();
        return [.. portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.All(item => item.GetType().Name != "StaticAssetDescriptor"))];
    }

    internal static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    /// <summary>The circuit, its script and the assets of the components; a circuit without a sign-in shows sign-in alone.</summary>
    private static bool IsFramework(string path) =>
        path.StartsWith("/_blazor", StringComparison.Ordinal) || path.StartsWith("/_framework", StringComparison.Ordinal);
}
