using Dapper;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers;

public sealed class LedgerIntakeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ALedgerWithoutIssues_IsAcceptedAndCounted(Engine engine)
    {
        await using var database = await StartAsync(engine);

        var report = await FileAsync(database, Sample.Csv(Sample.Row("1"), Sample.Row("2", (LedgerField.ArrivedAt, "2025-11-03 10:00:01"))));

        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
        Assert.Equal((1, true, 2, 2, 0), (report.Filing.Version, report.Filing.IsCurrent, report.Filing.RowsRead, report.Filing.RowsValid, report.Filing.RowsRejected));
        Assert.Equal([1, 1, 0, 0, 0, 0], report.Limits["S0-37"]);
        Assert.Equal(2, await CountAsync(database, "SELECT COUNT(*) FROM LedgerRow WHERE IsCurrent = 1"));
        Assert.Equal(2, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Month = '2025-11' AND Slice = 0"));
        Assert.Equal(1, await CountAsync(database, "SELECT Late FROM LimitRollup WHERE RuleId = 'S0-37'"));
    }

    [Theory, EngineData]
    public async Task AFilingWithAValidityIssue_KeepsFileAndIssuesAndNoRow(Engine engine)
    {
        await using var database = await StartAsync(engine);
        var file = Sample.Csv(Sample.Row("1"), Sample.Row("2", (LedgerField.Channel, "微信")), Sample.Row("3"));

        var report = await FileAsync(database, file);

        Assert.Equal(FilingStatus.Rejected, report.Filing.Status);
        Assert.False(report.Filing.IsCurrent);
        var issue = Assert.Single(report.Issues, issue => issue.Class is IssueClass.Validity);
        Assert.Equal(("not-in-list", "B3", LedgerField.Channel, "微信"), (issue.Code, issue.Cell, issue.Field, issue.Value));
        Assert.Equal(0, await CountAsync(database, "SELECT COUNT(*) FROM LedgerRow"));
        Assert.Equal(0, await CountAsync(database, "SELECT COUNT(*) FROM MonthRollup"));
        var kept = new MemoryStream();
        await new FilingStore(database.Db, Sample.Keys).CopyFileAsync(report.Filing, kept, Cancellation);
        Assert.Equal(file.ToArray(), kept.ToArray());
    }

    [Theory, EngineData]
    public async Task TheSameFileTwice_IsRecognised(Engine engine)
    {
        await using var database = await StartAsync(engine);
        var first = await FileAsync(database, Sample.Csv(Sample.Row("1")));

        var second = await FileAsync(database, Sample.Csv(Sample.Row("1")));

        Assert.True(second.IsRepeat);
        Assert.Equal(first.Filing.Id, second.Filing.Id);
        Assert.Equal(1, await CountAsync(database, "SELECT COUNT(*) FROM Filing"));
    }

    [Theory, EngineData]
    public async Task RefilingAMonth_MakesANewVersion_AndFiguresComeFromIt(Engine engine)
    {
        await using var database = await StartAsync(engine);
        await FileAsync(database, Sample.Csv(Sample.Row("1"), Sample.Row("2"), Sample.Row("3")));

        var second = await FileAsync(database, Sample.Csv(Sample.Row("1"), Sample.Row("4")));

        Assert.Equal(2, second.Filing.Version);
        Assert.Equal(5, await CountAsync(database, "SELECT COUNT(*) FROM LedgerRow"));
        Assert.Equal(2, await CountAsync(database, "SELECT COUNT(*) FROM LedgerRow WHERE IsCurrent = 1"));
        Assert.Equal(2, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Slice = 0"));
        Assert.Equal(1, await CountAsync(database, "SELECT COUNT(*) FROM Filing WHERE IsCurrent = 1"));
    }

    [Theory, EngineData]
    public async Task AnUpdateOfAnOpenCase_ReplacesItsEventsAndStaysWithItsMonth(Engine engine)
    {
        await using var database = await StartAsync(engine);
        await FileAsync(database, Sample.Csv(Open("1"), Sample.Row("2")));

        var december = await FileAsync(
            database,
            Sample.Csv(Sample.Row("1", (LedgerField.FedBackAt, "2025-12-02 10:00:00"), (LedgerField.ClosedAt, null)), InDecember("9")),
            new(2025, 12, 1));

        Assert.Equal(FilingStatus.Accepted, december.Filing.Status);
        Assert.Equal(0, december.Filing.RowsWarned);
        Assert.Equal(2, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Month = '2025-11' AND Slice = 0"));
        Assert.Equal(2, await CountAsync(database, "SELECT SUM(FedBack) FROM MonthRollup WHERE Month = '2025-11' AND Slice = 0"));
        Assert.Equal(1, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Month = '2025-12' AND Slice = 0"));
        Assert.Equal(1, await CountAsync(database, "SELECT COUNT(*) FROM LedgerRow WHERE CaseNo = '1' AND IsCurrent = 1 AND FedBackAt IS NOT NULL"));
    }

    [Theory, EngineData]
    public async Task RefilingTheMonthOfAnUpdateWithoutIt_BringsTheEarlierRowBack(Engine engine)
    {
        await using var database = await StartAsync(engine);
        await FileAsync(database, Sample.Csv(Open("1")));
        await FileAsync(database, Sample.Csv(Sample.Row("1"), InDecember("9")), new(2025, 12, 1));

        await FileAsync(database, Sample.Csv(InDecember("9"), InDecember("10")), new(2025, 12, 1));

        Assert.Equal(1, await CountAsync(database, "SELECT COUNT(*) FROM LedgerRow WHERE CaseNo = '1' AND IsCurrent = 1 AND FedBackAt IS NULL"));
        Assert.Equal(0, await CountAsync(database, "SELECT SUM(FedBack) FROM MonthRollup WHERE Month = '2025-11' AND Slice = 0"));
        Assert.Equal(2, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Month = '2025-12' AND Slice = 0"));
    }

    [Theory, EngineData]
    public async Task RefilingTheFirstMonth_DoesNotUndoALaterUpdate(Engine engine)
    {
        await using var database = await StartAsync(engine);
        await FileAsync(database, Sample.Csv(Open("1")));
        await FileAsync(database, Sample.Csv(Sample.Row("1"), InDecember("9")), new(2025, 12, 1));

        await FileAsync(database, Sample.Csv(Open("1"), Sample.Row("5")));

        Assert.Equal(1, await CountAsync(database, "SELECT COUNT(*) FROM LedgerRow WHERE CaseNo = '1' AND IsCurrent = 1 AND FedBackAt IS NOT NULL"));
        Assert.Equal(2, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Month = '2025-11' AND Slice = 0"));
        Assert.Equal(2, await CountAsync(database, "SELECT SUM(FedBack) FROM MonthRollup WHERE Month = '2025-11' AND Slice = 0"));
    }

    [Theory, EngineData]
    public async Task AnUnknownEarlierCase_IsALateEntryWithAWarning_AndALaterOneIsRejected(Engine engine)
    {
        await using var database = await StartAsync(engine);

        var late = await FileAsync(database, Sample.Csv(Sample.Row("1", (LedgerField.ReceivedAt, "2025-10-31 23:00:00"))));
        var after = await FileAsync(database, Sample.Csv(InDecember("1")));

        Assert.Equal((FilingStatus.Accepted, 1), (late.Filing.Status, late.Filing.RowsWarned));
        Assert.Contains(late.Issues, issue => issue is { Code: "late-entry", Class: IssueClass.Plausibility });
        Assert.Equal(1, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Month = '2025-10' AND Slice = 0"));
        Assert.Equal(FilingStatus.Rejected, after.Filing.Status);
        Assert.Contains(after.Issues, issue => issue is { Code: "after-period", Cell: "R2" });
    }

    [Theory, EngineData]
    public async Task ANumberUsedAgainInALaterMonth_IsAnotherCase_AndBothCount(Engine engine)
    {
        await using var database = await StartAsync(engine);
        await FileAsync(database, Sample.Csv(Sample.Row("1"), Sample.Row("2")));

        var december = await FileAsync(database, Sample.Csv(InDecember("1")), new(2025, 12, 1));

        Assert.Equal((FilingStatus.Accepted, 1), (december.Filing.Status, december.Filing.RowsWarned));
        Assert.Contains(december.Issues, issue => issue.Code == "number-reused");
        Assert.Equal(2, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Month = '2025-11' AND Slice = 0"));
        Assert.Equal(1, await CountAsync(database, "SELECT SUM(Cases) FROM MonthRollup WHERE Month = '2025-12' AND Slice = 0"));
    }

    [Theory, EngineData]
    public async Task AnUpdateThatMovesTheTimeOfReceipt_IsRejected(Engine engine)
    {
        await using var database = await StartAsync(engine);
        await FileAsync(database, Sample.Csv(Open("1")));

        var december = await FileAsync(
            database, Sample.Csv(Sample.Row("1", (LedgerField.ReceivedAt, "2025-11-03 08:04:00"))), new(2025, 12, 1));

        Assert.Equal(FilingStatus.Rejected, december.Filing.Status);
        Assert.Contains(december.Issues, issue => issue is { Code: "received-changed", Cell: "R2" });
    }

    [Theory, EngineData]
    public async Task ALedgerOfHeadersOnly_DoesNotEmptyAFiledMonth(Engine engine)
    {
        await using var database = await StartAsync(engine);
        await FileAsync(database, Sample.Csv(Sample.Row("1")));

        var empty = await FileAsync(database, Sample.Csv());

        Assert.Equal((FilingStatus.Refused, "Empty"), (empty.Filing.Status, empty.Filing.Refusal));
        Assert.Equal(1, await CountAsync(database, "SELECT COUNT(*) FROM LedgerRow WHERE IsCurrent = 1"));
    }

    [Theory, EngineData]
    public async Task ADryRun_GivesTheSameIssuesAndWritesNothing(Engine engine)
    {
        await using var database = await StartAsync(engine);
        var rows = new[] { Sample.Row("1"), Sample.Row("1"), Sample.Row("2", (LedgerField.ReceivedAt, "昨天")) };

        var dry = await Sample.Intake(database.Db).ReceiveAsync(Sample.Request(Sample.Csv(rows), isDryRun: true), null, Cancellation);
        Assert.Equal(0, await CountAsync(database, "SELECT COUNT(*) FROM Filing"));
        var real = await FileAsync(database, Sample.Csv(rows));

        Assert.Equal(
            dry.Issues.Select(issue => (issue.Code, issue.Cell, issue.Value, string.Join('|', issue.Args))),
            real.Issues.Select(issue => (issue.Code, issue.Cell, issue.Value, string.Join('|', issue.Args))));
        Assert.Contains(real.Issues, issue => issue is { Code: "duplicate", Cell: "A3" });
        Assert.Contains(real.Issues, issue => issue is { Code: "unreadable-time", Cell: "R4" });
    }

    [Theory, EngineData]
    public async Task PersonalData_IsNowhereInTheDatabaseInClear(Engine engine)
    {
        await using var database = await StartAsync(engine);

        await FileAsync(database, Sample.Csv(Sample.Row("77", (LedgerField.ComplainantName, "赵示例"))));

        await using var connection = await database.Db.OpenAsync(Cancellation);
        var blob = await connection.ExecuteScalarAsync<byte[]>("SELECT Complainant FROM LedgerRow");
        Assert.DoesNotContain("赵示例", System.Text.Encoding.UTF8.GetString(blob!), StringComparison.Ordinal);
    }

    private static string?[] Open(string caseNo) =>
        Sample.Row(caseNo, (LedgerField.FedBackAt, null), (LedgerField.ClosedAt, null), (LedgerField.Rating, null));

    private static string?[] InDecember(string caseNo) => Sample.Row(
        caseNo,
        (LedgerField.ReceivedAt, "2025-12-01 08:00:00"),
        (LedgerField.DispatchedAt, null),
        (LedgerField.RespondedAt, "2025-12-01 08:10:00"),
        (LedgerField.ArrivedAt, "2025-12-01 09:00:00"),
        (LedgerField.FedBackAt, null),
        (LedgerField.ClosedAt, null));

    private static async Task<TestDatabase> StartAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        return database;
    }

    private static Task<FilingReport> FileAsync(TestDatabase database, Stream file, DateOnly? period = null) =>
        Sample.Intake(database.Db).ReceiveAsync(Sample.Request(file, period), null, Cancellation);

    private static async Task<int> CountAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.Db.OpenAsync(Cancellation);
        return await connection.ExecuteScalarAsync<int>(sql);
    }
}
