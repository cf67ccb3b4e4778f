using Portal.Data.Indicators;
using Portal.Data.Ledgers;

namespace Portal.Tests.Indicators;

public sealed class IndicatorRulesTests
{
    [Fact]
    public void EveryIndicator_HasItsOwnIdAndSaysItsFormulaInBothLanguages()
    {
        Assert.Equal(IndicatorRegistry.All.Count, IndicatorRegistry.All.Select(indicator => indicator.Id).Distinct().Count());
        Assert.All(IndicatorRegistry.All, indicator => Assert.All(
            [indicator.Name.Zh, indicator.Name.En, indicator.Formula.Zh, indicator.Formula.En], text => Assert.NotEmpty(text)));
        Assert.All(IndicatorRegistry.All, indicator => Assert.NotEmpty(indicator.Sources));
        Assert.Same(IndicatorRegistry.FeedbackRate, IndicatorRegistry.Find("feedback-rate"));
        Assert.Equal("首次响应及时率", IndicatorRegistry.Timeliness("S0-36").Name.Zh);
    }

    [Fact]
    public void Figure_WithNothingToDivideBy_HasNoValue()
    {
        var figures = IndicatorRegistry.Compute(FigureSums.None);

        Assert.Equal(0, figures[IndicatorRegistry.ComplaintTotal].Value);
        Assert.All(figures.All.Where(figure => figure.IndicatorId != "complaint-total"), figure => Assert.Null(figure.Value));
    }

    [Fact]
    public void SpotChecks_AddUpOverCampaigns_AndATotalIsThatOfAllFactsAndCalls()
    {
        var report = SampleReport.April2026;
        Figure Of(string code, Indicator indicator) => report.Enterprises.Single(one => one.Enterprise.Code == code).Figures[indicator];

        Assert.Equal((24, 30, 0.8), (Of(SampleReport.Good, IndicatorRegistry.SpotCheckAgreementRate).Numerator, Of(SampleReport.Good, IndicatorRegistry.SpotCheckAgreementRate).Denominator!.Value, Of(SampleReport.Good, IndicatorRegistry.SpotCheckAgreementRate).Value!.Value));
        Assert.True(Of(SampleReport.Small, IndicatorRegistry.SpotCheckAgreementRate).IsSmallSample);
        Assert.Equal((5, 7), (Of(SampleReport.Small, IndicatorRegistry.ConnectionRate).Numerator, Of(SampleReport.Small, IndicatorRegistry.ConnectionRate).Denominator!.Value));
        Assert.Null(Of(SampleReport.Water, IndicatorRegistry.ConnectionRate).Value);
        Assert.Equal((27, 33), (report.Total[IndicatorRegistry.SpotCheckAgreementRate].Numerator, report.Total[IndicatorRegistry.SpotCheckAgreementRate].Denominator!.Value));
    }

    [Theory]
    [InlineData(50, 2, 20)] // rank 2 of 4
    [InlineData(90, 4, 400)] // rank 4 of 4
    [InlineData(25, 1, 10)]
    [InlineData(1, 1, 10)]
    public void NearestRank_IsAValueThatOccurred(int percent, long rank, int value) =>
        Assert.Equal(new NearestRank(rank, 4, value), NearestRank.Find([(10, 1), (20, 2), (400, 1)], percent));

    [Fact]
    public void NearestRank_OfNothing_IsNothing() => Assert.Null(NearestRank.Find([], 50));

    [Fact]
    public void Ranking_EqualRates_ShareAPlaceAndSmallSamplesHaveNone()
    {
        var ranked = SummaryRanking.By(
            IndicatorRegistry.OnTimeFeedbackRate, [Peer("A", 10, 30), Peer("B", 20, 60), Peer("C", 29, 30), Peer("D", 9, 9), Peer("E", 1, 20)]);

        Assert.Equal(
            [("C", 1), ("A", 2), ("B", 2), ("E", 4), ("D", null)],
            ranked.Select(item => (item.Subject.Enterprise.Code, item.Place)));
    }

    [Fact]
    public void Ranking_WhereLessIsBetter_StartsWithTheLeast() => Assert.Equal(
        ["B", "A"],
        SummaryRanking.By(IndicatorRegistry.HandlingDaysMean, [Peer("A", 10, 30), Peer("B", 10, 40)]).Select(item => item.Subject.Enterprise.Code));

    [Theory]
    [InlineData("2025-12-10 15:59:59", true)] // 23:59:59 in China
    [InlineData("2025-12-10 16:00:00", false)]
    public void FilingState_IsOnTimeThroughTheTenthOfTheNextMonth(string receivedAtUtc, bool isOnTime)
    {
        var received = DateTime.Parse(receivedAtUtc, System.Globalization.CultureInfo.InvariantCulture);

        var state = FilingState.Of(
            new(2025, 11, 1),
            [Sent(2, FilingStatus.Accepted, true, received.AddDays(40)), Sent(1, FilingStatus.Accepted, false, received), Sent(3, FilingStatus.Refused, false, received.AddDays(41))]);

        Assert.Equal((FilingStanding.Accepted, 2, isOnTime, true), (state.Standing, state.Version!.Value, state.IsOnTime!.Value, state.HasFailedSince));
    }

    [Fact]
    public void MonthSpan_Previous_IsAsLongAndDirectlyBefore()
    {
        var span = new MonthSpan(new(2025, 11, 1), new(2026, 1, 31));

        Assert.Equal(["2025-11", "2025-12", "2026-01"], span.Months);
        Assert.Equal(["2025-08", "2025-09", "2025-10"], span.Previous.Months);
        Assert.Throws<ArgumentException>(() => new MonthSpan(new(2025, 2, 1), new(2025, 1, 1)));
    }

    private static EnterpriseFigures Peer(string code, long inTime, long fedBack) => new()
    {
        Enterprise = new() { Code = code, Name = code, NameEn = code, JurisdictionCode = "1" },
        Figures = IndicatorRegistry.Compute(new() { FedBack = fedBack, FedBackInTime = inTime, Handled = fedBack, HandlingMinutes = 1440 * fedBack / (fedBack == 40 ? 2 : 1) }),
        Limits = [],
        Filing = FilingState.Nothing,
    };

    private static FilingLineItem Sent(int version, FilingStatus status, bool isCurrent, DateTime receivedAtUtc) => new()
    {
        Id = version,
        EnterpriseCode = "A",
        Version = version,
        Status = status,
        IsCurrent = isCurrent,
        ReceivedAtUtc = receivedAtUtc,
    };
}
