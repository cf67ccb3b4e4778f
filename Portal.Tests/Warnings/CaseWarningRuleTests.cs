using Portal.Data.Warnings;

namespace Portal.Tests.Warnings;

/// <summary>Rules about one case, and the rule of silence.</summary>
public sealed class CaseWarningRuleTests
{
    private static readonly WarningSettings s_stalled = Facts.Shipped(WarningRuleCode.StalledCommitment);
    private static readonly WarningSettings s_words = Facts.Shipped(WarningRuleCode.RiskWords);
    private static readonly WarningSettings s_silence = Facts.Shipped(WarningRuleCode.Silence);
    private static readonly DateOnly s_november = new(2025, 11, 1);

    [Theory]
    [InlineData(null, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void MoreThanTwoReturns_Warn(int? returns, bool warns) => Assert.Equal(
        warns,
        CaseWarningRules.ReturnedOften(Facts.Input([Facts.Of(1, 1) with { ReturnCount = returns }]), Facts.Shipped(WarningRuleCode.ReturnedOften)).Any());

    [Theory]
    [InlineData(71, false)]
    [InlineData(72, true)]
    [InlineData(500, true)]
    public void ACommitment_IsStalled_WhenItPassedSoManyHoursAgo(int hours, bool warns)
    {
        var fact = Facts.Of(1, 1) with { PromisedAt = Facts.AsOf.AddHours(-hours) };

        var found = CaseWarningRules.StalledCommitment(Facts.Input([fact]), s_stalled).ToList();

        Assert.Equal(warns ? [hours] : [], found.Select(warning => warning.Amount));
    }

    [Fact]
    public void ACommitment_IsNotStalled_WhenSomethingHappenedSince_NorBeforeItsTime()
    {
        var promised = Facts.AsOf.AddDays(-10);
        var fact = Facts.Of(1, 1) with { PromisedAt = promised };

        Assert.Empty(CaseWarningRules.StalledCommitment(Facts.Input([fact with { LastEventAt = promised.AddSeconds(1) }]), s_stalled));
        Assert.Single(CaseWarningRules.StalledCommitment(Facts.Input([fact with { LastEventAt = promised }]), s_stalled));
        Assert.Empty(CaseWarningRules.StalledCommitment(Facts.Input([fact with { PromisedAt = Facts.AsOf.AddDays(1) }]), s_stalled));
        Assert.Empty(CaseWarningRules.StalledCommitment(Facts.Input([fact with { PromisedAt = null }]), s_stalled));
    }

    [Fact]
    public void ANewPromise_IsANewOccurrence_OfTheSameCase()
    {
        var first = CaseWarningRules.StalledCommitment(Facts.Input([Facts.Of(1, 1) with { PromisedAt = Facts.AsOf.AddDays(-20) }]), s_stalled).Single();
        var second = CaseWarningRules.StalledCommitment(Facts.Input([Facts.Of(1, 1) with { PromisedAt = Facts.AsOf.AddDays(-9) }]), s_stalled).Single();

        Assert.Equal(first.Subject, second.Subject);
        Assert.NotEqual(first.Occurrence, second.Occurrence);
    }

    [Theory]
    [InlineData("再不解决就去信访", "信访")]
    [InlineData("已发到抖音\uff0c还要找媒体", "抖音、媒体")]
    [InlineData("室温偏低", "")]
    [InlineData("在网上营业厅交不了费", "")]
    [InlineData("供热管网上漏水", "")]
    [InlineData("网上营业厅没人理\uff0c要网上曝光", "网上、曝光")]
    public void RiskWords_AreFoundOutsideTheExceptedPhrases(string content, string words) =>
        Assert.Equal(words, string.Join('、', CaseWarningRules.Words(content, s_words)));

    [Fact]
    public void RiskWords_OfLongAgo_AreNotRaisedNow()
    {
        var old = Facts.Of(1, 1, Facts.AsOf.AddDays(-WarningInput.LookbackDays - 1)) with { Content = "信访" };

        Assert.Empty(CaseWarningRules.RiskWords(Facts.Input([old]), s_words));
        Assert.Single(CaseWarningRules.RiskWords(Facts.Input([old with { ReceivedAt = Facts.AsOf.AddDays(-2) }]), s_words));
    }

    [Theory]
    [InlineData(0, 3, 2, true)] // the platform is loud
    [InlineData(0, 2, 2, false)] // hardly anything, and no history
    [InlineData(1, 30, 2, false)] // a case of its own
    [InlineData(0, 30, 0, false)] // the neighbours have none either
    public void SilenceBesidePlatforms(int own, int platform, int neighboursWithOwn, bool warns)
    {
        var input = Silence(new() { [s_november] = new(own, platform) }, neighboursWithOwn);

        Assert.Equal(warns, SilenceRules.Find(input, s_silence).Any());
    }

    [Theory]
    [InlineData(7, true)] // e^-7 is less than one in a thousand
    [InlineData(6, false)]
    public void SilenceAgainstHistory_AlsoWhereNothingWasFiled(int lastYear, bool warns)
    {
        var filed = Silence(new() { [s_november] = new(0, 0), [s_november.AddYears(-1)] = new(lastYear, 0) }, 1);
        var missing = Silence(new() { [s_november.AddYears(-1)] = new(lastYear, 0) }, 1);

        Assert.Equal(warns, SilenceRules.Find(filed, s_silence).Any());
        Assert.Equal(warns, SilenceRules.Find(missing, s_silence).Any());
        Assert.All(SilenceRules.Find(missing, s_silence), warning => Assert.False(warning.Detail.Silence!.IsFiled));
    }

    [Fact]
    public void WithoutLastYear_TheLeastOfTheMonthsBeforeIsExpected_SinceASeasonMayHaveEnded()
    {
        Dictionary<DateOnly, MonthVolume> months = new()
        {
            [s_november] = new(0, 0),
            [s_november.AddMonths(-1)] = new(4, 0),
            [s_november.AddMonths(-2)] = new(90, 0),
            [s_november.AddMonths(-3)] = new(80, 0),
        };

        Assert.Empty(SilenceRules.Find(Silence(months, 1), s_silence));
        months[s_november.AddMonths(-1)] = new(50, 0);
        Assert.Equal((50, 7), SilenceRules.Find(Silence(months, 1), s_silence).Single() is var warning ? (warning.Amount, warning.Threshold) : default);
    }

    [Theory]
    [InlineData("2025-12-10 09:00", "2025-10")] // the ledger of November is not due before the day is over
    [InlineData("2025-12-11 09:00", "2025-11")]
    public void AMonth_IsLookedAtOnceItsLedgerIsDue(string asOf, string newest) => Assert.Equal(
        newest,
        SilenceRules.Months(DateTime.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture))[0].ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));

    private static WarningInput Silence(Dictionary<DateOnly, MonthVolume> months, int neighboursWithOwn) => Facts.Input([]) with
    {
        Months = new() { Filed = months, Neighbours = new Dictionary<DateOnly, (int, int)> { [s_november] = (3, neighboursWithOwn) } },
    };
}
