using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>The task opens in a cellar: for whoever it was kept, and for nobody else who takes the telephone.</summary>
[Trait("needs", "browser")]
public sealed class OfflineTaskStoryTests(PortalInBrowser portal)
{
    [Theory]
    [InlineData("zh-CN", "没有网络：本页为")]
    [InlineData("en", "No connection: this page is as of")]
    public async Task APageKept_OpensWithoutAConnection_AndWhatIsWrittenIsSentOnce(string language, string told)
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            language,
            async (page, own) =>
            {
                await OpenListAsync(page, own);
                await page.Context.SetOfflineAsync(true);

                await page.GotoAsync($"{own.Address}/tasks");
                await Assertions.Expect(page.Locator("[data-box-state]")).ToContainTextAsync(told);
                await Assertions.Expect(page.Locator(".task-order button").First).ToBeDisabledAsync();
                await page.PictureAsync($"{language}.story-tasks-offline");
                await page.Locator($"a[href='/tasks/{DemoTasks.Untouched}']").ClickAsync();
                await Assertions.Expect(page.Locator("form[data-ready]")).ToBeVisibleAsync();
                await page.ReloadAsync();
                await Assertions.Expect(page.Locator("form[data-ready]")).ToBeVisibleAsync();
                await page.PictureAsync($"{language}.story-task-offline");
                await TaskForm.FillAsync(page, withPhoto: true);
                Assert.Equal((0, 0), await TaskForm.CountAsync(own));
                await page.ReloadAsync();
                await Assertions.Expect(page.Locator("[data-outcome-note].note-warn")).ToBeVisibleAsync();
                await page.PictureAsync($"{language}.story-task-queued");

                await page.Context.SetOfflineAsync(false);
                await Assertions.Expect(page.Locator("[data-outcome-note].note-good")).ToBeVisibleAsync();
                Assert.Equal((1, 1), await TaskForm.CountAsync(own));

                // What is settled is forgotten; the rest of the list still opens.
                await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-kept-at", new System.Text.RegularExpressions.Regex("."));
                await WaitUntilForgottenAsync(page, DemoTasks.Untouched);
                Assert.Contains($"/tasks/{DemoTasks.Tried}", await KeptPagesAsync(page));
                Assert.Equal((1, 1), await TaskForm.CountAsync(own));
            });
    }

    [Fact]
    public async Task WhoOpensOneTask_HasTheWholeListAhead()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, _) =>
            {
                await Assertions.Expect(page.Locator("html[data-ahead]")).ToHaveCountAsync(1);
                var kept = await KeptPagesAsync(page);
                Assert.Contains($"/tasks/{DemoTasks.Untouched}", kept);
                Assert.Contains($"/tasks/{DemoTasks.Tried}", kept);
                Assert.Contains("/tasks", kept);
            });
    }

    [Fact]
    public async Task AfterSigningOut_NothingIsServed_NorToSomebodyElse()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, own) =>
            {
                await OpenListAsync(page, own);
                await page.Locator("details.who summary").ClickAsync();
                await page.Locator("form[action='/sign-out'] button").ClickAsync();
                await Assertions.Expect(page.Locator("#name")).ToBeVisibleAsync();
                Assert.Empty(await KeptPagesAsync(page));
                await AssertClosedAsync(page, own);

                await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/tasks", address: own.Address);
                await Assertions.Expect(page.Locator("html[data-ahead]")).ToHaveCountAsync(1);
                await AssertClosedAsync(page, own);
            });
    }

    [Fact]
    public async Task AnotherAccountWithoutSigningOut_IsServedNothing()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, own) =>
            {
                await OpenListAsync(page, own);
                Assert.NotEmpty(await KeptPagesAsync(page));
                await page.Context.ClearCookiesAsync();

                await page.SignInAsAsync(DemoUsers.Enterprise, address: own.Address);

                Assert.Empty(await KeptPagesAsync(page));
                await AssertClosedAsync(page, own);
            });
    }

    [Fact]
    public async Task ATaskTakenAway_IsForgottenWithTheNextLookAtTheList()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, own) =>
            {
                await OpenListAsync(page, own);
                await TaskForm.ExecuteAsync(own, $"UPDATE SpotTask SET InspectorId = NULL WHERE Id = {DemoTasks.Untouched}");

                await OpenListAsync(page, own);

                await WaitUntilForgottenAsync(page, DemoTasks.Untouched);
                await AssertClosedAsync(page, own);
            });
    }

    [Fact]
    public async Task WhatWasRevealed_IsNotKept_AndAPageForTheBureauNeither()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, own) =>
            {
                await OpenListAsync(page, own);
                await page.GotoAsync($"{own.Address}/tasks/{DemoTasks.Untouched}");
                await page.Locator("[data-reveal=Address]").ClickAsync();
                await Assertions.Expect(page.Locator("[data-contact=Address] a")).ToBeVisibleAsync();
                var address = await page.Locator("[data-contact=Address] [data-shown]").InnerTextAsync();
                await page.Context.SetOfflineAsync(true);
                await page.ReloadAsync();
                await Assertions.Expect(page.Locator("[data-reveal=Address]")).ToBeVisibleAsync();
                Assert.DoesNotContain(address, await page.ContentAsync(), StringComparison.Ordinal);
                await page.Context.SetOfflineAsync(false);

                await page.GotoAsync($"{own.Address}/tasks/{DemoTasks.Settled}");
                Assert.DoesNotContain($"/tasks/{DemoTasks.Settled}", await KeptPagesAsync(page));
            });
    }

    [Theory]
    [InlineData("zh-CN", "有 1 份表单已填写、尚未提交。")]
    [InlineData("en", "Begun and not sent: 1.")]
    public async Task SigningOutWithUnsentWork_SaysSoBefore(string language, string begun)
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            language,
            async (page, own) =>
            {
                await page.Locator("[data-forward]").ClickAsync();
                await page.Locator("input[value=Refused]").CheckAsync();
                await page.Locator("[data-forward]").ClickAsync();
                await Assertions.Expect(page.Locator("form[data-task]:not([data-saving])")).ToBeVisibleAsync();

                await page.Locator("details.who summary").ClickAsync();
                await page.Locator("form[action='/sign-out'] button").ClickAsync();
                await Assertions.Expect(page.Locator("dialog[data-unsent] [data-begun]")).ToHaveTextAsync(begun);
                await Assertions.Expect(page.Locator("dialog[data-unsent] [data-waiting]")).ToBeHiddenAsync();
                await page.PictureAsync($"{language}.story-task-unsent");
                Assert.Equal("", string.Join("\n", await page.ScanAsync()));
                await page.Locator("dialog[data-unsent] [data-stay]").ClickAsync();
                await Assertions.Expect(page.Locator("form[data-task]")).ToBeVisibleAsync();

                await page.Locator("form[action='/sign-out'] button").ClickAsync();
                await page.Locator("dialog[data-unsent] [data-leave]").ClickAsync();
                await Assertions.Expect(page.Locator("#name")).ToBeVisibleAsync();

                await page.FillSignInAsync(DemoUsers.Inspector, DemoUsers.Password);
                await page.GotoAsync($"{own.Address}/tasks/{DemoTasks.Untouched}");
                await Assertions.Expect(page.Locator("input[value=Refused]")).ToBeCheckedAsync();
            });
    }

    /// <summary>The list, with all of its tasks fetched ahead.</summary>
    private static async Task OpenListAsync(IPage page, RunningPortal own)
    {
        await page.GotoAsync($"{own.Address}/tasks");
        await Assertions.Expect(page.Locator("html[data-ahead]")).ToHaveCountAsync(1);
    }

    private static async Task AssertClosedAsync(IPage page, RunningPortal own)
    {
        await page.Context.SetOfflineAsync(true);
        await Assert.ThrowsAsync<PlaywrightException>(() => page.GotoAsync($"{own.Address}/tasks/{DemoTasks.Untouched}"));
        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync($"{own.Address}/sign-in");
    }

    private static async Task WaitUntilForgottenAsync(IPage page, long task) =>
        await page.WaitForFunctionAsync($"() => {KeptPaths}.then(paths => !paths.includes('/tasks/{task}'))");

    private static Task<string[]> KeptPagesAsync(IPage page) => page.EvaluateAsync<string[]>($"() => {KeptPaths}");

    private const string KeptPaths = """
        caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(cache => cache.keys()))))
            .then(lists => lists.flat().map(request => new URL(request.url).pathname).filter(path => path.startsWith('/tasks')))
        """;
}
