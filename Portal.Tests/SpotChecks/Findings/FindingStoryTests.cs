using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.SpotChecks.Findings;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Findings;

/// <summary>A finding from the answer that contradicts the ledger to its points: an officer, the enterprise and a second officer.</summary>
[Trait("needs", "browser")]
public sealed class FindingStoryTests(PortalInBrowser portal)
{
    private const string Said = "台账记载已办结，用户称未修好";
    private const string Explanation = "当日已修复，次日管网再次失水";
    private const string Address = "/findings/4";

    [Theory]
    [InlineData("zh-CN", "由您提出", "暂不能认定", "待说明的抽检认定：2 件", "假办结")]
    [InlineData("en", "a second officer decides", "It cannot be confirmed yet", "Findings to explain: 2", "Falsely closed")]
    public async Task Proposed_Told_Explained_AndConfirmedByASecondOfficer(string language, string second, string early, string toExplain, string type)
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        await portal.VisitAsync(language, async page =>
        {
            Task SignInAsync(string user, string path) => page.SignInAsAsync(user, returnUrl: path, address: own.Address);
            var answer = page.Locator("section[aria-labelledby=answer]");
            var points = page.Locator(".case-head div:nth-child(7) dd");

            await SignInAsync(DemoUsers.Regulator, $"/tasks/{DemoFindings.Contradicted}");
            await page.Locator("a[href^='/findings/new']").ClickAsync();
            await page.Locator("#type").SelectOptionAsync(nameof(FindingType.FalselyClosed));
            await page.Locator("#statement").FillAsync(Said);
            await page.Locator(".finding-choice input").CheckAsync();
            Assert.Empty(await page.ScanAsync());
            await page.Locator("form .button-main").ClickAsync();
            await page.WaitForAddressAsync(Address);
            await Assertions.Expect(answer).ToBeVisibleAsync();
            await page.SignOutAsync();

            // The enterprise knows of nothing yet: the list has what it was told of before, the address leads nowhere.
            await SignInAsync(DemoUsers.Enterprise, "/findings");
            await Assertions.Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(2);
            await Assertions.Expect(page.Locator(".rail-count")).ToContainTextAsync("1");
            Assert.Equal(404, (await page.GotoAsync(own.Address + Address))!.Status);
            await page.SignOutAsync();

            // Told by the second officer, who cannot confirm at once; what cannot be done yet is said, and not offered.
            await SignInAsync(DemoUsers.Leader, Address);
            await Assertions.Expect(page.Locator(".finding-choice input")).Not.ToBeCheckedAsync();
            await page.Locator(".finding-choice input").CheckAsync();
            await page.PictureAsync($"{language}.story-finding-told");
            await answer.Locator(".button-main").ClickAsync();
            await answer.Locator(".confirm .button-danger").DblClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToBeVisibleAsync();
            await Assertions.Expect(answer).ToContainTextAsync(early);
            await Assertions.Expect(answer.Locator("button")).ToHaveCountAsync(1);
            await Assertions.Expect(answer.Locator(".button-main")).ToHaveCountAsync(0);
            await page.SignOutAsync();

            // The message reaches the enterprise on its home page, in the menu and under the bell.
            await SignInAsync(DemoUsers.Enterprise, "/home");
            await Assertions.Expect(page.Locator("#findings-head")).ToHaveTextAsync(toExplain);
            await Assertions.Expect(page.Locator(".rail-count")).ToContainTextAsync("2");
            Assert.Empty(await page.ScanAsync());
            await page.Locator($".desk-findings a[href='{Address}']").ClickAsync();
            await page.WaitForAddressAsync(Address);
            await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(type);
            await Assertions.Expect(page.Locator(".finding-files a")).ToHaveTextAsync("复查记录.csv");
            await page.Locator("#words").FillAsync("<b>");
            await answer.Locator(".button-main").ClickAsync();
            await Assertions.Expect(page.Locator(".note-warn")).ToBeVisibleAsync();
            await page.Locator("#words").FillAsync(Explanation);
            await answer.Locator(".button-main").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToBeVisibleAsync();
            await Assertions.Expect(answer).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator(".rail-count")).ToContainTextAsync("1");
            await page.SignOutAsync();

            // Who proposed it reads the explanation and is told why the decision is somebody else's.
            await SignInAsync(DemoUsers.Regulator, Address);
            await Assertions.Expect(page.Locator("#explanation + p")).ToHaveTextAsync(Explanation);
            await Assertions.Expect(answer).ToContainTextAsync(second);
            await Assertions.Expect(answer.Locator(".button-main")).ToHaveCountAsync(0);
            await page.SignOutAsync();

            await SignInAsync(DemoUsers.Leader, "/desk");
            await page.Locator($".desk-findings a[href='{Address}']").ClickAsync();
            await page.Locator("#words").FillAsync("企业未能提供修复记录");
            await answer.Locator(".button-main").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToBeVisibleAsync();
            await Assertions.Expect(points).ToHaveTextAsync("5.0");
            await page.SignOutAsync();

            await SignInAsync(DemoUsers.Enterprise, "/home");
            await page.Locator($".desk-findings a[href='{Address}']").ClickAsync();
            await Assertions.Expect(points).ToHaveTextAsync("5.0");
            await Assertions.Expect(page.Locator(".finding-steps")).ToContainTextAsync("企业未能提供修复记录");
            await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Leader");
            await page.PictureAsync($"{language}.story-finding-confirmed");
            Assert.Empty(await page.ScanAsync());

            // Read: it is news no longer.
            await page.OpenAsync(own.Address + "/home");
            await Assertions.Expect(page.Locator($".desk-findings a[href='{Address}']")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task TheEnterprise_OpensTheReleasedFile_AndOfTheOtherOnlyTheName() => await portal.VisitAsync("en", async page =>
    {
        await page.SignInAsAsync(DemoUsers.Enterprise, returnUrl: $"/findings/{DemoFindings.Told}");
        await Assertions.Expect(page.Locator(".finding-files li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".finding-files a")).ToHaveCountAsync(1);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".finding-files a").ClickAsync());
        Assert.Equal("入户测温单.csv", download.SuggestedFilename);
        Assert.Contains("15.5", await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    });
}
