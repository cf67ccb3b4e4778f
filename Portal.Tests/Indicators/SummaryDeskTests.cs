using System.Text.Json;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Tests.Ledgers;
using Portal.Tests.Ledgers.Cases;
using Portal.Tests.Storage;

namespace Portal.Tests.Indicators;

public sealed class SummaryDeskTests
{
    private static readonly MonthSpan s_november = MonthSpan.Of(new(2025, 11, 1));
    private static readonly MonthSpan s_both = new(new(2025, 10, 1), new(2025, 11, 1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task Report_OfRandomLedgers_GivesWhatCountingByHandGives(Engine engine)
    {
        foreach (var seed in new[] { 1, 2, 3 })
        {
            await using var filed = await RandomLedger.FileAsync(engine, seed, 120, Cancellation);
            var report = await ReportAsync(filed.Db, s_both, EnterpriseScope.Everything);

            AssertSame(filed.Rows, report.Total, households: 5000, withHouseholds: filed.Rows.Where(row => row.EnterpriseCode == RandomLedger.Heat));
            foreach (var enterprise in report.Enterprises)
            {
                var own = filed.Rows.Where(row => row.EnterpriseCode == enterprise.Enterprise.Code).ToList();
                var isHeat = enterprise.Enterprise.Code == RandomLedger.Heat;
                AssertSame(own, enterprise.Figures, isHeat ? 5000 : 0, isHeat ? own : []);
            }
        }
    }

    [Theory, EngineData]
    public async Task Report_Parts_AddUpToTheWhole(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 4, 150, Cancellation);
        var report = await ReportAsync(filed.Db, s_november, EnterpriseScope.Everything);
        var november = filed.Rows.Where(row => row.Month == 11).ToList();

        Assert.Equal(300, report.Total[IndicatorRegistry.ComplaintTotal].Numerator);
        Assert.Equal(300, report.ByChannel.Sum(slice => slice.Figures[IndicatorRegistry.ComplaintTotal].Numerator));
        Assert.Equal(300, report.ByComplaintType.Sum(slice => slice.Figures[IndicatorRegistry.ComplaintTotal].Numerator));
        Assert.Equal(300, report.ByRequestClass.Sum(slice => slice.Figures[IndicatorRegistry.ComplaintTotal].Numerator));
        Assert.Equal(
            november.Count(row => row[LedgerField.Channel] == "转办"),
            report.ByChannel.Single(slice => slice.Key is Channel.Transferred).Figures[IndicatorRegistry.ComplaintTotal].Numerator);
        Assert.Equal(150, report.PreviousTotal[IndicatorRegistry.ComplaintTotal].Numerator);
        Assert.Equal(12, report.Trend.Count);
        Assert.Equal((150, 300), (Trend(^2), Trend(^1)));
        Assert.Null(report.Trend[0].Figures[IndicatorRegistry.FeedbackRate].Value); // a month without rows has no rate
        foreach (var limit in report.Limits)
        {
            Assert.Equal(300, Enum.GetValues<Verdict>().Sum(verdict => limit.Counts[verdict]));
        }

        var response = report.Limits.Single(limit => limit.Counts.RuleId == "S0-36");
        var onTime = november.Count(row => row.At(LedgerField.RespondedAt) <= row.At(LedgerField.ReceivedAt)!.Value.AddMinutes(30));
        Assert.Equal(("timeliness:S0-36", onTime), (response.Indicator.Id, response.Timeliness.Numerator));
        Assert.NotNull(response.Previous);

        long Trend(Index at) => report.Trend[at].Figures[IndicatorRegistry.ComplaintTotal].Numerator;
    }

    [Theory, EngineData]
    public async Task Report_OfAScope_HoldsWhatTheActorMaySee(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 5, 30, Cancellation);
        var league = EnterpriseScope.Of(RandomLedger.Regulator(RandomLedger.League));

        Assert.Equal(60, await CasesAsync(league));
        Assert.Equal(30, await CasesAsync(league with { JurisdictionCode = RandomLedger.HeatCounty }));
        Assert.Equal(30, await CasesAsync(league with { Sector = Sector.Water }));
        Assert.Equal(0, await CasesAsync(league with { Sector = Sector.Gas }));
        Assert.Equal(30, await CasesAsync(EnterpriseScope.Of(new("clerk", "Clerk", Role.EnterpriseHandler, RandomLedger.Heat))));
        Assert.Equal(0, await CasesAsync(EnterpriseScope.Of(Actor.Nobody)));
        Assert.Equal(0, await CasesAsync(EnterpriseScope.Of(RandomLedger.Regulator(RandomLedger.HeatCounty)) with { JurisdictionCode = RandomLedger.WaterCounty }));
        Assert.Equal(0, await CasesAsync(EnterpriseScope.Of(RandomLedger.Regulator(RandomLedger.HeatCounty)) with { EnterpriseCode = RandomLedger.Water }));
        Assert.Equal(0, await CasesAsync(league with { JurisdictionCode = "%" }));

        async Task<long> CasesAsync(EnterpriseScope scope) =>
            (await ReportAsync(filed.Db, s_november, scope)).Total[IndicatorRegistry.ComplaintTotal].Numerator;
    }

