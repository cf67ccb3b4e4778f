using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Data.Indicators;
using Portal.Data.Registry;
using Portal.Indicators;
using Portal.Tests.House;

namespace Portal.Tests.Indicators;

/// <summary>Tiles, charts and the ranking say what they are made of, open their rows, and never show a sample too small as a rate.</summary>
public sealed class FigurePartsTests : BunitContext
{
    private static readonly SummaryReport s_report = SampleReport.April2026;
    private static readonly CaseLinks s_links = new(SampleReport.April, "152500");

    public FigurePartsTests() => Services.AddLocalization();

    private IStringLocalizer<FigureWords> Say => Services.GetRequiredService<IStringLocalizer<FigureWords>>();

    [Fact, UseCulture("en")]
    public void ATile_ShowsTheRateItsPartsAndTheChange_AndOpensItsRows()
    {
        var tile = Render<FigureTile>(parameters => parameters
            .Add(part => part.Indicator, IndicatorRegistry.OnTimeFeedbackRate)
            .Add(part => part.Figure, s_report.Total[IndicatorRegistry.OnTimeFeedbackRate])
            .Add(part => part.Previous, s_report.PreviousTotal[IndicatorRegistry.OnTimeFeedbackRate])
            .Add(part => part.Href, s_links.Of(IndicatorRegistry.OnTimeFeedbackRate)));

        Assert.Equal("83.6%", tile.Find(".tile-value").TextContent);
        Assert.Equal("254 / 304", tile.Find(".tile-parts").TextContent);
        Assert.Equal("up 3.6 pp on the period before", tile.Find(".tile-change.tile-better").TextContent);
        Assert.Equal("/cases?j=152500&p=2026-04&feedback=InTime", tile.Find("a.tile").GetAttribute("href"));
    }

    [Fact, UseCulture("zh-CN")]
    public void ATile_OfFewerThanTenCases_SaysSoInsteadOfARate()
    {
        var tile = Render<FigureTile>(parameters => parameters
            .Add(part => part.Indicator, IndicatorRegistry.FeedbackRate)
            .Add(part => part.Figure, new Figure(IndicatorRegistry.FeedbackRate.Id, 3, 4, 0.75)));

        Assert.DoesNotContain("75", tile.Markup, StringComparison.Ordinal);
        Assert.Equal("样本不足 (n = 4)", tile.Find(".tile-parts").TextContent);
    }

    [Fact, UseCulture("zh-CN")]
    public void LimitsThatAreAllKept_AreNotHeadedByTheWorst()
    {
        LimitFigures Of(string rule, long met, long late)
        {
            var counts = new VerdictCounts { RuleId = rule, Met = met, Late = late };
            var indicator = IndicatorRegistry.Timeliness(rule);
            return new(indicator, counts, indicator.Of(counts), null);
        }

        Assert.Equal("各项时限均已全部办到", LimitsChart.Title([Of("S0-36", 40, 0), Of("S0-37", 3, 0), Of("S0-39", 0, 0)], Say));
        Assert.Equal("各项时限", LimitsChart.Title([Of("S0-36", 40, 0), Of("S0-37", 3, 1)], Say));
        Assert.StartsWith("执行最差：", LimitsChart.Title([Of("S0-36", 40, 0), Of("S0-37", 30, 1)], Say), StringComparison.Ordinal);
    }

    [Fact, UseCulture("zh-CN")]
    public void TheTrend_SaysItsFinding_LeavesGapsAndHasATable()
    {
        var finding = TrendFinding.Of(s_report.Trend, IndicatorRegistry.OnTimeFeedbackRate, s_links, Say);
        var chart = Render<TrendChart>(parameters => parameters
            .Add(part => part.Id, "t").Add(part => part.Title, finding.Title).Add(part => part.Unit, "%")
            .Add(part => part.Points, finding.Points).Add(part => part.Ceiling, 100));

        Assert.Equal("按时反馈率由 2026-03 的 80.0% 升至 2026-04 的 83.6%", finding.Title);
        Assert.Equal(finding.Title, chart.Find("svg title").TextContent);
        Assert.Equal(
            ["/cases?j=152500&p=2026-03&feedback=InTime", "/cases?j=152500&p=2026-04&feedback=InTime"],
            chart.FindAll("a.trend-point").Select(point => point.GetAttribute("href")));
        Assert.Equal(["—", "—", "—", "—", "80.0%", "83.6%"], chart.FindAll("tbody td:nth-of-type(1)").Select(cell => cell.TextContent));
        Assert.Equal("254 / 304", chart.FindAll("tbody td")[^1].TextContent);
    }

