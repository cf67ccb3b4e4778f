using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.TimeLimits;
using Portal.Tests.Browser;

namespace Portal.Tests.TimeLimits.Rules;

/// <summary>Writing rules and calendars in the browser: nothing typed is lost without a word, and no text of an address is shown as the portal's.</summary>
[Trait("needs", "browser")]
public sealed class RuleEditStoryTests(PortalInBrowser portal)
{
    private static readonly string s_draft = $"/rules/versions/{DemoPortal.DraftVersion}";

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task LeavingAnEditor_AsksBeforeWhatWasTypedIsLost(string language) => portal.VisitAsync(language, async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: s_draft);
        await page.OpenAsync(s_draft);
        await page.Locator("tr[data-rule] .button").First.ClickAsync();
        await page.Locator("#f-amount").FillAsync("77");
        await page.Locator("nav[aria-label] a[href='/rules/versions'], .crumbs a[href='/rules/versions']").First.ClickAsync();
        await Assertions.Expect(page.Locator(".leave")).ToBeVisibleAsync();

        await page.Locator(".leave .button-main").ClickAsync();
        await Assertions.Expect(page.Locator(".leave")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#f-amount")).ToHaveValueAsync("77");

        await page.Locator("nav[aria-label] a[href='/rules/versions'], .crumbs a[href='/rules/versions']").First.ClickAsync();
        await page.Locator(".leave .button-danger").ClickAsync();
        await page.WaitForURLAsync("**/rules/versions");
    });

    [Fact]
    public Task AFaultyFile_IsRefusedWithAllItsFaultsInChinese_AndAGreatOneIsShownByPages() => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: s_draft);
        await page.OpenAsync(s_draft);
        await ImportAsync(page, set =>
        {
            set["rules"]![0]!["amount"] = -5;
            set["rules"]![1]!["appliesWhen"] = new JsonObject { ["sectors"] = new JsonArray() };
        });
        await Assertions.Expect(page.Locator("[data-problems] li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("[data-problems]")).ToContainTextAsync("须为至少有一项的文字列表");

        await ImportAsync(page, set =>
        {
            var rule = set["rules"]![0]!;
            set["rules"] = new JsonArray([.. Enumerable.Range(0, 1500).Select(number =>
            {
                var copy = rule.DeepClone();
                copy["id"] = $"L-{number}";
                copy["appliesWhen"] = new JsonObject { ["subTypes"] = new JsonArray($"类型{number}") };
                return (JsonNode)copy;
            })]);
        });
        await Assertions.Expect(page.Locator("tr[data-rule]")).ToHaveCountAsync(50);
        await Assertions.Expect(page.Locator("section[aria-labelledby=rules]")).ToContainTextAsync("共 1,500 条规则");
        await Assertions.Expect(page.Locator("[data-problems]")).ToHaveCountAsync(0);
    });

    [Theory]
    [InlineData("zh-CN", "“2026-01-01/2026-01-03”属于 2026 年，不属于 2030 年", "请填写 2000 至 2099 之间的整数。")]
    [InlineData("en", "\"2026-01-01/2026-01-03\" lies in 2026, not in 2030", "A whole number from 2000 to 2099.")]
    public Task ACalendarAndASeason_AreRefusedWithTheReason_AndTheCalendarOfTheKeeperIsLoaded(string language, string fault, string yearFault) => portal.VisitAsync(language, async page =>
    {
        await page.SignInAsAsync(DemoUsers.Leader, returnUrl: "/rules/calendars");
        await page.OpenAsync("/rules/calendars");
        await page.Locator("#calendar-file").SetInputFilesAsync(File("2030.json", """{ "years": [ { "year": 2030, "off": { "元旦": ["2026-01-01/2026-01-03"] } } ] }"""));
        await Assertions.Expect(page.Locator("[data-faults]")).ToContainTextAsync(fault);

        await page.Locator("#calendar-file").SetInputFilesAsync(File("2030.json", """{ "years": [ { "year": 2030, "source": "test", "off": { "元旦": ["2030-01-01"] } } ] }"""));
        await Assertions.Expect(page.Locator(".note-good[role=status]")).ToContainTextAsync("2030");
        await Assertions.Expect(page.Locator("[data-faults]")).ToHaveCountAsync(0);

        await page.Locator("#s-year").FillAsync("-5");
        await page.Locator("#s-to").FocusAsync();
        await Assertions.Expect(page.Locator("#s-year-wrong")).ToHaveTextAsync(yearFault);
        await page.Locator("#s-year").FillAsync("2027");
        await page.Locator("#s-from").FillAsync("2027-12-30");
        await page.Locator("#s-to").FillAsync("2028-01-02");
        await page.Locator("#s-year").FocusAsync();
        await Assertions.Expect(page.Locator("[data-season-fault]")).ToContainTextAsync("30");
    });

    [Fact]
    public Task MonthsInTheWrongOrder_AreSaidBeforeAnythingIsTried() => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Leader, returnUrl: "/rejudgings");
        await page.OpenAsync("/rejudgings");
        await page.Locator("#r-from").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await page.Locator("#r-to").SelectOptionAsync(new SelectOptionValue { Index = 3 });
        await Assertions.Expect(page.Locator("[data-misfit]")).ToContainTextAsync("月份顺序不对");
    });

    private static async Task ImportAsync(IPage page, Action<JsonNode> change)
    {
        var set = JsonNode.Parse(RuleSetText.Write(RuleSets.Shipped.Single(one => one.Code == "S0")))!;
        change(set);
        await page.Locator("#import").SetInputFilesAsync(File("s0.json", set.ToJsonString()));
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(text) };
}
