using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Campaigns;

/// <summary>A campaign from plan to draw as the bureau makes it, and as those see it who may only look.</summary>
[Trait("needs", "browser")]
public sealed class CampaignPageStoryTests(PortalInBrowser portal)
{
    [Theory]
    [InlineData("zh-CN", "保存并计数", "冻结抽样框", "从系统随机源取种子", "抽取")]
    [InlineData("en", "Save and count", "Freeze the frame", "Take a seed from the random source", "Draw")]
    public Task TheRegulator_PlansFreezesSeedsAndDraws(string language, string save, string freeze, string random, string draw) => portal.VisitAsync(language, async page =>
    {
        var name = $"台账回访 {language}";
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/spot-checks/new");
        await page.Locator("#c-name").FillAsync(name);
        await page.Keyboard.PressAsync("Enter");

        // Half-way left and found again: the campaign is kept from its first step on.
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
        await page.OpenAsync("/spot-checks?kind=LedgerCallback");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.Locator("#f-from").SelectOptionAsync("");
        await page.Locator("#f-to").SelectOptionAsync("");
        await page.Locator("#s-basis").SelectOptionAsync("Margin");
        await page.Locator("#s-margin").FillAsync("20");
        await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();

        // ±20 points and 95 %: 24.01 without the correction of a finite population; one stratum asks for no more. How many rows
        // there are depends on what other stories have filed.
        await Assertions.Expect(page.Locator(".formula")).ToContainTextAsync("→");
        var formula = System.Text.RegularExpressions.Regex.Match(await page.Locator(".formula").InnerTextAsync(), @"= (\d+) × 24\.01 / .* → (\d+)");
        var rows = int.Parse(formula.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var size = int.Parse(formula.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((int)Math.Ceiling(rows * 24.01 / (rows + 23.01)), size);
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.PictureAsync($"{language}.story-campaign-counted");
        Assert.Equal("", string.Join("\n", await page.ScanAsync()));
        await page.GetByRole(AriaRole.Button, new() { Name = freeze }).ClickAsync();
        await page.Locator(".confirm .button-danger").ClickAsync();

        await page.WaitForAddressAsync(new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.Locator(".hash")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9a-f]{64}$"));
        await page.Locator(".tabs a[href$='tab=draw']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = random }).ClickAsync();
        await page.PictureAsync($"{language}.story-campaign-seeded");
        await page.GetByRole(AriaRole.Button, new() { Name = draw, Exact = true }).ClickAsync();
        await page.Locator(".confirm .button-danger").ClickAsync();

        await Assertions.Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(size);
        await Assertions.Expect(page.Locator("a[href$='/draw-sheet.json']")).ToBeVisibleAsync();
        await page.PictureAsync($"{language}.story-campaign-drawn");
        Assert.Equal("", string.Join("\n", await page.ScanAsync()));
    });

    [Fact]
    public Task ADoubleClick_PlansOneCampaign() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/spot-checks/new");
        await page.Locator("#c-name").FillAsync("Clicked twice");
        await page.Locator("main form button[type=submit]").DblClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Clicked twice");

        await page.OpenAsync("/spot-checks?kind=LedgerCallback");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Clicked twice" })).ToHaveCountAsync(1);
    });

    /// <summary>Two clicks on the last question are one freezing; and what stands in the form unsaved is never frozen over.</summary>
    [Fact]
    public Task AnUnsavedChange_IsSavedBeforeFreezing_AndADoubleClickFreezesOnce() => portal.VisitAsync("en", async page =>
    {
        ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/spot-checks/new");
        await page.Locator("#c-name").FillAsync("Frozen twice");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Frozen twice");
        await page.Locator("#f-from").SelectOptionAsync("");
        await page.Locator("#f-to").SelectOptionAsync("");
        await Button("Save and count").ClickAsync();
        await Assertions.Expect(Button("Freeze the frame")).ToBeEnabledAsync();

        await page.Locator("#p-name").FillAsync("Frozen once");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Button("Freeze the frame")).ToBeDisabledAsync();
        await Button("Save and count").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Frozen once");
        await Button("Freeze the frame").ClickAsync();
        await page.Locator(".confirm .button-danger").DblClickAsync();

        await Assertions.Expect(page.Locator(".hash")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Frozen once");
        await page.Locator(".tabs a[href$='tab=history']").ClickAsync();
        await Assertions.Expect(page.Locator(".history")).ToContainTextAsync("Plan changed");
    });

    [Fact]
    public Task AnInspector_Looks_AndChangesNothing() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Inspector, returnUrl: $"/spot-checks/{DemoCampaigns.Frozen}?tab=draw");
        await Assertions.Expect(page.Locator("#seed")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main button")).ToHaveCountAsync(0);

        await page.OpenAsync($"/spot-checks/{DemoCampaigns.Planned}");
        await Assertions.Expect(page.Locator("main input")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task AnEnterprise_FindsNoMenuAndNoPage() => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Enterprise);
        await Assertions.Expect(page.Locator("a[href^='/spot-checks']")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task AQuestionnaire_IsChanged_AndSavedAsTheNextVersion() => portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/spot-checks/questionnaires/edit?code=survey&version=1");
        await page.Locator("#q-code").FillAsync("winter-survey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add an item" }).ClickAsync();
        await page.Locator("#i-code").FillAsync("warm-enough");
        await page.Locator("#i-zh").FillAsync("家里够暖和吗");
        await page.Locator("#i-en").FillAsync("Is it warm enough?");
        await page.Locator("#i-list").FillAsync("yes | 是 | Yes");
        await page.PictureAsync("en.story-questionnaire-item");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();

        // One choice is none: said at once, and nothing is saved until it is mended.
        await Assertions.Expect(page.Locator(".findings")).ToContainTextAsync("warm-enough");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit warm-enough" }).ClickAsync();
        await page.Locator("#i-list").FillAsync("yes | 是 | Yes\nno | 否 | No");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Assertions.Expect(page.Locator(".findings")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();

        await page.WaitForAddressAsync("/spot-checks/questionnaires/edit");
        await Assertions.Expect(page.Locator("[data-item='warm-enough']")).ToBeVisibleAsync();
        await page.OpenAsync("/spot-checks/questionnaires");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("winter-survey");
    });
}
