using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers;

/// <summary>What only the whole filing shows (requirements §6): each warning, and the count below which there is none.</summary>
public sealed class PlausibilityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PlausibilityWatch.NamesPerPhone - 1, false)]
    [InlineData(PlausibilityWatch.NamesPerPhone, true)]
    public async Task OneTelephoneUnderManyNames_IsAWarning(int names, bool isWarned)
    {
        var rows = Enumerable.Range(1, names).Select(number => Sample.Row($"{number}", (LedgerField.ComplainantPhone, "15400000001")));

        Assert.Equal(isWarned, (await WarningsAsync(rows)).Contains("phone-many-names"));
    }

    [Fact]
    public async Task OneHouseholdThatCallsOften_IsNoWarning()
    {
        var rows = Enumerable.Range(1, 30).Select(number => Sample.Row(
            $"{number}", (LedgerField.ComplainantPhone, "15400000001"), (LedgerField.ComplainantName, "用户")));

        Assert.Empty(await WarningsAsync(rows));
    }

    [Theory]
    [InlineData(PlausibilityWatch.RowsPerReply - 1, false)]
    [InlineData(PlausibilityWatch.RowsPerReply, true)]
    public async Task TheSameReplyInManyRows_IsAWarning(int same, bool isWarned)
    {
        var rows = Enumerable.Range(1, 60).Select(number => Sample.Row(
            $"{number}", (LedgerField.Resolution, number <= same ? "已上门检查并清洗过滤网" : $"第{number}户调节阀门后室温回升")));

        Assert.Equal(isWarned, (await WarningsAsync(rows)).Contains("same-reply"));
    }

    [Theory]
    [InlineData("2025-11-03 09:59:30", true)] // half a minute before two hours are over
    [InlineData("2025-11-03 09:58:30", false)]
    public async Task ArrivalsHeapedJustBeforeTheLimit_AreAWarning(string arrivedAt, bool isWarned)
    {
        var rows = Enumerable.Range(1, 40).Select(number => Sample.Row(
            $"{number}", (LedgerField.ArrivedAt, number <= PlausibilityWatch.HeapedRows ? arrivedAt : "2025-11-03 09:00:00")));

        Assert.Equal(isWarned, (await WarningsAsync(rows)).Contains("heaped-at-limit"));
    }

    private static async Task<IReadOnlyList<string>> WarningsAsync(IEnumerable<string?[]> rows)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await Sample.AddEnterpriseAsync(database.Db, Cancellation);
        var report = await Sample.Intake(database.Db).ReceiveAsync(Sample.Request(Sample.Csv([.. rows])), null, Cancellation);
        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
        return [.. report.Issues.Where(issue => issue.Class is IssueClass.Plausibility).Select(issue => issue.Code)];
    }
}
