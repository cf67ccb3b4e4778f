using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Workbooks;
using Portal.Tests.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Ledgers.Filings;

/// <summary>
/// A clerk files a ledger with an error, sees it, takes the marked workbook, mends it and files again. On a day of its own:
/// only the months of two years can be chosen.
/// </summary>
[Trait("needs", "browser")]
public sealed class FilingStoryTests(PortalInBrowser browser)
{
    [Theory]
    [InlineData("zh-CN", "2025-06", "未接收：1 行无效", "已接收：2025-06", "已标注")]
    [InlineData("en", "2025-07", "Not accepted: 1 rows", "Accepted: ledger 2025-07", "marked")]
    public async Task AFaultyLedger_IsMendedAndAccepted(string language, string month, string rejected, string accepted, string suffix)
    {
        await using var portal = await StartAsync();
        await browser.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(DemoUsers.Enterprise, address: portal.Address, returnUrl: "/filings/new");
            await SendAsync(page, month, Workbook(month, (LedgerField.Channel, "飞鸽")), "file");
            await Assertions.Expect(page.Locator("#result-title")).ToContainTextAsync(rejected);
            Assert.Empty(await page.ScanAsync());

            await page.Locator("[data-result] a.button-main").ClickAsync();
            await page.WaitUntilLiveAsync();
            var finding = page.Locator("table.issues tbody tr").First;
            await Assertions.Expect(finding).ToContainTextAsync("B3");
            await Assertions.Expect(finding).ToContainTextAsync("受理渠道");
            await Assertions.Expect(finding).ToContainTextAsync("飞鸽");

            var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href$='/marked']").ClickAsync());
            Assert.Contains(suffix, download.SuggestedFilename, StringComparison.Ordinal);
            using (var workbook = ZipFile.OpenRead(await download.PathAsync()))
            {
                Assert.Contains(workbook.Entries, entry => entry.FullName.Contains("comments", StringComparison.OrdinalIgnoreCase));
            }

            await page.Locator($".page-head a[href='/filings/new?p={month}']").ClickAsync();
            await page.WaitForAddressAsync("/filings/new");
            await Assertions.Expect(page.Locator("#period")).ToHaveValueAsync(month);
            await SendAsync(page, month, Workbook(month, (LedgerField.Channel, "来电")), "file");
            await Assertions.Expect(page.Locator("#result-title")).ToContainTextAsync(accepted);

            await page.Locator("[data-result] a.button-main").ClickAsync();
            await page.WaitUntilLiveAsync();
            await Assertions.Expect(page.Locator(".filing-head .verdict-met")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator(".versions li")).ToHaveCountAsync(2);
        });
    }

    [Fact]
    public async Task ACheckOnly_ShowsTheFindingsOnThePage_OnAPhoneToo()
    {
        await using var portal = await StartAsync();
        await browser.VisitAsync("en", async page =>
        {
            await page.SignInAsAsync(DemoUsers.Enterprise, address: portal.Address, returnUrl: "/filings/new");
            await SendAsync(page, "2025-08", Workbook("2025-08", (LedgerField.Channel, "飞鸽")), "check");

            await Assertions.Expect(page.Locator("#result-title")).ToContainTextAsync("would not be accepted");
            await Assertions.Expect(page.Locator("[data-result] table.issues tbody tr").First).ToContainTextAsync("飞鸽");
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
        }, width: 390, height: 844);
    }

    [Fact]
    public async Task AFileWithForeignHeaders_IsMappedOnce_AndFiledAgain()
    {
        await using var portal = await StartAsync();
        await browser.VisitAsync("en", page => MapAsync(page, portal));
    }

    private static async Task MapAsync(IPage page, RunningPortal portal)
    {
        await page.SignInAsAsync(DemoUsers.Enterprise, address: portal.Address, returnUrl: "/filings/new");
        await page.Locator("#period").SelectOptionAsync("2025-05");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "export.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(
                "Nr,Via,Wer,Fon,Wo,Was,Wann\nA-1,Telefon,Li,19900000001,Street 1,cold,03.05.2025 08:00\nA-2,Telefon,Wu,19900000002,Street 2,cold,04.05.2025 09:00\n"),
        });
        await page.Locator("[data-send=file]").ClickAsync();
        await page.Locator("[data-result] a[href$='/columns']").ClickAsync();
        await page.WaitUntilLiveAsync();

        foreach (var (header, field) in new[]
        {
            ("Nr", LedgerField.CaseNo), ("Via", LedgerField.Channel), ("Wer", LedgerField.ComplainantName), ("Fon", LedgerField.ComplainantPhone),
            ("Wo", LedgerField.Address), ("Was", LedgerField.Content), ("Wann", LedgerField.ReceivedAt),
        })
        {
            await page.GetByLabel($"Ledger field of “{header}”").SelectOptionAsync(field.ToString());
        }

        await page.GetByLabel("Value of 诉求类别 for every row").SelectOptionAsync("投诉");
        await page.GetByLabel("Value of 投诉类型 for every row").SelectOptionAsync("质量投诉");
        await page.GetByLabel("Value of 紧急程度 for every row").SelectOptionAsync("一般");
        await page.GetByLabel("What “Telefon” in 受理渠道 means").SelectOptionAsync("来电");
        await page.Locator("#pattern").FillAsync("dd.MM.yyyy HH:mm");
        await page.Locator("#name").FillAsync("export of the hotline");
        Assert.Empty(await page.ScanAsync());
        await page.Locator("button.button-main").ClickAsync();

        await Assertions.Expect(page.Locator(".filing-head .verdict-met")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".filled")).ToContainTextAsync("投诉类型 = 质量投诉");
        await Assertions.Expect(page.Locator("dl.facts")).ToContainTextAsync("export of the hotline");
    }

    private static Task<RunningPortal> StartAsync() => RunningPortal.StartAsync(
        DemoPortal.SeedAsync, builder => builder.Services.AddSingleton<TimeProvider>(new StillClock(new(2025, 12, 5, 1, 0, 0))));

    private static async Task SendAsync(IPage page, string month, byte[] workbook, string button)
    {
        await page.Locator("#period").SelectOptionAsync(month);
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = $"{month} 台账.xlsx",
            MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = workbook,
        });
        await page.Locator($"[data-send={button}]").ClickAsync();
    }

    /// <summary>Two good rows around one that is changed.</summary>
    private static byte[] Workbook(string month, params (LedgerField Field, string? Value)[] changes)
    {
        using var file = new MemoryStream();
        LedgerWorkbook.Write(file, [Sample.RowOf(month, month + "-1"), Sample.RowOf(month, month + "-2", changes), Sample.RowOf(month, month + "-3")]);
        return file.ToArray();
    }
}
