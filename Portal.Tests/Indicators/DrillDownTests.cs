using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Indicators.Peers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Demo;
using Portal.Ledgers;
using Portal.Ledgers.Cases;
using Portal.Shell;
using Portal.Tests.Browser;

namespace Portal.Tests.Indicators;

/// <summary>Every number of summary report, desk and home leads to exactly its rows: all links of the demonstration are walked and counted.</summary>
[Trait("needs", "browser")]
public sealed partial class DrillDownTests(PortalInBrowser portal)
{
    /// <summary>What a link to cases stands for: the kind of place, and the words in which its number is told.</summary>
    private const string Collect = """
        () => [...document.querySelectorAll("main a[href*='/cases?']")].map(link => {
            const words = element => element?.textContent.trim() ?? '';
            const cell = link.closest('td');
            const [kind, text] =
                link.matches('.tile') ? ['tile', words(link.querySelector('.tile-parts')).includes('/') ? words(link.querySelector('.tile-parts')) : words(link.querySelector('.tile-value'))]
                : link.matches('.heat-value') ? ['heat', words(link.querySelector('small .unseen'))]
                : link.matches('.heat-unclear') ? ['count', words(link)]
                : link.matches('.pareto-bar') ? ['count', words(link)]
                : link.matches('.trend-point') ? ['trend', link.getAttribute('aria-label')]
                : link.closest('.limit-counts') ? ['last', words(link)]
                : link.closest('.today-items') ? ['count', words(link.querySelector('.today-count'))]
                : link.closest('.summary') ? ['summary', (link.title || words(link))]
                : link.closest('.ranking td') ? ['ranking', words(link.closest('.cell').querySelector('small')) || words(link)]
                : link.closest('.heat th, .ranking th, .today th') ? ['subject', '']
                : link.closest('th') ? ['count', words(link.closest('tr').querySelector('td'))]
                : ['unknown', words(link)];
            return [kind, cell?.dataset.label ?? '', text, link.getAttribute('href')];
        })
        """;

    // Numbers that are no number of cases; below the line of the last two stand the cases they are made of.
    private const string Points = "总分";
    private static readonly string[] s_means = ["平均分", "平均办件天数"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryLink_OpensAsManyRowsAsItsFigureSays()
    {
        await using var demo = await RunningPortal.StartAsync(
            (services, cancellation) => services.GetRequiredService<DemoData>().LoadAsync(new(), null, cancellation));
        var enterprise = DemoRegistry.Build(new()).Enterprises[0].Code;
        var walked = new List<string>();
        await WalkAsync(
            demo, DemoUsers.Regulator, Role.RegulatorOfficer, DemoRegistry.LeagueCode, walked,
            "/summary?p=2026-03&group=Enterprise", "/summary?p=2026-04&span=Season&group=Jurisdiction", "/summary?p=2026-04&span=Range&from=2026-02&channel=Call&s=Heat",
            "/desk?p=2026-03&more=true", "/desk?p=2026-04&span=Season", "/desk?p=2026-04&span=Year", "/desk?p=2026-04&s=Water&trend=satisfaction-rate&today=nobody", "/desk?p=2026-04&span=Season&trend=complaint-total");
        var peers = await demo.Services.GetRequiredService<PeerDesk>().ReadAsync(
            new(DemoUsers.Enterprise, DemoUsers.Enterprise, Role.EnterpriseHandler, enterprise), MonthSpan.Of(new(2026, 4, 1)), Cancellation);
        Assert.All(Assert.Single(peers).Figures, figure => Assert.NotNull(figure.Quartiles));
        await WalkAsync(demo, DemoUsers.Enterprise, Role.EnterpriseHandler, enterprise, walked, "/home?p=2026-03", "/home?p=2026-04&trend=ledger-completeness-rate", "/summary?p=2026-04&span=Year");

        Assert.Equal(["count", "heat", "last", "ranking", "subject", "summary", "tile", "trend"], walked.Distinct().Order());
        Assert.InRange(walked.Count, 1000, 5000);
    }

    private Task WalkAsync(RunningPortal demo, string user, Role role, string scope, List<string> walked, params string[] addresses) => portal.VisitAsync("zh-CN", async page =>
    {
        var actor = new Actor(user, user, role, scope);
        var cases = demo.Services.GetRequiredService<CaseStore>();
        await page.SignInAsAsync(user, returnUrl: addresses[0], address: demo.Address);
        foreach (var address in addresses)
        {
            await page.GotoAsync(demo.Address + address);
            await page.WaitUntilLiveAsync();
            var links = await page.EvaluateAsync<string[][]>(Collect);
            Assert.NotEmpty(links);
            foreach (var link in links)
            {
                var (kind, label, text, href) = (link[0], link[1], link[2], link[3]);
                walked.Add(kind);
                if (kind is not "subject" && Expected(kind, label, text) is { } expected)
                {
                    var found = await CountAsync(cases, actor, href);
                    Assert.True(expected == found, $"{address}: {kind} {label} says '{text}', so {expected}; {href} lists {found}.");
                }
            }
        }
    });

    /// <summary>How many rows a number stands for; null for one that is not made of whole rows.</summary>
    private static long? Expected(string kind, string label, string text)
    {
        var numbers = Number().Matches(text).Select(match => long.Parse(match.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToList();
        return kind switch
        {
            "heat" => numbers[0] == numbers[1] ? numbers[0] : numbers[1] - numbers[0],
            "last" => numbers[^1],
            "trend" => Parts().Match(text) is { Success: true } parts ? Expected("count", "", parts.Value) : numbers[2],
            "summary" when label == Points => null,
            "summary" when s_means.Contains(label) => numbers[1],
            "ranking" when !text.Contains('/', StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal) => null,
            "tile" or "count" or "summary" or "ranking" => numbers[0],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), $"A link of a kind nobody has thought of: {kind} {label} {text}"),
        };
    }

    /// <summary>The rows the explorer would list.</summary>
    private static async Task<long> CountAsync(CaseStore cases, Actor actor, string href)
    {
        var scope = ScopeAddress.Read(href).ToDictionary(pair => pair.Key, pair => pair.Value);
        var narrowed = EnterpriseScope.Of(actor) with
        {
            JurisdictionCode = scope.GetValueOrDefault(ScopeAddress.Jurisdiction) ?? actor.JurisdictionCode,
            Sector = PageScope.ParseSector(scope.GetValueOrDefault(ScopeAddress.Sector)),
        };
        var filter = CaseQuery.Read(href).ToFilter(narrowed, PageScope.ParseMonth(scope.GetValueOrDefault(ScopeAddress.Period)));
        return await cases.CountAsync(filter, Cancellation);
    }

    [GeneratedRegex(@"\d[\d,]*")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=\()[\d,]+ / [\d,]+(?=\))")]
    private static partial Regex Parts();
}
