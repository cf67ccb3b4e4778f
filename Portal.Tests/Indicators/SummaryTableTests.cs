using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Tests.Ledgers.Cases;
using Portal.Tests.Storage;

namespace Portal.Tests.Indicators;

/// <summary>汇总报表 over random ledgers is what counting by hand gives, column by column.</summary>
public sealed class SummaryTableTests
{
    private static readonly MonthSpan s_both = new(new(2025, 10, 1), new(2025, 11, 1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Columns_AreThoseOfTheRequirements_InTheirOrder() => Assert.Equal(
        [
            "一般件/交办量", "一般件/反馈量", "一般件/按时反馈量", "重点件/交办量", "重点件/反馈量", "重点件/按时反馈量", "疑难件", "交办总量", "其中反馈量",
            "其中按时反馈量", "实际办结量", "评价量", "总分", "平均分", "反馈率", "按时反馈率", "满意率", "办件天数", "有效回访率", "按时分转率", "交办比", "综评分",
        ],
        SummaryColumns.All.Select(column => column.Group is { } group ? $"{group.Zh}/{column.Head.Zh}" : column.Head.Zh));

    [Theory, EngineData]
    public async Task EveryColumnOfEverySubject_IsWhatCountingByHandGives(Engine engine)
    {
        foreach (var seed in new[] { 11, 12, 13 })
        {
            await using var filed = await RandomLedger.FileAsync(engine, seed, 90, Cancellation, SlowSummary.Adorn);
            foreach (var channel in new Channel?[] { null, Channel.Call, Channel.Transferred, Channel.Letter })
            {
                foreach (var period in new[] { s_both, MonthSpan.Of(new(2025, 11, 1)) })
                {
                    var table = await AskAsync(filed.Db, new(period, EnterpriseScope.Everything, SummaryGroup.All, channel, null));
                    var rows = filed.Rows.Where(row => row.Month >= period.From.Month && (channel is null || row[LedgerField.Channel] == Word(channel))).ToList();

                    AssertSame(rows, rows.Count, table.Total);
                    foreach (var line in table.Sections.SelectMany(section => section.Lines))
                    {
                        AssertSame([.. rows.Where(row => Of(line.Subject, row.EnterpriseCode))], rows.Count, line.Figures);
                    }
                }
            }
        }
    }

    [Theory, EngineData]
    public async Task HouseholdsAndReopening_AreWhatCountingByHandGives_AlsoOverMonths(Engine engine)
    {
        foreach (var seed in new[] { 21, 22 })
        {
            await using var filed = await RandomLedger.FileAsync(engine, seed, 80, Cancellation, SlowSummary.Adorn);
            foreach (var period in new[] { MonthSpan.Of(new(2025, 10, 1)), MonthSpan.Of(new(2025, 11, 1)), s_both })
            {
                var report = await new SummaryDesk(new IndicatorStore(filed.Db)).ReportAsync(period, EnterpriseScope.Everything, SummaryDepth.Full, Cancellation);
                foreach (var enterprise in report.Enterprises)
                {
                    var all = filed.Rows.Where(row => row.EnterpriseCode == enterprise.Enterprise.Code).ToList();
                    var own = all.Where(row => row.Month >= period.From.Month && row.Month <= period.To.Month).ToList();
                    foreach (var (indicator, (above, below)) in own.Count == 0 ? [] : SlowSummary.Conduct(own, all))
                    {
                        var figure = enterprise.Figures[indicator];
                        Assert.Equal((indicator.Id, above, below), (figure.IndicatorId, figure.Numerator, figure.Denominator!.Value));
                    }
                }

                var communities = await new SummaryDesk(new IndicatorStore(filed.Db)).CommunitiesAsync(period, EnterpriseScope.Everything, 3, Cancellation);
                var slow = filed.Rows.Where(row => row.Month >= period.From.Month && row.Month <= period.To.Month && row[LedgerField.Community] is not null)
                    .GroupBy(row => (row.EnterpriseCode, Community: row[LedgerField.Community])).Select(item => (long)item.Count()).OrderDescending().Take(3);
                Assert.Equal(slow, communities.Select(item => item.Cases));
            }
        }
    }

    [Theory, EngineData]
    public async Task TheGroups_FollowTheRegistry_AndEveryNumberIsWithinTheScope(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 31, 30, Cancellation, SlowSummary.Adorn);
        await new AuthorityStore(filed.Db).AppendAsync(
            [
                new() { Code = "A1", Name = "盟住建局", NameEn = "League housing", Kind = AuthorityKinds.Housing, JurisdictionCode = RandomLedger.League },
                new() { Code = "A2", Name = "旗住建局", NameEn = "Banner housing", Kind = AuthorityKinds.Housing, JurisdictionCode = RandomLedger.HeatCounty },
            ],
            Cancellation);

        // The county without an authority of its own counts with the league's.
        Assert.Equal([("A1", 30, "—"), ("A2", 60, "leaf")], await LinesAsync(SummaryGroup.Authority, EnterpriseScope.Everything));
        Assert.Equal([(RandomLedger.HeatCounty, 60, "leaf"), (RandomLedger.WaterCounty, 30, "leaf")], await LinesAsync(SummaryGroup.Jurisdiction, EnterpriseScope.Everything));
        Assert.Equal([(RandomLedger.Heat, 60, "leaf"), (RandomLedger.Water, 30, "leaf")], await LinesAsync(SummaryGroup.Enterprise, EnterpriseScope.Everything));
        Assert.Equal([(RandomLedger.Water, 30, "leaf")], await LinesAsync(SummaryGroup.Enterprise, EnterpriseScope.Of(RandomLedger.Regulator(RandomLedger.WaterCounty))));
        Assert.Empty(await LinesAsync(SummaryGroup.Enterprise, EnterpriseScope.Of(Actor.Nobody)));

        var all = await AskAsync(filed.Db, new(s_both, EnterpriseScope.Everything, SummaryGroup.All, null, null));
        Assert.Equal([SubjectKind.Authority, SubjectKind.Jurisdiction, SubjectKind.Enterprise], all.Sections.Select(section => section.Kind).Distinct());
        Assert.Equal(90, all.Total[SummaryColumns.Assigned].Numerator);
        Assert.Equal(
            [("1", SizeBand.Small), ("3", SizeBand.Unknown)],
            all.Sections.Where(section => section.Kind is SubjectKind.Enterprise).Select(section => (section.Peers.Sectors, section.Peers.Size!.Value)));

        async Task<IEnumerable<(string, long, string)>> LinesAsync(SummaryGroup group, EnterpriseScope scope) =>
            (await AskAsync(filed.Db, new(s_both, scope, group, null, null))).Sections.SelectMany(section => section.Lines)
                .OrderBy(line => line.Subject.Code, StringComparer.Ordinal)
                .Select(line => (line.Subject.Code, line.Figures[SummaryColumns.Assigned].Numerator, line.Subject.IsLeaf ? "leaf" : "—"));
    }

    [Fact]
    public void Places_EqualScoresShareOne_AndSmallSamplesHaveNone()
    {
        var lines = SummaryTableRules.Rank([Peer("A", 30, 20), Peer("B", 30, 25), Peer("C", 60, 40), Peer("D", 9, 9), Peer("E", 30, 10)]);

        Assert.Equal(
            [("B", 1, false), ("A", 2, true), ("C", 2, true), ("E", 4, false), ("D", null, false)],
            lines.Select(line => (line.Subject.Code, line.Place, line.IsTied)));
    }

    [Theory]
    [InlineData(SummarySpan.Month, "2026-01", null, "2026-01", "2026-01")]
    [InlineData(SummarySpan.Range, "2026-01", "2025-11", "2025-11", "2026-01")]
    [InlineData(SummarySpan.Range, "2026-01", "2026-02", "2026-01", "2026-01")] // from after to: the month
    [InlineData(SummarySpan.Year, "2026-04", null, "2026-01", "2026-12")]
    [InlineData(SummarySpan.Season, "2026-01", null, "2025-10", "2026-04")]
    [InlineData(SummarySpan.Season, "2026-08", null, "2025-10", "2026-04")] // between seasons: the last one
    [InlineData(SummarySpan.Season, "2025-10", null, "2025-10", "2026-04")]
    public void APeriod_IsToldByTheMonthChosen(SummarySpan span, string month, string? from, string first, string last)
    {
        var period = SummaryPeriod.Of(span, Day(month)!.Value, Day(from), HeatingSeasons.Default);

        Assert.Equal((first, last), (MonthSpan.Text(period.Months.From), MonthSpan.Text(period.Months.To)));

        static DateOnly? Day(string? text) => Portal.Access.PageScope.ParseMonth(text);
    }

    [Theory]
    [InlineData("0001-01")]
    [InlineData("9999-12")]
    [InlineData("2026-13")]
    public void AMonthBeyondAllLedgers_IsNone(string text) => Assert.Null(Portal.Access.PageScope.ParseMonth(text));

    private static Task<SummaryTable> AskAsync(Db db, SummaryQuestion question) =>
        new SummaryTableDesk(new SummaryTableStore(db)).AskAsync(question, Cancellation);

    private static void AssertSame(IReadOnlyList<FiledRow> rows, int all, FigureSet figures)
    {
        var slow = SlowSummary.Columns(rows, all);
        foreach (var column in SummaryColumns.All.Where(column => column.Id != "score"))
        {
            var figure = figures[column.Indicator];
            Assert.Equal((column.Id, slow[column.Id].Above, slow[column.Id].Below), (column.Id, figure.Numerator, figure.Denominator));
        }

        Assert.Equal(slow["assigned"].Above, slow["ordinaryAssigned"].Above + slow["keyAssigned"].Above + slow["difficult"].Above);
        var score = figures[SummaryColumns.Score].Value;
        decimal? expected = SlowSummary.Score(slow) is { } known ? Math.Round(known, 6) : null;
        decimal? found = score is { } value ? Math.Round((decimal)value, 6) : null;
        Assert.Equal(expected, found);
    }

    private static bool Of(SummarySubject subject, string enterprise) => subject.Kind is SubjectKind.Enterprise
        ? subject.Code == enterprise
        : subject.Code == (enterprise == RandomLedger.Heat ? RandomLedger.HeatCounty : RandomLedger.WaterCounty);

    private static string Word(Channel? channel) => channel switch
    {
        Channel.Call => "来电",
        Channel.Transferred => "转办",
        _ => "来信",
    };

    private static (SummarySubject Subject, FigureSet Figures) Peer(string code, long cases, long good) => (
        new(SubjectKind.Enterprise, code, code, code, "1", true),
        IndicatorRegistry.Compute(
            new() { Cases = cases, FedBack = cases, FedBackInTime = good, Rated = cases, Satisfied = good },
            [SummaryColumns.Score]));
}
