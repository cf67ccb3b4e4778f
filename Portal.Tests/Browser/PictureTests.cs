using Microsoft.Playwright;
using Portal.Tests.House;

namespace Portal.Tests.Browser;

/// <summary>
/// Writes a picture of every page for each role in both languages, on a desk and on a phone. Only on demand:
/// set REGULATOR_PICTURES to 1 or to a folder. See CONTRIBUTING.
/// </summary>
[Trait("needs", "browser")]
public sealed class PictureTests(PortalInBrowser portal)
{
    private static readonly (string Name, int Width, int Height)[] s_screens = [("desk", 1440, 900), ("phone", 390, 844)];

    [Fact]
    public async Task EveryPage_IsPictured()
    {
        var wish = Environment.GetEnvironmentVariable("REGULATOR_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(wish), "REGULATOR_PICTURES is not set.");
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, wish == "1" ? "pictures" : wish!)).FullName;

        foreach (var language in Pages.Languages)
        {
            foreach (var (name, width, height) in s_screens)
            {
                foreach (var visits in Pages.All.GroupBy(visit => visit.User))
                {
                    await portal.VisitAsync(language, page => PictureAsync(page, visits, Path.Combine(folder, $"{name}.{language}")), width, height);
                }
            }
        }
    }

    private static async Task PictureAsync(IPage page, IGrouping<string?, PageVisit> visits, string prefix)
    {
        if (visits.Key is { } user)
        {
            await page.SignInAsAsync(user, returnUrl: "/no-such-page");
        }

        foreach (var visit in visits)
        {
            await page.OpenAsync(visit.Path);
            await page.ScreenshotAsync(new() { Path = $"{prefix}.{visit.Name}.png", FullPage = true });
        }
    }
}