    [Fact, UseCulture("en")]
    public void TheTrend_DrawsNoRateOfTooFewCases()
    {
        var finding = TrendFinding.Of(s_report.Trend, IndicatorRegistry.SatisfactionRate, s_links, Say);

        Assert.Equal((null, "sample too small (n = 5)"), (finding.Points[^2].Value, finding.Points[^2].Text));
        Assert.Equal("Satisfaction rate: not two months to compare yet", finding.Title);
    }

    [Theory]
    [InlineData(91.2, 93.4, 100.0)]
    [InlineData(0, 0, 100.0)]
    [InlineData(100, 100, 100.0)]
    [InlineData(3, 4120, null)]
    [InlineData(0, 1, null)]
    public void TheAxis_HoldsEveryValue_InFewRoundSteps(double least, double greatest, double? ceiling)
    {
        var scale = TrendScale.Around([least, greatest], ceiling);

        Assert.InRange(scale.Percent(least), 0, 100);
        Assert.InRange(scale.Percent(greatest), 0, 100);
        Assert.InRange(scale.Ticks.Count(), 2, 8);
        Assert.True(ceiling is null || scale.To <= ceiling);
    }

    [Fact, UseCulture("en")]
    public void TheLimits_OpenTheRowsOfEachVerdict_AndCountUndeterminableBesideTheRate()
    {
        var chart = Render<LimitsChart>(parameters => parameters.Add(part => part.Limits, s_report.Limits).Add(part => part.Links, s_links));

        Assert.Equal("254 / 289", chart.Find(".limit-rate small").TextContent);
        Assert.Equal(
            ["Met 254", "Late 35", "Undeterminable 15", "Not applicable 9"],
            chart.FindAll(".limit-counts a").Select(link => string.Join(' ', link.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("/cases?j=152500&p=2026-04&limit=S0-36&verdict=Late", chart.FindAll(".limit-counts a")[1].GetAttribute("href"));
        Assert.Equal(3, chart.FindAll(".limit-bar .part").Count);
    }

    [Fact, UseCulture("en")]
    public void TheRanking_PlacesWithinTheSector_AndASmallSampleHasNoPlace()
    {
        var table = RenderRanking(null, isReversed: false);

        Assert.Equal(
            [("Good Heat", "1"), ("Small Heat", "—"), ("Clear Water", "1")],
            table.FindAll("tbody tr:not(.group)").Select(row => (row.QuerySelector("th")!.TextContent, row.QuerySelector("td")!.TextContent)));
        Assert.Equal(2, table.FindAll("tr.group").Count);
        Assert.Contains("sample too small (n = 4)", table.FindAll("tbody tr:not(.group)")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("304", table.Find("tfoot td:nth-of-type(2)").TextContent.Trim());
        Assert.Equal("/cases?j=152500&p=2026-04&e=GOOD", table.Find("tbody tr:not(.group) th a").GetAttribute("href"));
    }

    [Fact, UseCulture("en")]
    public void ClickingTheColumnSortedBy_TurnsItRound_InTheAddress()
    {
        var best = RenderRanking(IndicatorRegistry.OnTimeFeedbackRate.Id, isReversed: false);
        var again = Head(best).GetAttribute("href")!;
        var worst = RenderRanking(IndicatorRegistry.OnTimeFeedbackRate.Id, isReversed: true);

        Assert.EndsWith("?sort=on-time-feedback-rate&back=True", again, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("descending", Head(best).ParentElement!.GetAttribute("aria-sort"));
        Assert.Equal("ascending", Head(worst).ParentElement!.GetAttribute("aria-sort"));
        Assert.DoesNotContain("&back", Head(worst).GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void SortingByCases_KeepsThePlacesOfTheRate()
    {
        var ranking = Ranking.Of(s_report, Sector.Heat, IndicatorRegistry.ComplaintTotal.Id, isReversed: true);

        Assert.Equal([SampleReport.Small, SampleReport.Good], ranking.Groups.Single().Lines.Select(line => line.Subject.Enterprise.Code));
        Assert.Equal([null, 1], ranking.Groups.Single().Lines.Select(line => line.Place));
    }

    private static IElement Head(IRenderedComponent<RankingTable> table) =>
        table.FindAll("thead a").Single(link => link.TextContent.Contains("On-time", StringComparison.Ordinal));

    private IRenderedComponent<RankingTable> RenderRanking(string? sort, bool isReversed) => Render<RankingTable>(parameters => parameters
        .Add(part => part.Report, s_report)
        .Add(part => part.Ranking, Ranking.Of(s_report, null, sort, isReversed))
        .Add(part => part.Columns, Ranking.Columns)
        .Add(part => part.Links, s_links));
}
