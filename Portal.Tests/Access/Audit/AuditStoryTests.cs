using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.Audit;

/// <summary>An auditor looks something up, checks the chain and takes the list away.</summary>
[Trait("needs", "browser")]
public sealed class AuditStoryTests(PortalInBrowser portal)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "台账已接收", "完整：")]
    [InlineData("en", "Ledger accepted", "Whole: ")]
    public Task AnAuditor_FindsWhoFiled_OpensTheDetail_AndChecksTheChain(string language, string received, string whole) =>
        portal.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(DemoUsers.Auditor, returnUrl: "/admin/audit");
            await page.Locator(".bar select").First.SelectOptionAsync("FilingReceived");
            await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("action=FilingReceived"));
            var row = page.Locator(".audit tbody tr").First;
            await Assertions.Expect(row).ToContainTextAsync(received);
            await row.Locator("summary").ClickAsync();
            await Assertions.Expect(row.Locator("dl code")).ToBeVisibleAsync();

            await page.Locator(".audit-check button").ClickAsync();
            await Assertions.Expect(page.Locator("[data-verdict=sound]")).ToContainTextAsync(whole);
            Assert.Empty(await page.ScanAsync());

            await page.OpenAsync("/admin/audit?user=%27%20OR%20%271%27%3D%271");
            await Assertions.Expect(page.Locator(".audit tbody tr")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator(".empty")).ToHaveCountAsync(1);
        });

    [Fact]
    public Task TheExport_IsTheQuery_IsSafeInASpreadsheet_AndIsItselfRecorded() => portal.VisitAsync("en", async page =>
    {
        var log = portal.Portal.Services.GetRequiredService<AuditLog>();
        var formula = new Actor("=HYPERLINK(\"http://example.invalid\")", "", Role.Public, "");
        await log.AppendAsync(
            new() { Actor = formula, Action = AuditAction.SignInFailed, ObjectType = "UserAccount", ObjectId = "", JurisdictionCode = DemoPortal.League }, Cancellation);
        await page.SignInAsAsync(DemoUsers.Auditor, returnUrl: "/admin/audit");
        await page.OpenAsync("/admin/sign-ins?action=SignInFailed");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());

        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), Cancellation);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("Sign-in failed", text, StringComparison.Ordinal);
        Assert.Contains("HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ledger accepted", text, StringComparison.Ordinal);
        await page.OpenAsync("/admin/audit?action=AuditExported");
        await Assertions.Expect(page.Locator(".audit tbody tr").First).ToContainTextAsync(DemoUsers.Auditor);
    });

    [Fact]
    public Task WhoMayNotReadTheLog_GetsNoExport() => portal.VisitAsync("en", async _ =>
    {
        foreach (var user in new[] { DemoUsers.Enterprise, DemoUsers.Regulator, DemoUsers.Inspector })
        {
            using var signedIn = await SignedIn.AsAsync(user, portal.Portal.Address, Cancellation);
            foreach (var path in new[] { "/api/audit.csv", "/api/sign-ins.csv" })
            {
                using var answer = await signedIn.Client.GetAsync(path, Cancellation);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }
    });
}
