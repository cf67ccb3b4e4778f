using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.SpotChecks.Findings;
using Portal.Tests.Browser;
using Portal.Tests.SpotChecks.Tasks;

namespace Portal.Tests.SpotChecks.Campaigns;

/// <summary>
/// One callback campaign from its plan to its publication, as everybody meets it: the bureau, an inspector with a telephone,
/// the enterprise, and a second officer twice.
/// </summary>
[Trait("needs", "browser")]
public sealed class WholeCampaignStoryTests(PortalInBrowser portal)
{
    [Theory]
    [InlineData("zh-CN", "台账记载已办结，用户称未修好", "回答不足 10 个")]
    [InlineData("en", "The ledger says closed, the customer says it is not", "fewer than 10 answers")]
    public async Task Planned_Drawn_Answered_Found_Explained_Confirmed_AndPublished(string language, string said, string tooFew)
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        await portal.VisitAsync(language, async page =>
        {
            var story = new Story(page, own, language);
            var campaign = await story.PlanAndDrawAsync("九月回访");
            await story.DealAsync(campaign);
            await page.SignOutAsync();

            var task = await story.AnswerOneAsync(campaign);
            await page.PictureAsync($"{language}.story-whole-answered");
            await page.SignOutAsync();

            // Nothing is published of field work that goes on; when it ends, what nobody did stays among what was drawn.
            await story.SignInAsync(DemoUsers.Regulator, $"/spot-checks/{campaign}/results");
            await Assertions.Expect(page.Locator("section[aria-labelledby=publication] button")).ToHaveCountAsync(0);
            await story.CloseAsync(campaign);
            await page.OpenAsync($"{own.Address}/spot-checks/{campaign}/results");
            await Assertions.Expect(page.Locator(".tile").First).ToContainTextAsync("1 / 2");
            await Assertions.Expect(page.Locator(".tile").Nth(1)).ToContainTextAsync(tooFew);
            await page.PictureAsync($"{language}.story-whole-results");
            Assert.Empty(await page.ScanAsync());

            var finding = await story.ProposeAsync(task, said);
            await page.SignOutAsync();

            await story.SignInAsync(DemoUsers.Leader, finding);
            await story.TellAsync();
            await page.SignOutAsync();

            await page.SetViewportSizeAsync(390, 844);
            await story.SignInAsync(DemoUsers.Enterprise, "/home");
            await page.Locator($".desk-findings a[href='{finding}']").ClickAsync();
            await page.WaitForAddressAsync(finding);
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(said);
            await story.DecideAsync("当日已修复，次日管网再次失水");
            await page.PictureAsync($"{language}.story-whole-explained");
            await page.SignOutAsync();

            await story.SignInAsync(DemoUsers.Leader, finding);
            await story.DecideAsync("企业未能提供修复记录");
            await page.SignOutAsync();

            await story.SignInAsync(DemoUsers.Regulator, $"/spot-checks/{campaign}/results");
            await story.HandInAsync("两户中一户未修好");
            await page.SignOutAsync();

            await story.SignInAsync(DemoUsers.Enterprise, "/findings/published");
            await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("九月回访");
            await page.SignOutAsync();

            await story.SignInAsync(DemoUsers.Leader, $"/spot-checks/{campaign}/results");
            await story.PublishAsync("核对无误，同意公布");
            await page.SignOutAsync();

            await story.SignInAsync(DemoUsers.Enterprise, "/findings/published");
            var published = page.Locator("section.card", new() { HasText = "九月回访" });
            await Assertions.Expect(published.Locator("tbody tr")).ToHaveCountAsync(1);
            await Assertions.Expect(published).ToContainTextAsync("1 / 2");
            await page.PictureAsync($"{language}.story-whole-published");
            Assert.Empty(await page.ScanAsync());
        });
    }

    /// <summary>What each of them does, in the pages of a portal of its own.</summary>
    private sealed class Story(IPage page, RunningPortal own, string language)
    {
        private readonly (string Save, string Freeze, string Seed, string Draw) _words = language == "en"
            ? ("Save and count", "Freeze the frame", "Take a seed from the random source", "Draw")
            : ("保存并计数", "冻结抽样框", "从系统随机源取种子", "抽取");

        public Task SignInAsync(string user, string path) => page.SignInAsAsync(user, returnUrl: path, address: own.Address);

        /// <summary>Two rows of all that the bureau has.</summary>
        public async Task<long> PlanAndDrawAsync(string name)
        {
            await SignInAsync(DemoUsers.Regulator, "/spot-checks/new");
            await page.Locator("#c-name").FillAsync(name);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
            await page.Locator("#f-from").SelectOptionAsync("");
            await page.Locator("#f-to").SelectOptionAsync("");
            await page.Locator("#s-method").SelectOptionAsync("Simple");
            await page.Locator("#s-basis").SelectOptionAsync("Count");
            await page.Locator("#s-count").FillAsync("2");
            await Button(_words.Save).ClickAsync();
            await Assertions.Expect(page.Locator(".formula")).ToBeVisibleAsync();
            await ConfirmAsync(Button(_words.Freeze));
            await Assertions.Expect(page.Locator(".hash")).ToBeVisibleAsync();

            var campaign = long.Parse(Regex.Match(page.Url, @"/spot-checks/(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
            await page.OpenAsync($"{own.Address}/spot-checks/{campaign}?tab=draw");
            await Button(_words.Seed).ClickAsync();
            await ConfirmAsync(Button(_words.Draw));
            await Assertions.Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(2);
            return campaign;
        }

        public async Task DealAsync(long campaign)
        {
            await page.OpenAsync($"{own.Address}/spot-checks/{campaign}?tab=tasks");
            await page.Locator(".field-acts .button-main").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToBeVisibleAsync();
        }

        /// <summary>The first task that was drawn, on a telephone: not solved, whatever the ledger says.</summary>
        public async Task<long> AnswerOneAsync(long campaign)
        {
            var task = await TaskForm.ScalarAsync(own, $"SELECT MIN(Id) FROM SpotTask WHERE CampaignId = {campaign}");
            await page.SetViewportSizeAsync(390, 844);
            await SignInAsync(DemoUsers.Inspector, $"/tasks/{task}");
            await Assertions.Expect(page.Locator("form[data-ready]")).ToBeVisibleAsync();
            await TaskForm.FillAsync(page, withPhoto: true, isSolved: false);
            await Assertions.Expect(page.Locator("[data-outcome-note].note-good")).ToBeVisibleAsync();
            return task;
        }

        public async Task CloseAsync(long campaign)
        {
            await page.OpenAsync($"{own.Address}/spot-checks/{campaign}?tab=tasks");
            await page.Locator("#close-reason").FillAsync("期限已到");
            await ConfirmAsync(page.Locator(".field-acts .button:not(.button-main)").Last);
            await Assertions.Expect(page.Locator(".note-good")).ToBeVisibleAsync();
        }

        public async Task<string> ProposeAsync(long task, string said)
        {
            await page.Locator($"a[href='/findings/new?task={task}']").ClickAsync();
            await page.Locator("#type").SelectOptionAsync(nameof(FindingType.FalselyClosed));
            await page.Locator("#statement").FillAsync(said);
            await page.Locator(".finding-choice input").First.CheckAsync();
            await page.Locator("form .button-main").ClickAsync();
            await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/findings/\d+$"));
            return new Uri(page.Url).AbsolutePath;
        }

        public async Task TellAsync()
        {
            await ConfirmAsync(page.Locator("section[aria-labelledby=answer] .button-main"));
            await Assertions.Expect(page.Locator(".note-good")).ToBeVisibleAsync();
        }

        /// <summary>The next step of a finding, in words.</summary>
        public async Task DecideAsync(string words)
        {
            await page.Locator("#words").FillAsync(words);
            await page.Locator("section[aria-labelledby=answer] .button-main").ClickAsync();
            await Assertions.Expect(page.Locator(".note-good")).ToBeVisibleAsync();
        }

        /// <summary>Hands results in; without a word the refusal stands where the button is.</summary>
        public async Task HandInAsync(string words)
        {
            var place = page.Locator("section[aria-labelledby=publication]");
            await place.Locator(".button-main").ClickAsync();
            await Assertions.Expect(place.Locator(".note-warn")).ToBeInViewportAsync();
            await page.Locator("#words").FillAsync(words);
            await place.Locator(".button-main").ClickAsync();
            await Assertions.Expect(place.Locator(".note-good")).ToBeVisibleAsync();
        }

        /// <summary>Publishes what somebody else has handed in; a double click is one.</summary>
        public async Task PublishAsync(string words)
        {
            await page.Locator("#words").FillAsync(words);
            await page.Locator("section[aria-labelledby=publication] .button-main").ClickAsync();
            await page.Locator(".confirm .button-danger").DblClickAsync();
            await Assertions.Expect(page.Locator("section[aria-labelledby=publication] .note-good")).ToBeVisibleAsync();
        }

        private ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

        private async Task ConfirmAsync(ILocator act)
        {
            await act.ClickAsync();
            await page.Locator(".confirm .button-danger").ClickAsync();
        }
    }
}
