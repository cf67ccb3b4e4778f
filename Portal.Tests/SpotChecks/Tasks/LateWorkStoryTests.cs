using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Tasks;
using Portal.Tests.Browser;
using Portal.Tests.SpotChecks.Evidence;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>An inspector sends after the task was taken back; the bureau counts it, and looks where the photo was taken.</summary>
[Trait("needs", "browser")]
public sealed class LateWorkStoryTests(PortalInBrowser portal)
{
    private static readonly string s_page = FormattableString.Invariant($"/tasks/{DemoTasks.Untouched}");

    [Theory]
    [InlineData("zh-CN", "已计入，作为本任务的结果。", "北纬 40.500000，东经 110.250000")]
    [InlineData("en", "It counts now", "40.500000 north, 110.250000 east")]
    public async Task WhatWasKept_IsCounted_AndThePlaceOfItsPhotoShown(string language, string counted, string place)
    {
        await using var own = await RunningPortal.StartAsync(SeedAsync);
        await portal.VisitAsync(
            language,
            async page =>
            {
                await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: s_page, address: own.Address);
                await page.Locator(".task-count summary").ClickAsync();
                await page.PictureAsync($"{language}.story-task-kept");
                await page.Locator(".task-count input[name=reason]").FillAsync("收回前已完成");
                await page.Locator(".task-count button").ClickAsync();
                await Assertions.Expect(page.Locator("p[role=status].note-good")).ToContainTextAsync(counted);
                await Assertions.Expect(page.Locator(".task-count")).ToHaveCountAsync(0);

                await page.Locator(".task-evidence form button").ClickAsync();
                await Assertions.Expect(page.Locator("[data-position]")).ToContainTextAsync(place);
                await page.PictureAsync($"{language}.story-task-counted");
                Assert.Equal("", string.Join("\n", await page.ScanAsync()));

                // Neither is there when the page is opened anew.
                await page.GotoAsync(own.Address + s_page);
                await Assertions.Expect(page.Locator("[data-position]")).ToHaveCountAsync(0);
            });
    }

    private static async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await DemoPortal.SeedAsync(services, cancellation);
        var officer = new Actor(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, DemoPortal.League) { UserId = DemoPortal.RegulatorId };
        var inspector = new Actor(DemoUsers.Inspector, "检查员 Inspector", Role.Inspector, DemoPortal.League) { UserId = await DemoTasks.IdOfAsync(services, DemoUsers.Inspector, cancellation) };
        Assert.Equal(ReassignAnswer.Done, (await services.GetRequiredService<TaskDealing>().ReassignAsync(officer, DemoTasks.Untouched, null, "人员调整", cancellation)).Answer);
        var photo = SampleFiles.With(SampleFiles.Jpeg, SampleFiles.ExifSegment());
        await services.GetRequiredService<EvidenceIntake>().ReceiveAsync(inspector, DemoTasks.Untouched, new(Guid.NewGuid(), null, "客厅.jpg", photo), cancellation);
        var sent = await services.GetRequiredService<TaskIntake>().ReceiveAsync(inspector, DemoTasks.Untouched, DemoTasks.Answered(Disposition.CompletedPartly, "partly", "修过一次"), cancellation);
        Assert.Equal(AttemptStanding.NoLongerTheirs, sent.Standing);
        Assert.Equal(ClosingAnswer.Closed, await services.GetRequiredService<FieldWork>().CloseAsync(officer, DemoTasks.Campaign, "期限已到", cancellation));
    }
}
