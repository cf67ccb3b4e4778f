using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;
using Portal.Tests.SpotChecks.Evidence;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>The form of a task on a telephone, with and without a connection: nothing is lost, and nothing is entered twice.</summary>
[Trait("needs", "browser")]
public sealed class TaskFormStoryTests(PortalInBrowser portal)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "已保存，等待网络", "已提交：已接受访问，问题已解决")]
    [InlineData("en", "Kept, waiting for the connection", "Sent: Answered: solved")]
    public async Task WrittenWithoutAConnection_IsSentOnceWhenItIsBack(string language, string kept, string sent)
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            language,
            async (page, own) =>
            {
                await page.Context.SetOfflineAsync(true);
                await TaskForm.FillAsync(page, withPhoto: true);
                await Assertions.Expect(page.Locator("[data-outcome-note] h2")).ToHaveTextAsync(kept);
                Assert.Equal((0, 0), await TaskForm.CountAsync(own));

                await page.Context.SetOfflineAsync(false);
                await Assertions.Expect(page.Locator("[data-outcome-note] h2")).ToHaveTextAsync(sent);
                Assert.Equal((1, 1), await TaskForm.CountAsync(own));

                // What was sent is gone from the telephone; asking it to send again sends nothing.
                await page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");
                await page.GotoAsync($"{own.Address}/tasks/{DemoTasks.Untouched}");
                await Assertions.Expect(page.Locator(".task-answers")).ToContainTextAsync(TaskForm.Said);
                await Assertions.Expect(page.Locator(".task-evidence li")).ToHaveCountAsync(1);
                Assert.Equal(0, await TaskForm.KeptAsync(page));
                Assert.Equal((1, 1), await TaskForm.CountAsync(own));
            });
    }

    [Fact]
    public async Task ASessionThatEndsMeanwhile_KeepsTheWork_AndSendsItAfterSignIn()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, own) =>
            {
                await page.Context.SetOfflineAsync(true);
                await TaskForm.FillAsync(page);
                await TaskForm.ExecuteAsync(own, "UPDATE UserSession SET EndedAtUtc = '2025-01-01 00:00:00', EndReason = 'Idle' WHERE EndedAtUtc IS NULL");

                await page.Context.SetOfflineAsync(false);
                await Assertions.Expect(page.Locator("[data-box-state] a")).ToHaveAttributeAsync("href", $"/sign-in?returnUrl=%2Ftasks%2F{DemoTasks.Untouched}");
                Assert.Equal((0, 0), await TaskForm.CountAsync(own));

                await page.Locator("[data-box-state] a").ClickAsync();
                await page.FillSignInAsync(DemoUsers.Inspector, DemoUsers.Password);
                await Assertions.Expect(page.Locator("[data-outcome-note].note-good")).ToBeVisibleAsync();
                Assert.Equal((1, 0), await TaskForm.CountAsync(own));
            });
    }

    [Fact]
    public async Task SomebodyElseOnTheSameTelephone_ReadsAndSendsNothingOfIt()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, own) =>
            {
                await page.Context.SetOfflineAsync(true);
                await TaskForm.FillAsync(page);
                Assert.Equal(1, await TaskForm.KeptAsync(page));
                Assert.DoesNotContain("修好", await TaskForm.RawAsync(page), StringComparison.Ordinal);
                await page.Context.ClearCookiesAsync();
                await page.Context.SetOfflineAsync(false);

                await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/tasks", address: own.Address);
                await Assertions.Expect(page.Locator("[data-box-state]")).ToContainTextAsync("本设备上有其他账号尚未提交的内容");
                Assert.DoesNotContain("修好", await page.ContentAsync(), StringComparison.Ordinal);
                Assert.Equal((0, 0), await TaskForm.CountAsync(own));
                await page.Context.ClearCookiesAsync();

                await page.SignInAsAsync(DemoUsers.Inspector, returnUrl: "/tasks", address: own.Address);
                await Assertions.Expect(page.Locator("[data-box-list] li")).ToContainTextAsync("已提交");
                Assert.Equal((1, 0), await TaskForm.CountAsync(own));
            });
    }

    [Theory]
    [InlineData("zh-CN", "既不是照片", "像程序代码")]
    [InlineData("en", "Neither a photo", "program code")]
    public async Task BadInput_IsSaid_AndNothingIsLost(string language, string notAPhoto, string markup)
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            language,
            async (page, own) =>
            {
                await page.Locator("[data-go='2']").ClickAsync();
                await page.Locator("[data-forward]").ClickAsync();
                await Assertions.Expect(page.Locator("[data-step='2'] [data-wrong]")).ToBeInViewportAsync();

                await page.Locator("input[value=CompletedResolved]").CheckAsync();
                await page.Locator("[data-forward]").ClickAsync();
                await page.Locator("[data-forward]").ClickAsync();
                await Assertions.Expect(page.Locator("[data-item='received'] > [data-wrong]")).ToBeVisibleAsync();
                await TaskForm.AnswerAsync(page);
                await page.ReloadAsync();
                await Assertions.Expect(page.Locator("[data-item='solved'] input[value=yes]")).ToBeCheckedAsync();

                await page.Locator("[data-go='4']").ClickAsync();
                await page.Locator("[data-step='4'] [data-add]").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = "this is no photo"u8.ToArray() });
                await Assertions.Expect(page.Locator("[data-step='4'] [data-wrong]").First).ToContainTextAsync(notAPhoto);
                await page.Locator("[data-step='4'] [data-add]").SetInputFilesAsync(new FilePayload { Name = "cut.jpg", MimeType = "image/jpeg", Buffer = SampleFiles.Jpeg[..100] });
                await page.Locator("[data-note]").FillAsync("<script>alert(1)</script>");
                await page.Locator("[data-forward]").ClickAsync();

                // The server turns away the cut photo; without it, the script.
                await Assertions.Expect(page.Locator("[data-file-list] .wrong")).ToBeVisibleAsync();
                await page.Locator("[data-file-list] button").ClickAsync();
                await page.Locator("[data-forward]").ClickAsync();
                await Assertions.Expect(page.Locator("[data-step='4'] [data-wrong]").Last).ToContainTextAsync(markup);
                Assert.Equal((0, 0), await TaskForm.CountAsync(own));

                await page.Locator("[data-note]").FillAsync("5<6");
                await page.Locator("[data-forward]").ClickAsync();
                await Assertions.Expect(page.Locator("[data-outcome-note].note-good")).ToBeVisibleAsync();
                Assert.Equal((1, 0), await TaskForm.CountAsync(own));
            });
    }

    /// <summary>The outcome says solved, the answer says not: only the portal notices.</summary>
    [Fact]
    public async Task WhatThePortalRefuses_IsBroughtIntoSight_WithTheReason()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, own) =>
            {
                await page.Locator("[data-go='2']").ClickAsync();
                await page.Locator("input[value=CompletedResolved]").CheckAsync();
                await page.Locator("[data-go='3']").ClickAsync();
                await TaskForm.AnswerAsync(page, isSolved: false);
                await page.Locator("[data-go='4']").ClickAsync();
                await page.Locator("[data-forward]").ClickAsync();

                await Assertions.Expect(page.Locator("[data-item='solved'] > [data-wrong]")).ToBeInViewportAsync();
                Assert.Equal((0, 0), await TaskForm.CountAsync(own));
            });
    }

    [Fact]
    public async Task TheTelephoneNumber_IsShownForTheCall_AndRecorded()
    {
        await TaskForm.OnTelephoneAsync(
            portal,
            "zh-CN",
            async (page, own) =>
            {
                await page.Locator("[data-reveal=Phone]").ClickAsync();
                await Assertions.Expect(page.Locator("[data-contact=Phone] a")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex(@"^tel:1990000\d+$"));
                await page.Locator("[data-reveal=Address]").ClickAsync();
                await Assertions.Expect(page.Locator("[data-contact=Address] a")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^https://uri.amap.com/search\\?keyword=.*%E7%A4%BA%E4%BE%8B"));

                Assert.Equal(2, await TaskForm.ScalarAsync(own, "SELECT COUNT(*) FROM Disclosure WHERE UserName = 'inspector'"));
                Assert.DoesNotContain("示例街", await TaskForm.RawAsync(page), StringComparison.Ordinal);
            });
    }

    [Fact]
    public async Task TheSameSendingTwice_IsOneAndAnsweredAlike_AndWithoutATokenNone()
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, own.Address, Cancellation);
        var token = (await inspector.Client.GetFromJsonAsync<JsonElement>("/api/tasks/hello", Cancellation)).GetProperty("token").GetString()!;
        var form = JsonSerializer.Serialize(new { clientId = Guid.NewGuid(), at = TimeProvider.System.GetUtcNow(), disposition = "Refused", note = "不愿回答", answers = Array.Empty<object>() });

        var first = await PostAsync(inspector.Client, form, token);
        var second = await PostAsync(inspector.Client, form, token);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(first, second);
        Assert.Equal((1, 0), await TaskForm.CountAsync(own));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(inspector.Client, form, null)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(inspector.Client, "{\"disposition\":\"Nothing\"}", token)).Status);
        using var enterprise = await SignedIn.AsAsync(DemoUsers.Enterprise, own.Address, Cancellation);
        var other = (await enterprise.Client.GetFromJsonAsync<JsonElement>("/api/tasks/hello", Cancellation)).GetProperty("token").GetString()!;
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(enterprise.Client, form, other)).Status);
    }

    [Fact]
    public async Task Evidence_IsSavedAndNeverRun_AndALargeFileIsRefused()
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, own.Address, Cancellation);

        using var answer = await inspector.Client.GetAsync($"/evidence/{DemoTasks.Evidence}", Cancellation);

        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("客厅测温.jpg", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("Nokia", Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync(Cancellation)), StringComparison.Ordinal);
        Assert.Equal(1, await TaskForm.ScalarAsync(own, "SELECT COUNT(*) FROM AuditEntry WHERE Action = 'FileDownloaded' AND ObjectType = 'TaskEvidence'"));

        var token = (await inspector.Client.GetFromJsonAsync<JsonElement>("/api/tasks/hello", Cancellation)).GetProperty("token").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{DemoTasks.Untouched}/evidence?client={Guid.NewGuid()}&name=a.jpg") { Content = new ByteArrayContent(new byte[(20 << 20) + 1000]) };
        request.Headers.Add("RequestVerificationToken", token);
        using var refused = await inspector.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Equal((0, 0), await TaskForm.CountAsync(own));
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient client, string form, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{DemoTasks.Untouched}/attempts") { Content = new StringContent(form, Encoding.UTF8, "application/json") };
        if (token is not null)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }

        using var answer = await client.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
