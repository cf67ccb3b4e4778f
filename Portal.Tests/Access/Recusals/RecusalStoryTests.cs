using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.Recusals;

/// <summary>Declaring an interest, granting a permit and naming a supervisor, as people do it.</summary>
[Trait("needs", "browser")]
public sealed class RecusalStoryTests(PortalInBrowser browser)
{
    [Fact]
    public Task AnEnterpriseTypedFast_KeepsEveryLetter_AndIsFound() => browser.VisitAsync("en", async page =>
    {
        const string typed = "Demonstration Heating Company of the Western Banner and its Surroundings";
        await page.SignInAsAsync(DemoUsers.Inspector, returnUrl: "/interests");
        var field = page.Locator("#enterprise");
        for (var time = 0; time < 3; time++)
        {
            await field.FillAsync("");
            await field.PressSequentiallyAsync(typed);
            await Assertions.Expect(field).ToHaveValueAsync(typed);
        }

        await field.FillAsync("");
        await field.PressSequentiallyAsync("Demonstration Heat");
        await Assertions.Expect(page.Locator("#enterprises option")).ToHaveCountAsync(1);
        await Assertions.Expect(field).ToHaveValueAsync("Demonstration Heat");
    });

    [Fact]
    public Task MonthsOfAPermit_AreChosen_AndStayInOrder() => browser.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Leader, returnUrl: "/admin/permits");
        var last = await page.Locator("#to").InputValueAsync();
        var later = await page.Locator("#from option").First.GetAttributeAsync("value");

        Assert.Equal(last, await page.Locator("#from").InputValueAsync());
        await page.Locator("#from").SelectOptionAsync(later!);
        await Assertions.Expect(page.Locator("#to")).ToHaveValueAsync(later!);
        await Assertions.Expect(page.Locator("#to option")).ToHaveCountAsync(1);
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task ASupervisor_IsNamedFromTheList_AndTheEnterpriseReadsWho(string language) => browser.VisitAsync(language, async page =>
    {
        await page.SignInAsAsync(DemoUsers.Leader, returnUrl: "/supervisors");
        var row = page.Locator($"tr[data-enterprise='{DemoPortal.EnterpriseCode}']");
        await row.Locator(".supervised button").First.ClickAsync();
        await row.Locator(".candidate button:not([disabled])").Filter(new() { HasText = "Leader" }).ClickAsync();
        await Assertions.Expect(row.Locator("strong")).ToContainTextAsync("Leader");
        Assert.Empty(await page.ScanAsync());
        await page.SignOutAsync();

        await page.SignInAsAsync(DemoUsers.Enterprise, returnUrl: "/supervisors");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr strong")).ToContainTextAsync("Leader");
        await Assertions.Expect(page.Locator("tbody button")).ToHaveCountAsync(0);
    });
}
