using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Schedules;

/// <summary>The bureau has a campaign come again, and ends that.</summary>
[Trait("needs", "browser")]
public sealed class SchedulePageStoryTests(PortalInBrowser portal)
{
    [Theory]
    [InlineData("zh-CN", "周期重复", "设置周期计划", "终止", "每月 10 日 至 20 日")]
    [InlineData("en", "Repeat", "Set the schedule", "End", "Every month, day 10 to 20")]
    public Task ACampaign_IsSetToRepeat_AndEnded(string language, string repeat, string save, string end, string when) => portal.VisitAsync(language, async page =>
    {
        await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: $"/spot-checks/{DemoCampaigns.Frozen}?tab=history");
        await page.GetByRole(AriaRole.Link, new() { Name = repeat, Exact = true }).ClickAsync();
        await page.Locator("#w-since").FillAsync("2099-01-01");
        await page.PictureAsync($"{language}.story-schedule-new");
        Assert.Equal("", string.Join("\n", await page.ScanAsync()));
        await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();

        await page.WaitForAddressAsync("/spot-checks/schedules");
        await Assertions.Expect(page.Locator("table.grid tbody tr").First).ToContainTextAsync(when);
        await page.PictureAsync($"{language}.story-schedules");
        await page.GetByRole(AriaRole.Button, new() { Name = end, Exact = true }).ClickAsync();
        await page.Locator(".confirm .button-danger").ClickAsync();
        await Assertions.Expect(page.Locator("table.grid .tag-good")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", await page.ScanAsync()));
    });
}
