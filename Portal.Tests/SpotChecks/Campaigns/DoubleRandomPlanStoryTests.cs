using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Registry;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Campaigns;

/// <summary>A double-random check is planned: two inspectors by default, and one enterprise found among many of the area.</summary>
[Trait("needs", "browser")]
public sealed class DoubleRandomPlanStoryTests(PortalInBrowser portal)
{
    private const int Many = 60;

    [Theory]
    [InlineData("zh-CN", "保存并计数", "没有这家企业", "共 6")]
    [InlineData("en", "Save and count", "No enterprise of this area", "6")]
    public async Task TheEnterprise_IsLookedFor_AmongThoseOfTheAreaOnly(string language, string save, string unknown, string some)
    {
        await using var own = await RunningPortal.StartAsync(SeedAsync);
        await portal.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/spot-checks/new", address: own.Address);
            await page.Locator("input[name=kind][value=DoubleRandom]").CheckAsync();
            await page.Locator("#c-name").FillAsync("双随机");
            await page.Locator("#c-matter").FillAsync("热线值守");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("#s-inspectors")).ToHaveValueAsync("2");
            await Assertions.Expect(page.Locator("#f-enterprise-hint")).ToContainTextAsync(some);

            // What lies elsewhere is not offered, and what is no enterprise does not mean all of them.
            await page.Locator("#f-enterprise").FillAsync("别处企业");
            await Assertions.Expect(page.Locator("#f-enterprise-hint")).ToContainTextAsync(unknown);
            await Assertions.Expect(page.Locator("#f-enterprises option")).ToHaveCountAsync(0);
            await page.Locator("#f-enterprise").FillAsync("众多企业 7");
            await Assertions.Expect(page.Locator("#f-enterprises option")).ToHaveCountAsync(1);
            await page.PictureAsync($"{language}.story-double-random-plan");
            await page.Locator("#f-enterprise").FillAsync(CodeOf(7));
            await Assertions.Expect(page.Locator("#f-enterprise-hint")).ToHaveTextAsync(language == "en" ? "Many 7" : "众多企业 7");

            await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();
            await Assertions.Expect(page.Locator("#counted")).ToContainTextAsync("1");
            await Assertions.Expect(page.Locator("#f-enterprise")).ToHaveValueAsync(CodeOf(7));
            await page.PictureAsync($"{language}.story-double-random-counted");
            Assert.Equal("", string.Join("\n", await page.ScanAsync()));
        });
    }

    private static async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await DemoPortal.SeedAsync(services, cancellation);
        await services.GetRequiredService<JurisdictionStore>().AppendAsync(
            [new() { Code = "152600", Name = "邻盟", NameEn = "Neighbouring League", Level = JurisdictionLevel.City }], cancellation);
        var near = Enumerable.Range(1, Many).Select(number => EnterpriseOf(number, DemoPortal.League, FormattableString.Invariant($"众多企业 {number}"), FormattableString.Invariant($"Many {number}")));
        await services.GetRequiredService<EnterpriseStore>().AppendAsync([.. near, EnterpriseOf(Many + 1, "152600", "别处企业", "Elsewhere")], cancellation);
    }

    private static Enterprise EnterpriseOf(int number, string jurisdiction, string name, string nameEn) =>
        new() { Code = CodeOf(number), Name = name, NameEn = nameEn, JurisdictionCode = jurisdiction, Sectors = [Sector.Heat] };

    private static string CodeOf(int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"91152500{number:000000000}");
        return body + CreditCode.CheckCharacter(body);
    }
}
