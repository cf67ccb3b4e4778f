using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Warnings;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers;

namespace Portal.Tests.Warnings;

/// <summary>A filing raises a warning, the authority takes note, the enterprise reports a false alarm, the authority decides.</summary>
[Trait("needs", "browser")]
public sealed class WarningStoryTests(PortalInBrowser portal)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "同一问题反复投诉", "企业报误报", "误报")]
    [InlineData("en", "Repeated complaint", "Disputed", "False alarm")]
    public async Task AFilingRaisesAWarning_WhichIsAnsweredFromBothSides(string language, string rule, string disputed, string settled)
    {
        // Without quiet hours: the story is told at any time of day.
        await using var own = await RunningPortal.StartAsync(
            DemoPortal.SeedAsync, builder => builder.Configuration["Warnings:QuietFrom"] = builder.Configuration["Warnings:QuietTo"] = "00:00");
        await FileAsync(own.Services);

        await portal.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: "/warnings?rule=RepeatedComplaint", address: own.Address);
            await Assertions.Expect(page.Locator(".bell-count")).ToHaveTextAsync("2");

            await Assertions.Expect(page.Locator("tr.unread")).ToHaveCountAsync(1);
            await page.Locator("tr.unread th a").ClickAsync();
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(rule);
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "YJ-001", Exact = true })).ToBeVisibleAsync();
            await page.Locator(".warning-answer button").First.ClickAsync();
            await Assertions.Expect(page.Locator(".warning-answer .note-good")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".warning-steps li")).ToHaveCountAsync(2);
            var address = page.Url;
            await page.SignOutAsync();

            await page.SignInAsAsync(DemoUsers.Enterprise, returnUrl: new Uri(address).PathAndQuery, address: own.Address);
            await page.Locator("#note").FillAsync("测试数据，不是真实诉求");
            await page.Locator(".warning-answer button").ClickAsync();
            await Assertions.Expect(page.Locator(".case-head .verdict").First).ToHaveTextAsync(disputed);
            await Assertions.Expect(page.Locator(".warning-answer button")).ToHaveCountAsync(0);
            await page.SignOutAsync();

            await page.SignInAsAsync(DemoUsers.Regulator, returnUrl: new Uri(address).PathAndQuery, address: own.Address);
            await page.Locator("#note").FillAsync("核实为测试数据");
            await page.Locator(".warning-answer button").Nth(1).ClickAsync();
            await Assertions.Expect(page.Locator(".case-head .verdict").First).ToHaveTextAsync(settled);
        });
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task TheLeaderChangesARule_WithAReason(string language)
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        await portal.VisitAsync(language, async page =>
        {
            await page.SignInAsAsync(DemoUsers.Leader, returnUrl: "/warnings/rules", address: own.Address);
            await page.Locator("#ManyHouseholds .card-head button").ClickAsync();
            await page.Locator("#households").FillAsync("1");
            await page.Locator("#reason").FillAsync("按本地小区规模调整");
            await page.Locator("#households").EvaluateAsync("input => input.form.noValidate = true");
            await page.Locator(".warning-rule-form button[type=submit]").ClickAsync();
            await Assertions.Expect(page.Locator(".note-warn")).ToBeVisibleAsync();

            await page.Locator("#households").FillAsync("6");
            await page.Locator(".warning-rule-form button[type=submit]").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("#ManyHouseholds .warning-parameters strong").First).ToHaveTextAsync("6");
            await Assertions.Expect(page.Locator("#ManyHouseholds")).ToContainTextAsync("按本地小区规模调整");
            await Assertions.Expect(page.Locator("#ManyHouseholds")).ToContainTextAsync("监管领导 Leader");
        });
    }

    /// <summary>Three complaints of one household, through the intake of the running portal: its own job does the rest.</summary>
    private static async Task FileAsync(IServiceProvider services)
    {
        var day = DateOnly.FromDateTime(LedgerIntake.LedgerNow(services.GetRequiredService<TimeProvider>())).AddDays(-2);
        var rows = Enumerable.Range(1, 3).Select(number => Sample.Row(
                FormattableString.Invariant($"YJ-{number:000}"), (LedgerField.Address, "1号楼101室"), (LedgerField.ComplainantPhone, "19900000101"))
            .Select(value => value?.Replace("2025-11-03", FormattableString.Invariant($"{day:yyyy-MM-dd}"), StringComparison.Ordinal)).ToArray());
        var report = await services.GetRequiredService<LedgerIntake>().ReceiveAsync(
            new()
            {
                Content = Sample.Csv([.. rows]),
                FileName = "台账.csv",
                EnterpriseCode = DemoPortal.EnterpriseCode,
                Period = new(day.Year, day.Month, 1),
                SubmittedBy = Sample.By(DemoUsers.Enterprise),
            },
            null,
            Cancellation);
        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);

        // The look runs behind the filing.
        var warnings = services.GetRequiredService<WarningStore>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await warnings.ReadCountsAsync(EnterpriseScope.Everything, patience.Token)).Sum(count => count.Warnings) < 2)
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }
    }
}
