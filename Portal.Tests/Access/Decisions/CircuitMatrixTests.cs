using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.Decisions;

/// <summary>
/// Role × scope × page inside one circuit: once a page is open, going to another asks no server for permission to
/// connect, so the circuit itself must refuse.
/// </summary>
[Trait("needs", "browser")]
public sealed class CircuitMatrixTests(TwoCounties counties, PortalInBrowser browser)
{
    /// <summary>Two pages of everybody's, and one for going from one of them to the other.</summary>
    private static readonly string[] s_elsewhere = ["/rules", "/rules/calendars", "/desk"];

    public static TheoryData<Role, string> Accounts() => new()
    {
        { Role.Administrator, Actor.Everywhere },
        { Role.RegulatorLeader, TwoCounties.North },
        { Role.RegulatorOfficer, TwoCounties.North },
        { Role.Inspector, TwoCounties.North },
        { Role.Auditor, TwoCounties.North },
        { Role.EnterprisePrincipal, TwoCounties.NorthHeat },
        { Role.EnterpriseHandler, TwoCounties.NorthHeat },
        { Role.RegulatorOfficer, TwoCounties.South },
    };

    [Theory, MemberData(nameof(Accounts))]
    public async Task ACircuit_ShowsWhatRoleAndScopeAllow_AndNothingElse(Role role, string scope)
    {
        // The start of administration only leads on to one of its pages.
        var targets = (await MatrixTests.TargetsAsync(counties)).Where(target => IsPage(target.Path) && target.Path != "/admin").ToList();
        var address = (await counties.StartAsync()).Address;
        await browser.VisitAsync("zh-CN", async page =>
        {
            await page.SignInAsAsync(TwoCounties.NameOf(role, scope), address: address);
            var circuit = await page.EvaluateAsync<double>("performance.timeOrigin");
            var before = "";
            foreach (var (path, operation, enterprise) in targets)
            {
                // By way of another page, so that even two addresses of one page are told apart by their headings.
                await GoAsync(page, s_elsewhere.First(other => other != path && other != before));
                await GoAsync(page, path);
                before = path;
                var isAllowed = Permissions.Allows(role, operation) && (enterprise is null || TwoCounties.Holds(scope, enterprise));

                await Assertions.Expect(page.Locator(isAllowed ? "main h1:not(.plea h1)" : "main .plea h1")).ToHaveCountAsync(1);
                await page.WaitUntilLiveAsync();
                if (!TwoCounties.Holds(scope, TwoCounties.SouthHeat))
                {
                    Assert.DoesNotContain(TwoCounties.Secret, await page.ContentAsync(), StringComparison.Ordinal);
                }

                Assert.Equal(circuit, await page.EvaluateAsync<double>("performance.timeOrigin"));
            }
        });
    }

    /// <summary>Goes on within the circuit, and waits until the heading is no longer that of the page before.</summary>
    private static async Task GoAsync(IPage page, string path)
    {
        await page.EvaluateAsync("path => { document.querySelector('main h1').setAttribute('data-left', ''); Blazor.navigateTo(path); }", path);
        await page.WaitForAddressAsync(path);
        await Assertions.Expect(page.Locator("main h1[data-left]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main h1")).ToHaveCountAsync(1);
    }

    /// <summary>Whether a circuit draws it; plain pages and downloads are asked of the server.</summary>
    private static bool IsPage(string path) => typeof(PageScope).Assembly.GetTypes()
        .Where(type => type.GetCustomAttributes(typeof(ExcludeFromInteractiveRoutingAttribute), inherit: false).Length == 0)
        .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
        .Any(route => MatrixTests.Fits(route.Template, path));
}
