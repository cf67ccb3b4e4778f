using Portal.Data.Access;
using Portal.Data.Access.Permits;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Cases;

public sealed class CaseStoreTests
{
    private static readonly CaseFilter s_all = new() { Scope = EnterpriseScope.Everything };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ReadPage_ThroughAllPages_ShowsEveryCaseOnceInEveryOrder(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 11, 40, Cancellation);
        var store = Store(filed.Db);

        foreach (var sort in Enum.GetValues<CaseSort>())
        {
            foreach (var descending in new[] { false, true })
            {
                var seen = new List<CaseLine>();
                for (var skip = 0; skip < 120; skip += 7)
                {
                    var page = await store.ReadPageAsync(s_all, sort, descending, new(skip, 7), Cancellation);
                    Assert.Equal(120, page.Total);
                    seen.AddRange(page.Items);
                }

                Assert.Equal(120, seen.Select(line => line.Id).Distinct().Count());
                AssertOrdered(seen, sort, descending);
            }
        }
    }

    [Theory, EngineData]
    public async Task ReadPage_EachFilter_FindsWhatTheFilesHold(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 12, 80, Cancellation);
        var store = Store(filed.Db);
        DateOnly november = new(2025, 11, 20);

        await CheckAsync(s_all with { FromMonth = november, ToMonth = november }, row => row.Month == 11);
        await CheckAsync(s_all with { FromMonth = november }, row => row.Month >= 11);
        await CheckAsync(s_all with { ToMonth = new(2025, 10, 1) }, row => row.Month == 10);
        await CheckAsync(s_all with { Channel = Channel.Visit }, row => row[LedgerField.Channel] == "来访");
        await CheckAsync(s_all with { RequestClass = RequestClass.Report, ComplaintType = ComplaintType.Service }, row => (row[LedgerField.RequestClass], row[LedgerField.ComplaintType]) == ("举报", "服务投诉"));
        await CheckAsync(s_all with { Rating = RatingFilter.Satisfied }, row => row[LedgerField.Rating] is "非常满意" or "满意" or "基本满意");
        await CheckAsync(s_all with { Rating = RatingFilter.NotRated }, row => row[LedgerField.Rating] is null or "未评价");
        await CheckAsync(s_all with { Feedback = [DueState.InTime, DueState.Late] }, row => row.At(LedgerField.FedBackAt) is not null);
        await CheckAsync(s_all with { Closing = [DueState.NotDue, DueState.Overdue] }, row => row.At(LedgerField.ClosedAt) is null);
        await CheckAsync(s_all with { IsHandled = false }, row => row.At(LedgerField.FedBackAt) is null);
        await CheckAsync(
            s_all with { Verdict = new("S0-36", Verdict.Late) }, row => row.At(LedgerField.RespondedAt) > row.At(LedgerField.ReceivedAt)!.Value.AddMinutes(30));
        await CheckAsync(s_all with { CaseNo = "110001" }, row => row[LedgerField.CaseNo] == "110001");
        await CheckAsync(s_all with { CaseNo = "10" }, row => row.Month == 10);
        await CheckAsync(s_all with { Phone = "1990-011-0003" }, row => row[LedgerField.CaseNo] == "110003");
        await CheckAsync(s_all with { Scope = EnterpriseScope.Of(RandomLedger.Regulator(RandomLedger.WaterCounty)) }, row => row.EnterpriseCode == RandomLedger.Water);
        await CheckAsync(s_all with { Scope = EnterpriseScope.Of(Actor.Nobody) }, _ => false);

        async Task CheckAsync(CaseFilter filter, Func<FiledRow, bool> expected)
        {
            var found = await store.ReadPageAsync(filter, CaseSort.CaseNo, false, new(0, 200), Cancellation);
            Assert.Equal(filed.Rows.Count(expected), found.Total);
            Assert.Equal(
                filed.Rows.Where(expected).Select(row => (row.EnterpriseCode, row[LedgerField.CaseNo]!)).Order().Take(200),
                found.Items.Select(line => (line.EnterpriseCode, line.CaseNo)).Order());
            Assert.Equal(found.Total, await store.CountAsync(filter, Cancellation));
        }
    }

    [Theory, EngineData]
    public async Task ReadPage_ReopenedCases_AreThoseObjectedToWithinThirtyDaysOfClosing(Engine engine)
    {
        const string closed = "2025-11-04 10:00:00";
        await using var database = await StartAsync(
            engine,
            Closed("open", null, null),
            Closed("accepted", closed, null),
            Closed("at-once", closed, closed),
            Closed("before", closed, "2025-11-04 09:59:59"),
            Closed("last-second", closed, "2025-12-04 10:00:00"),
            Closed("too-late", closed, "2025-12-04 10:00:01"));
        var store = Store(database.Db);

        Assert.Equal(["at-once", "last-second"], await FindAsync(true));
        Assert.Equal(["accepted", "before", "open", "too-late"], await FindAsync(false));
        Assert.Equal(6, (await FindAsync(null)).Count());

        async Task<IEnumerable<string>> FindAsync(bool? isReopened) =>
            (await store.ReadPageAsync(s_all with { IsReopened = isReopened }, CaseSort.CaseNo, false, new(0, 10), Cancellation)).Items.Select(line => line.CaseNo);

        static string?[] Closed(string caseNo, string? closedAt, string? objectedAt) =>
            Sample.Row(caseNo, (LedgerField.ClosedAt, closedAt), (LedgerField.ObjectedAt, objectedAt));
    }

    [Theory, EngineData]
    public async Task ReadPage_WordsOfTheUser_AreDataAndNothingElse(Engine engine)
    {
        await using var database = await StartAsync(
            engine,
            Sample.Row("A-1", (LedgerField.Content, "水价上涨100%不合理")),
            Sample.Row("A_2", (LedgerField.Content, "水价上涨100元[二次]")),
            Sample.Row("A'3", (LedgerField.Content, "'; DROP TABLE LedgerRow; --")));
        var store = Store(database.Db);

        Assert.Equal(["A-1"], await FindAsync(s_all with { Text = "100%" }));
        Assert.Equal(["A_2"], await FindAsync(s_all with { Text = "[二次]" }));
        Assert.Equal([], await FindAsync(s_all with { Text = "1__%" }));
        Assert.Equal([], await FindAsync(s_all with { Text = "[0-9]" }));
        Assert.Equal(["A'3"], await FindAsync(s_all with { Text = "'; DROP TABLE LedgerRow; --" }));
        Assert.Equal(["A_2"], await FindAsync(s_all with { CaseNo = "A_" }));
        Assert.Equal(["A'3"], await FindAsync(s_all with { CaseNo = "A'3" }));
        Assert.Equal([], await FindAsync(s_all with { CaseNo = "' OR 1=1 --" }));
        Assert.Equal([], await FindAsync(s_all with { Verdict = new("' OR '1'='1", Verdict.Met) }));
        Assert.Equal(3, await store.CountAsync(s_all with { Text = " " }, Cancellation));

        async Task<IEnumerable<string>> FindAsync(CaseFilter filter) =>
            (await store.ReadPageAsync(filter, CaseSort.CaseNo, false, new(0, 10), Cancellation)).Items.Select(line => line.CaseNo);
    }

    [Theory, EngineData]
    public async Task Read_OneCase_HasItsComplainantMaskedAndItsReceiptsAgree(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 13, 60, Cancellation);
        var store = Store(filed.Db);
        var book = Sample.Rules(filed.Db);
        var rules = await book.ReadHistoryAsync(RandomLedger.HeatCounty, Cancellation);
        var calendar = await book.ReadCalendarAsync(Cancellation);
        var rows = await StreamAsync(store, s_all with { Scope = EnterpriseScope.Everything with { EnterpriseCode = RandomLedger.Heat } });

        Assert.Equal(120, rows.Count);
        foreach (var row in rows)
        {
            var receipts = CaseReceipts.Of(row, [Sector.Heat], rules, calendar);
            Assert.True(CaseReceipts.Agree(row, receipts), row.CaseNo);
            Assert.False(CaseReceipts.Agree(row with { RespondedAt = row.ReceivedAt.AddDays(9) }, CaseReceipts.Of(row with { RespondedAt = row.ReceivedAt.AddDays(9) }, [Sector.Heat], rules, calendar)));
        }

        var one = await store.ReadAsync(rows[0].Id, EnterpriseScope.Everything, Cancellation);
        Assert.Equal(rows[0], one);
        Assert.Equal("用**", one!.MaskedName);
        Assert.Matches(@"^199\*{4}\d{4}$", one.MaskedPhone);
        Assert.Null(await store.ReadAsync(rows[0].Id, EnterpriseScope.Of(RandomLedger.Regulator(RandomLedger.WaterCounty)), Cancellation));
        Assert.Null(await store.ReadAsync(12345, EnterpriseScope.Everything, Cancellation));
    }

    [Theory, EngineData]
    public async Task ReadVersions_OfACaseFiledTwice_TellsWhichRowCounts(Engine engine)
    {
        await using var database = await StartAsync(engine, Sample.Row("1"));
        await Sample.Intake(database.Db).ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1", (LedgerField.Rating, "不满意")))), null, Cancellation);
        var store = Store(database.Db);

        var row = (await store.ReadPageAsync(s_all, CaseSort.CaseNo, false, new(0, 1), Cancellation)).Items.Single();

        var versions = await store.ReadVersionsAsync((await store.ReadAsync(row.Id, EnterpriseScope.Everything, Cancellation))!, Cancellation);

        Assert.Equal(
            [("2025-11", 2, true, CaseRating.Dissatisfied), ("2025-11", 1, false, CaseRating.Satisfied)],
            versions.Select(version => (version.Period, version.Version, version.IsCurrent, version.Rating!.Value)));
        Assert.NotNull(await store.ReadAsync(versions[1].Id, EnterpriseScope.Everything, Cancellation)); // old rows stay readable
        Assert.Equal(1, await store.CountAsync(s_all, Cancellation));
    }

    private static void AssertOrdered(List<CaseLine> lines, CaseSort sort, bool descending)
    {
        Func<CaseLine, IComparable> key = sort switch
        {
            CaseSort.ReceivedAt => line => line.ReceivedAt,
            CaseSort.CaseNo => line => line.CaseNo,
            CaseSort.Enterprise => line => line.EnterpriseCode,
            _ => line => line.HandlingMinutes ?? -1,
        };
        var keys = lines.Select(key).ToList();
        Assert.Equal(descending ? keys.OrderDescending() : keys.Order(), keys);
    }

    private static async Task<List<CaseRow>> StreamAsync(CaseStore store, CaseFilter filter)
    {
        var rows = new List<CaseRow>();
        await foreach (var row in store.StreamAsync(filter, CaseSort.ReceivedAt, true, PermitCoverage.Nothing, [], Cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static CaseStore Store(Db db) => new(db, RandomLedger.PersonalData);

    private static async Task<TestDatabase> StartAsync(Engine engine, params string?[][] rows)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var report = await Sample.Intake(database.Db).ReceiveAsync(Sample.Request(Sample.Csv(rows)), null, Cancellation);
        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
        return database;
    }
}
