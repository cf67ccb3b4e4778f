using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Access.FirstRun;
using Portal.Data.Access;
using Portal.Data.Access.SignIn;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.SignIn;

/// <summary>Signing in step by step, as people do: second factor, recovery codes, forced change, lock, first run.</summary>
[Trait("needs", "browser")]
public sealed class LocalSignInTests(PortalInBrowser browser)
{
    private const string Password = "correct horse battery";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task TheFirstVisitorWithTheCode_BecomesAdministrator_WithASecondFactor_AndSignsInWithIt(string language)
    {
        var clock = new StillClock(new(2026, 3, 4, 5, 6, 7));
        await using var portal = await StartAsync(clock, (_, _) => Task.CompletedTask, demo: false);
        var code = portal.Services.GetRequiredService<FirstAdministrator>().SetupCode;
        await browser.VisitAsync(language, async page =>
        {
            await page.GotoAsync(portal.Address + "/desk");
            Assert.EndsWith("/first-run", page.Url, StringComparison.Ordinal);
            await SpeakAsync(page, portal, language);
            Assert.Empty(await page.ScanAsync());
            await FillFirstRunAsync(page, "not-the-code");
            await Assertions.Expect(page.Locator("#wrong-code")).ToHaveCountAsync(1);
            await page.PictureAsync($"{language}.on-the-way-first-run");
            await FillFirstRunAsync(page, code);

            await page.WaitForAddressAsync("/sign-in/second-factor");
            Assert.Empty(await page.ScanAsync());
            await page.PictureAsync($"{language}.on-the-way-enrol");
            var secret = await page.Locator("[data-secret]").TextContentAsync();
            await page.Locator("#code").FillAsync("000000");
            await page.Locator("form button[type=submit]").ClickAsync();
            await Assertions.Expect(page.Locator("#wrong")).ToHaveCountAsync(1);
            await page.Locator("#code").FillAsync(Authenticator.CodeOf(secret!, clock));
            await page.Locator("form button[type=submit]").ClickAsync();
            await Assertions.Expect(page.Locator(".recovery-codes li")).ToHaveCountAsync(RecoveryCodes.Count);
            Assert.Empty(await page.ScanAsync());
            await page.PictureAsync($"{language}.on-the-way-codes");
            var recovery = await page.Locator(".recovery-codes li").First.InnerTextAsync();

            // The code that confirmed the app is used up; the next one signs in, once.
            clock.Advance(TimeSpan.FromSeconds(31));
            await StepOneAsync(page, portal);
            await page.WaitForAddressAsync("/sign-in/code");
            Assert.Empty(await page.ScanAsync());
            await page.PictureAsync($"{language}.on-the-way-code");
            var fresh = Authenticator.CodeOf(secret!, clock);
            await TypeCodeAsync(page, "000000");
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(1);
            await TypeCodeAsync(page, fresh);
            await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"));
            await page.GotoAsync(portal.Address + "/account");
            await Assertions.Expect(page.Locator(".sessions li")).ToHaveCountAsync(2);
            await page.PictureAsync($"{language}.on-the-way-account");

            await StepOneAsync(page, portal);
            await TypeCodeAsync(page, fresh);
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(1);
            await page.GotoAsync(portal.Address + "/sign-in/code?with=recovery");
            await TypeCodeAsync(page, recovery);
            await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"));

            await StepOneAsync(page, portal);
            await page.GotoAsync(portal.Address + "/sign-in/code?with=recovery");
            await TypeCodeAsync(page, recovery);
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(1);
        });
        using var late = new HttpClient();
        using var answer = await late.GetAsync(portal.Address + "/first-run", Cancellation);
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task APasswordSetBySomebodyElse_IsChangedFirst_AndThenCounts(string language)
    {
        var clock = new StillClock(new(2026, 3, 4, 5, 6, 7));
        await using var portal = await StartAsync(clock, (services, cancellation) => AddAsync(services, mustChange: true, cancellation));
        await browser.VisitAsync(language, async page =>
        {
            await SpeakAsync(page, portal, language);
            await StepOneAsync(page, portal, "officer");
            await page.WaitForAddressAsync("/sign-in/password");
            Assert.Empty(await page.ScanAsync());
            await page.PictureAsync($"{language}.on-the-way-change");
            await ChooseAsync(page, "1234567890");
            await Assertions.Expect(page.Locator("#fault")).ToHaveCountAsync(1);
            await ChooseAsync(page, "a sentence of my own");
            await page.WaitForAddressAsync("/desk");
        });
    }

    [Theory]
    [InlineData("officer")]
    [InlineData("nobody-of-that-name")]
    public async Task FiveFailures_LockANameWhetherItExistsOrNot_UntilTheTimeSaid(string name)
    {
        var clock = new StillClock(new(2026, 3, 4, 5, 6, 7));
        await using var portal = await StartAsync(clock, (services, cancellation) => AddAsync(services, mustChange: false, cancellation));
        await browser.VisitAsync("en", async page =>
        {
            await SpeakAsync(page, portal, "en");
            for (var failure = 1; failure <= 4; failure++)
            {
                await StepOneAsync(page, portal, name, "wrong");
                await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not belong together");
            }

            await StepOneAsync(page, portal, name, "wrong");
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("from 13:08");
            await StepOneAsync(page, portal, name);
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("from 13:08");

            clock.Advance(TimeSpan.FromMinutes(2));
            await StepOneAsync(page, portal, name);
            if (name == "officer")
            {
                await page.WaitForAddressAsync("/desk");
            }
            else
            {
                await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("from 13:14");
            }
        });
    }

    private static Task<RunningPortal> StartAsync(TimeProvider clock, Func<IServiceProvider, CancellationToken, Task> seed, bool demo = true) =>
        RunningPortal.StartAsync(seed, builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Portal:Demo"] = demo ? "true" : "false",
                ["SignIn:RequireSecondFactor"] = nameof(Role.Administrator),
            });
            builder.Services.AddSingleton(clock);
        });

    private static async Task AddAsync(IServiceProvider services, bool mustChange, CancellationToken cancellation)
    {
        await DemoPortal.SeedAsync(services, cancellation);
        await services.GetRequiredService<NewAccountStore>().AppendAsync(
            new() { Name = "officer", DisplayName = "officer", PasswordHash = Passwords.Hash("officer", Password), MustChangePassword = mustChange },
            new() { Role = Role.RegulatorOfficer, Scope = DemoPortal.League, GrantedBy = "test" },
            cancellation);
    }

    private static async Task SpeakAsync(IPage page, RunningPortal portal, string language)
    {
        var back = new Uri(page.Url == "about:blank" ? portal.Address + "/sign-in" : page.Url).PathAndQuery;
        await page.GotoAsync($"{portal.Address}/culture?c={language}&returnUrl={Uri.EscapeDataString(back)}");
    }

    private static async Task FillFirstRunAsync(IPage page, string code)
    {
        await page.Locator("#setup").FillAsync(code);
        await page.Locator("#name").FillAsync("chief");
        await ChooseAsync(page, Password);
    }

    private static async Task ChooseAsync(IPage page, string password)
    {
        await page.Locator("#next").FillAsync(password);
        await page.Locator("#again").FillAsync(password);
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    private static async Task StepOneAsync(IPage page, RunningPortal portal, string name = "chief", string password = Password)
    {
        await page.Context.ClearCookiesAsync(new() { Name = "portal" });
        await page.GotoAsync(portal.Address + "/sign-in");
        await page.FillSignInAsync(name, password);
    }

    private static async Task TypeCodeAsync(IPage page, string code)
    {
        await page.Locator("#code").FillAsync(code);
        await page.Locator("form button[type=submit]").ClickAsync();
    }
}
