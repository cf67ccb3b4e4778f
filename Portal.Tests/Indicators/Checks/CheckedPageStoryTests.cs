using ExcelDataReader;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Indicators.Checks;

/// <summary>抽检一致率 on its way from the figure to the facts: the authority to the answers, the enterprise to its own part.</summary>
[Trait("needs", "browser")]
public sealed class CheckedPageStoryTests(PortalInBrowser portal)
{
    private const string Address = "/indicators/checks?p=2025-11";

    [Theory]
    [InlineData("zh-CN", "一致率（一致 / 可比对）")]
    [InlineData("en", "Agreement (confirmed / compared)")]
    public Task TheAuthority_OpensExactlyTheFactsOfTheFigure_AndTheWorkbookSaysTheSame(string language, string head) => portal.VisitAsync(language, async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: Address);
        await Assertions.Expect(page.Locator("thead")).ToContainTextAsync(head);
        var figure = await page.Locator("tbody td.number").First.InnerTextAsync();
        var (confirmed, compared) = Parts(figure);
        Assert.Equal(figure, await page.Locator("tfoot td.number").First.InnerTextAsync());

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href^='/api/indicators/checks.xlsx']").ClickAsync());
        await using (var file = File.OpenRead((await download.PathAsync())!))
        {
            using var reader = ExcelReaderFactory.CreateReader(file);
            Assert.True(reader.Read() && reader.Read());
            Assert.Equal((confirmed, compared), ((int)reader.GetDouble(4), (int)reader.GetDouble(5)));
        }

        await page.Locator("tbody th a").ClickAsync();
        await page.WaitForAddressAsync($"/spot-checks/{DemoFindings.Campaign}/results");
        await Assertions.Expect(page.Locator("#tasks-title")).ToContainTextAsync(compared.ToString(System.Globalization.CultureInfo.InvariantCulture));
    });

    [Fact]
    public Task TheEnterprise_ReadsTheSameFigure_AndIsLedToItsOwnPart() => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Enterprise, returnUrl: Address);
        var figure = await page.Locator("tbody td.number").First.InnerTextAsync();
        await page.Locator("tbody th a").ClickAsync();
        await page.WaitForAddressAsync("/findings/published");
        await Assertions.Expect(page.Locator("section.card", new() { HasText = DemoFindings.Name })).ToContainTextAsync(figure);
    });

    [Fact]
    public Task AMonthWithoutPublishedChecks_SaysSo_AndAMonthThatIsNoneIsNamed() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/indicators/checks?p=2025-03");
        await Assertions.Expect(page.Locator(".empty")).ToContainTextAsync("2025-03-01");

        await page.OpenAsync("/indicators/checks?p=March");
        await Assertions.Expect(page.Locator("[data-not-understood]")).ToContainTextAsync("the month");
    });

    private static (int Confirmed, int Compared) Parts(string figure)
    {
        var parts = figure[(figure.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(" / ");
        return (int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
