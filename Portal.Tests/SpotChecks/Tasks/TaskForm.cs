using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Data.Storage;
using Portal.Tests.Browser;
using Portal.Tests.SpotChecks.Evidence;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>The form of the task that nobody has touched, on a telephone and with a portal of its own.</summary>
internal static class TaskForm
{
    public const string Said = "师傅来过两次,修好了";

    private const string Records = """
        new Promise(done => { const opening = indexedDB.open('regulator-tasks', 1); opening.onsuccess = () => { const all = opening.result.transaction('kept').objectStore('kept').getAll(); all.onsuccess = () => { opening.result.close(); done(all.result); }; }; })
        """;

    private static readonly (string Item, string Value)[] s_answers =
        [("received", "yes"), ("visited", "yes"), ("solved", "yes"), ("closed-agreed", "yes"), ("feedback-received", "yes"), ("satisfied", "5"), ("asked-to-change", "no")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Tells a story that begins with the open form.</summary>
    public static async Task OnTelephoneAsync(PortalInBrowser portal, string language, Func<IPage, RunningPortal, Task> story)
    {
        await using var own = await RunningPortal.StartAsync(DemoPortal.SeedAsync);
        await portal.VisitAsync(
            language,
            async page =>
            {
                await page.SignInAsAsync(DemoUsers.Inspector, returnUrl: $"/tasks/{DemoTasks.Untouched}", address: own.Address);
                await Assertions.Expect(page.Locator("form[data-ready]")).ToBeVisibleAsync();
                await story(page, own);
            },
            390,
            844);
    }

    /// <summary>Fills the form in from the first step to the last, and sends it.</summary>
    public static async Task FillAsync(IPage page, bool withPhoto = false, bool isSolved = true)
    {
        await page.Locator("[data-forward]").ClickAsync();
        await page.Locator(isSolved ? "input[value=CompletedResolved]" : "input[value=CompletedNotResolved]").CheckAsync();
        await page.Locator("[data-forward]").ClickAsync();
        await AnswerAsync(page, isSolved);
        await page.Locator("[data-forward]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-step='4']")).ToBeVisibleAsync();
        if (withPhoto)
        {
            var photo = SampleFiles.With(SampleFiles.Jpeg, SampleFiles.ExifSegment());
            await page.Locator("[data-step='4'] [data-add]").SetInputFilesAsync(new FilePayload { Name = "客厅.jpg", MimeType = "image/jpeg", Buffer = photo });
            await Assertions.Expect(page.Locator("[data-step='4'] [data-file-list] li")).ToHaveCountAsync(1);
        }

        await page.Locator("[data-forward]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-outcome-note]")).ToBeVisibleAsync();
    }

    public static async Task AnswerAsync(IPage page, bool isSolved = true)
    {
        foreach (var (item, value) in s_answers)
        {
            var answer = item == "solved" && !isSolved ? "no" : value;
            await page.Locator($"[data-item='{item}'] input[value='{answer}']").CheckAsync();
        }

        await page.Locator("[data-item='solved'] summary").ClickAsync();
        await page.Locator("[data-item='solved'] [data-said]").FillAsync(Said);
        await Assertions.Expect(page.Locator("form[data-task]:not([data-saving])")).ToBeVisibleAsync();
    }

    /// <summary>Sendings that wait in the browser.</summary>
    public static Task<int> KeptAsync(IPage page) => page.EvaluateAsync<int>($"() => {Records}.then(all => all.filter(one => one.kind === 'send').length)");

    /// <summary>Everything the browser keeps, as text.</summary>
    public static Task<string> RawAsync(IPage page) => page.EvaluateAsync<string>($"() => {Records}.then(all => all.map(one => new TextDecoder().decode(one.bytes)).join('') + JSON.stringify(localStorage))");

    /// <summary>Attempts and files of the task that nobody had touched.</summary>
    public static async Task<(int Attempts, int Files)> CountAsync(RunningPortal own) => (
        await ScalarAsync(own, $"SELECT COUNT(*) FROM TaskAttempt WHERE TaskId = {DemoTasks.Untouched}"),
        await ScalarAsync(own, $"SELECT COUNT(*) FROM TaskEvidence WHERE TaskId = {DemoTasks.Untouched}"));

    public static async Task<int> ScalarAsync(RunningPortal own, string sql)
    {
        await using var connection = await own.Services.GetRequiredService<Db>().OpenAsync(Cancellation);
        return await connection.ExecuteScalarAsync<int>(sql);
    }

    public static async Task ExecuteAsync(RunningPortal own, string sql)
    {
        await using var connection = await own.Services.GetRequiredService<Db>().OpenAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }
}
