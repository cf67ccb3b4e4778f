using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.Admin;

/// <summary>An open page is worth what its session is worth: whatever ends it, the page ends within a second or two.</summary>
[Trait("needs", "browser")]
public sealed partial class LiveCircuitTests(QuickPortal quick, PortalInBrowser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ends() => ["disabled", "role", "password", "session"];

    [Theory, MemberData(nameof(Ends))]
    public async Task WhenAnAdministratorEndsIt_AnOpenPageLeadsToTheSignIn_AndHttpRefusesAtOnce(string end)
    {
        var portal = await quick.StartAsync();
        var name = "inspector-" + end;
        var id = await quick.AddUserAsync(name, (Role.Inspector, DemoPortal.Banner), (Role.Auditor, DemoPortal.Banner));
        using var program = await SignedIn.AsAsync(name, portal.Address, Cancellation);
        await browser.VisitAsync("zh-CN", async page =>
        {
            await page.SignInAsAsync(name, address: portal.Address, returnUrl: "/filings");
            Assert.Null(await EndAsync(portal.Services, id, end));

            using var answer = await program.Client.GetAsync("/filings", Cancellation);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.StartsWith("/sign-in", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
            await page.WaitForAddressAsync("/sign-in");
            await page.GotoAsync(portal.Address + "/desk");
            await page.WaitForAddressAsync("/sign-in");
        });
    }

    [Fact]
    public async Task WhoeverDoesNothingForLong_IsSignedOut()
    {
        var portal = await quick.StartAsync();
        await quick.AddUserAsync("idler", (Role.Inspector, DemoPortal.Banner));
        await browser.VisitAsync("en", async page =>
        {
            await page.SignInAsAsync("idler", address: portal.Address, returnUrl: "/filings");
            quick.Advance(TimeSpan.FromMinutes(31));

            await page.WaitForAddressAsync("/sign-in");
            Assert.EndsWith("returnUrl=%2Ffilings", page.Url, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("zh-CN", "检查员", "用户名或显示名称", "添加角色", "添加用户", "结束")]
    [InlineData("en", "Inspector", "User or display name", "Add role", "Add user", "End")]
    public async Task AnAddedUser_SignsInWithANewPassword_UntilTheSessionIsEnded(
        string language, string role, string search, string addRole, string add, string end)
    {
        var portal = await quick.StartAsync();
        var name = "new-" + language;
        await browser.VisitAsync(language, async admin =>
        {
            await admin.SignInAsAsync(DemoUsers.Administrator, address: portal.Address, returnUrl: "/admin/users/new");
            await admin.Locator("#user-name").FillAsync(name);
            await admin.Locator("#display-name").FillAsync("王丽");
            await admin.Locator("#grant-role").SelectOptionAsync(new SelectOptionValue { Label = role });
            await admin.Locator("#grant-scope").SelectOptionAsync(DemoPortal.Banner);
            await admin.GetByRole(AriaRole.Button, new() { Name = addRole, Exact = true }).ClickAsync();
            await Assertions.Expect(admin.Locator(".picked li")).ToHaveCountAsync(1);
            var password = await admin.Locator("#password").InputValueAsync();
            await admin.GetByRole(AriaRole.Button, new() { Name = add, Exact = true }).ClickAsync();
            await Assertions.Expect(admin.GetByRole(AriaRole.Status)).ToContainTextAsync(password);

            await browser.VisitAsync(language, async user =>
            {
                await user.GotoAsync(portal.Address + "/sign-in");
                await user.FillSignInAsync(name, password);
                await user.WaitForAddressAsync("/sign-in/password");
                await user.Locator("#next").FillAsync("Kranich-fliegt-9");
                await user.Locator("#again").FillAsync("Kranich-fliegt-9");
                await user.Locator("form button[type=submit]").ClickAsync();
                await user.WaitForAddressAsync("/desk");
                await user.WaitUntilLiveAsync();

                await admin.OpenAsync(portal.Address + "/admin/sessions?q=" + name);
                await Assertions.Expect(admin.GetByPlaceholder(search)).ToHaveValueAsync(name);
                await admin.Locator(".row-action button").ClickAsync();
                await admin.Locator(".confirm").GetByRole(AriaRole.Button, new() { Name = end, Exact = true }).ClickAsync();
                await Assertions.Expect(admin.Locator(".note-good")).ToBeVisibleAsync();
                await user.WaitForAddressAsync("/sign-in");
            });
        });
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task SwitchingTheRole_ChangesMenuAndData_InEveryWindow(string language)
    {
        var portal = await quick.StartAsync();
        var name = "double-" + language;
        await quick.AddUserAsync(name, (Role.RegulatorOfficer, DemoPortal.Banner), (Role.EnterpriseHandler, DemoPortal.EnterpriseCode));
        await browser.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(name, address: portal.Address);
            Assert.Equal("/desk", new Uri(page.Url).AbsolutePath);
            var second = await page.Context.NewPageAsync();
            await second.OpenAsync(portal.Address + "/filings");
            await Assertions.Expect(second.Locator("#rail a[href='/desk']")).ToHaveCountAsync(1);

            await page.Locator(".top details.who summary").ClickAsync();
            await page.Locator(".role-switch button").ClickAsync();
            await page.WaitForAddressAsync("/home");
            await page.WaitUntilLiveAsync();

            await Assertions.Expect(page.Locator("#rail a[href='/filings/new']")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator("#rail a[href='/desk']")).ToHaveCountAsync(0);
            await Assertions.Expect(second.Locator("#rail a[href='/filings/new']")).ToHaveCountAsync(1);
            await Assertions.Expect(second.Locator("#rail a[href='/desk']")).ToHaveCountAsync(0);
            Assert.Matches(FilingsAddress(), second.Url);
        });
    }

    [Fact]
    public async Task AnAccountOutsideTheTree_IsNotFound()
    {
        var portal = await quick.StartAsync();
        await quick.AddUserAsync("banner-admin", (Role.Administrator, DemoPortal.Banner));
        using var program = await SignedIn.AsAsync("banner-admin", portal.Address, Cancellation);

        using var outside = await program.Client.GetAsync($"/admin/users/{DemoPortal.RegulatorId}", Cancellation);
        using var nothing = await program.Client.GetAsync("/admin/users/999999", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Equal(await nothing.Content.ReadAsStringAsync(Cancellation), await outside.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task<AccountFault?> EndAsync(IServiceProvider services, long id, string end)
    {
        var chief = Actor.CommandLine;
        return end switch
        {
            "disabled" => await services.GetRequiredService<AccountDesk>().DisableAsync(chief, id, Cancellation),
            "role" => await services.GetRequiredService<GrantDesk>().RevokeAsync(
                chief, id, (await services.GetRequiredService<GrantStore>().ReadAsync(id, Cancellation))[0].Id, Cancellation),
            "password" => await services.GetRequiredService<CredentialDesk>().SetTemporaryPasswordAsync(chief, id, Passwords.Hash("x", "Kranich-fliegt-9"), Cancellation),
            _ => await services.GetRequiredService<SessionDesk>().EndAllAsync(chief, id, Cancellation),
        };
    }

    [GeneratedRegex("/filings$")]
    private static partial Regex FilingsAddress();
}
