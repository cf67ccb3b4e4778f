using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Tasks;
using Portal.Tests.Browser;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>The bureau deals a drawn campaign, gives a task to somebody else and closes the field work; an enterprise sees nothing of it before.</summary>
[Trait("needs", "browser")]
public sealed class CampaignTasksStoryTests(PortalInBrowser portal)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "已分派 7 项任务。", "第 1 号任务已改派。", "现场工作已结束。")]
    [InlineData("en", "7 tasks are dealt.", "Task 1 has changed hands.", "The field work is closed.")]
    public async Task DealtReassignedAndClosed(string language, string dealt, string reassigned, string closed)
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        await portal.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: $"/spot-checks/{DemoCampaigns.Drawn}?tab=tasks", address: own.Address);
            await page.Locator(".field-acts .button-main").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToHaveTextAsync(dealt);
            Assert.Empty(await page.ScanAsync());

            await page.Locator("td.row-action button").First.ClickAsync();
            await page.Locator(".reveal-form select").SelectOptionAsync(new SelectOptionValue { Value = DemoPortal.RegulatorId.ToString(System.Globalization.CultureInfo.InvariantCulture) });
            await page.Locator(".reveal-form input[maxlength]").FillAsync("人手不够");
            await page.Locator(".reveal-form button[type=submit]").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToHaveTextAsync(reassigned);
            await Assertions.Expect(page.Locator("section[aria-labelledby=inspectors-title] tbody tr")).ToHaveCountAsync(2);

            await page.Locator("#close-reason").FillAsync("期限已到");
            await page.Locator(".field-acts > button, .field-acts .button:not(.button-main)").Last.ClickAsync();
            await page.Locator(".button-danger").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToHaveTextAsync(closed);
        });
        var progress = await own.Services.GetRequiredService<FieldWork>().ReadProgressAsync(
            new(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, DemoPortal.League), DemoCampaigns.Drawn, Cancellation);
        Assert.Equal((7, 0, 7), (progress!.Drawn, progress.Pending, progress.Out));
    }

    [Fact]
    public async Task AnEnterprise_FindsNoTask_NoEvidence_AndNoDate()
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        using var enterprise = await SignedIn.AsAsync(DemoUsers.Enterprise, own.Address, Cancellation);

        foreach (var path in new[] { "/tasks", $"/tasks/{DemoTasks.Settled}", $"/evidence/{DemoTasks.Evidence}", $"/spot-checks/{DemoTasks.Campaign}?tab=tasks" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await enterprise.Client.SendAsync(request, Cancellation);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }

        var handler = new Actor(DemoUsers.Enterprise, DemoUsers.Enterprise, Role.EnterpriseHandler, DemoPortal.EnterpriseCode);
        Assert.Equal(0, (await own.Services.GetRequiredService<TaskStore>().ReadPageAsync(handler, new(), new(0, 10), Cancellation)).Total);
        Assert.Equal(0, (await own.Services.GetRequiredService<CampaignStore>().ReadPageAsync(new(), handler, new(0, 10), Cancellation)).Total);
    }

    [Theory]
    [InlineData("zh-CN", 390)]
    [InlineData("en", 390)]
    [InlineData("zh-CN", 1440)]
    public async Task EveryStepOfTheForm_IsAccessible_AndStaysOnThePage(string language, int width) => await portal.VisitAsync(
        language,
        async page =>
        {
            await page.SignInAsAsync(DemoUsers.Inspector, returnUrl: $"/tasks/{DemoTasks.Tried}");
            await Assertions.Expect(page.Locator("form[data-ready]")).ToBeVisibleAsync();
            for (var step = 1; step <= 4; step++)
            {
                await page.Locator($"[data-go='{step}']").ClickAsync();
                if (step == 2)
                {
                    await page.Locator("input[value=CompletedPartly]").CheckAsync();
                }

                // What lies half under the head of the page is not what is tested.
                await page.EvaluateAsync("() => scrollTo(0, 0)");
                var issues = await page.ScanAsync();
                Assert.True(issues.Count == 0, $"Step {step}: {string.Join('\n', issues)}");
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"Step {step} sticks out.");
                Assert.Empty(await page.EvaluateAsync<string[]>(
                    "() => [...document.querySelectorAll('.task-form :is(button, .pick, .button, summary)')].filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML.slice(0, 80))"));
            }
        },
        width,
        844);
}