    [Theory, EngineData]
    public async Task Report_TellsWhereEachFilingStands(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 6, 10, Cancellation);
        var broken = Sample.Request(Sample.Csv(Sample.Row("1", (LedgerField.Channel, "微信")))) with { EnterpriseCode = RandomLedger.Water };
        await Sample.Intake(filed.Db).ReceiveAsync(broken with { Period = new(2025, 10, 1) }, null, Cancellation);
        await Sample.Intake(filed.Db).ReceiveAsync(broken, null, Cancellation);

        var october = await ReportAsync(filed.Db, MonthSpan.Of(new(2025, 10, 1)), EnterpriseScope.Everything);
        var november = await ReportAsync(filed.Db, s_november, EnterpriseScope.Everything);
        var december = await ReportAsync(filed.Db, MonthSpan.Of(new(2025, 12, 1)), EnterpriseScope.Everything);

        Assert.Equal([FilingStanding.Accepted, FilingStanding.Rejected], october.Enterprises.Select(item => item.Filing.Standing));
        Assert.Equal([(1, false), (1, true)], november.Enterprises.Select(item => (item.Filing.Version!.Value, item.Filing.HasFailedSince)));
        Assert.Equal(2, december.CountOf(FilingStanding.Missing));
    }

    [Theory, EngineData]
    public async Task Report_BySeason_CutsThePeriodWhereHeatingBeginsInThePlace(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 8, 30, Cancellation);
        var period = new MonthSpan(new(2024, 10, 1), new(2025, 11, 1)); // longer than the trend
        await new SeasonStore(filed.Db, Sample.Audit(filed.Db)).AppendAsync(
            new() { JurisdictionCode = RandomLedger.HeatCounty, StartYear = 2025, FromDay = new(2025, 11, 1), ToDay = new(2026, 4, 1), SetBy = "officer", SetAtUtc = new(2025, 9, 1, 0, 0, 0) },
            Actor.CommandLine,
            Cancellation);

        Assert.Equal(
            [("2024–2025", "2024-10", "2025-04", 0L), (null, "2025-05", "2025-09", 0L), ("2025–2026", "2025-10", "2025-11", 90L)],
            await SeasonsAsync(EnterpriseScope.Everything));
        Assert.Equal(
            [("2024–2025", "2024-10", "2025-04", 0L), (null, "2025-05", "2025-10", 30L), ("2025–2026", "2025-11", "2025-11", 30L)],
            await SeasonsAsync(EnterpriseScope.Of(new("clerk", "Clerk", Role.EnterpriseHandler, RandomLedger.Heat))));
        Assert.Equal([("2025–2026", "2025-11", "2025-11", 60L)], await SeasonsAsync(EnterpriseScope.Everything, s_november));

        async Task<IEnumerable<(string?, string, string, long)>> SeasonsAsync(EnterpriseScope scope, MonthSpan? of = null) =>
            (await ReportAsync(filed.Db, of ?? period, scope)).BySeason.Select(part => (
                part.Season?.Name, MonthSpan.Text(part.From), MonthSpan.Text(part.To), part.Figures[IndicatorRegistry.ComplaintTotal].Numerator));
    }

    [Theory, EngineData]
    public async Task ALimitOfAPublishedVersion_CountsUnderItsTopic_AndHasItsName(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 9, 20, Cancellation);
        var before = Respond(await ReportAsync(filed.Db, s_november, EnterpriseScope.Everything));
        var own = RuleSets.Shipped[0].Rules.First(rule => rule.Topic is LimitTopic.Respond) with { Id = "XY-1.2", Name = new("本地响应", "Local response") };
        await using (var connection = await filed.Db.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO RuleSetVersion (JurisdictionCode, SetCode, Version, State, Revision, Json, EffectiveFrom, PublishedAtUtc)
                VALUES (@League, 'XY', 1, @Published, 1, @Json, '2025-01-01', '2025-01-01 00:00:00')
                """,
                new { RandomLedger.League, VersionState.Published, Json = RuleSetText.Write(RuleSets.Shipped[0] with { Code = "XY", Rules = [own] }) });
            await connection.ExecuteAsync(
                "UPDATE LimitRollup SET RuleId = @Id WHERE RuleId = 'S0-36' AND EnterpriseCode = @Heat", new { own.Id, RandomLedger.Heat });
        }

        var report = await ReportAsync(filed.Db, s_november, EnterpriseScope.Everything);

        Assert.Equal(before, Respond(report));
        Assert.Equal("本地响应及时率", report.Limits.Single(limit => limit.Counts.RuleId == own.Id).Indicator.Name.Zh);

        static (long, long?) Respond(SummaryReport report) =>
            report.Topics.Single(topic => topic.Indicator.Topic is LimitTopic.Respond).Timeliness is var figure ? (figure.Numerator, figure.Denominator) : default;
    }

    [Fact]
    public async Task Json_OfAReport_HoldsTheFiguresOfTheReport()
    {
        await using var filed = await RandomLedger.FileAsync(Engine.Sqlite, 7, 20, Cancellation);
        var report = await ReportAsync(filed.Db, s_november, EnterpriseScope.Everything);
        using var target = new MemoryStream();

        SummaryJson.Write(target, report);

        using var json = JsonDocument.Parse(target.ToArray());
        var rate = json.RootElement.GetProperty("total").GetProperty("feedback-rate");
        Assert.Equal(report.Total[IndicatorRegistry.FeedbackRate].Numerator, rate.GetProperty("n").GetInt64());
        Assert.Equal(report.Total[IndicatorRegistry.FeedbackRate].Denominator, rate.GetProperty("d").GetInt64());
        Assert.Equal(2, json.RootElement.GetProperty("enterprises").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("limits").GetProperty("S0-36").TryGetProperty("OpenOverdue", out _));
    }

    private static Task<SummaryReport> ReportAsync(Db db, MonthSpan period, EnterpriseScope scope) =>
        new SummaryDesk(new IndicatorStore(db)).ReportAsync(period, scope, SummaryDepth.Full, Cancellation);

    /// <summary>The figures again, slowly and straight from the text of the files.</summary>
    private static void AssertSame(IReadOnlyList<FiledRow> rows, FigureSet figures, long households, IEnumerable<FiledRow> withHouseholds)
    {
        var fedBack = rows.Where(row => row.At(LedgerField.FedBackAt) is not null).ToList();
        var due = fedBack.Count + rows.Count(row => row.At(LedgerField.FedBackAt) is null && Sample.JudgedAt > row.FeedbackDue);
        var closed = rows.Count(row => row.At(LedgerField.ClosedAt) is not null);
        var closable = closed + rows.Count(row => row.At(LedgerField.ClosedAt) is null && Sample.JudgedAt > row.FeedbackDue);
        var minutes = fedBack.Select(row => (long)(row.At(LedgerField.FedBackAt)! - (row.At(LedgerField.DispatchedAt) ?? row.At(LedgerField.ReceivedAt)))!.Value.TotalMinutes)
            .Order().ToList();
        var tenths = minutes.Select(value => Math.Round(value / 144.0, MidpointRounding.AwayFromZero) / 10).ToList();

        Assert.Equal(rows.Count, figures[IndicatorRegistry.ComplaintTotal].Numerator);
        Check(IndicatorRegistry.FeedbackRate, fedBack.Count, due);
        Check(IndicatorRegistry.OnTimeFeedbackRate, fedBack.Count(row => row.At(LedgerField.FedBackAt) <= row.FeedbackDue), due);
        Check(IndicatorRegistry.ClosingRate, closed, closable);
        Check(IndicatorRegistry.HandlingDaysMean, minutes.Sum(), minutes.Count);
        Check(
            IndicatorRegistry.SatisfactionRate,
            rows.Count(row => row[LedgerField.Rating] is "非常满意" or "满意" or "基本满意"),
            rows.Count(row => row[LedgerField.Rating] is not null and not "未评价"));
        Check(IndicatorRegistry.ComplaintsPer10kHouseholds, withHouseholds.Count(row => row[LedgerField.RequestClass] is "报修" or "投诉" or "举报"), households);
        Assert.Equal(tenths[(int)Math.Ceiling(tenths.Count * 0.5) - 1], figures[IndicatorRegistry.HandlingDaysMedian].Value!.Value, 9);
        Assert.Equal(tenths[((tenths.Count * 9) + 9) / 10 - 1], figures[IndicatorRegistry.HandlingDaysP90].Value!.Value, 9);

        void Check(Indicator indicator, long numerator, long denominator)
        {
            var figure = figures[indicator];
            Assert.Equal((indicator.Id, numerator, denominator), (figure.IndicatorId, figure.Numerator, figure.Denominator!.Value));
            Assert.Equal(denominator > 0, figure.Value is not null);
        }
    }
}
