using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Retention;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Retention;

/// <summary>After the period nothing of a complainant is left, and no figure has changed (S2-42).</summary>
public sealed class AnonymisationTests
{
    private const string Phone = "13800138000";
    private const string Name = "欧阳示例";
    private const string Address = "示例街道88号3单元";

    /// <summary>Everything that figures, verdicts and counts are made of.</summary>
    private static readonly string[] s_figures =
    [
        "SELECT * FROM MonthRollup ORDER BY Month, Slice, Code, EnterpriseCode",
        "SELECT * FROM LimitRollup ORDER BY Month, EnterpriseCode, RuleId",
        "SELECT * FROM HandlingRollup ORDER BY Month, EnterpriseCode, DayTenths",
        """
        SELECT Id, CaseNo, FigureMonth, IsCurrent, Entry, Channel, RequestClass, ComplaintType, Urgency, Grade, ReceivedAt, FedBackAt,
            ClosedAt, Outcome, Rating, ReturnCount, Verdicts, FeedbackState, ClosingState, HandlingMinutes, IsComplete, IsOpen
        FROM LedgerRow ORDER BY Id
        """,
        "SELECT Id, Status, IsCurrent, RowsRead, RowsValid, RowsWarned, RowsRejected, RowsComplete FROM Filing ORDER BY Id",
        "SELECT FilingId, Class, Code, COUNT(*) AS Issues FROM FilingIssue GROUP BY FilingId, Class, Code ORDER BY FilingId, Class, Code",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AfterThePeriod_NothingOfAnybodyIsLeft_AndEveryFigureIsTheSame(Engine engine)
    {
        await using var bureau = await FiledAsync(engine);
        var before = await FiguresAsync(bureau);

        bureau.Clock.Advance(TimeSpan.FromDays((3 * 365) + 40));
        var report = await RunAsync(bureau);

        Assert.Equal((2, 4), (report.Filings, report.Rows));
        Assert.Equal(before, await FiguresAsync(bureau));
        Assert.Empty((await new RollupRebuild(bureau.Db).RunAsync(Cancellation)).Differences);
        await AssertNothingLeftAsync(bureau);
        Assert.Equal(0, await bureau.ScalarAsync<int>("SELECT COUNT(*) FROM FilingPart"));
        Assert.Equal(2, (await bureau.AuditAsync()).Count(action => action == "Anonymised"));

        var again = await RunAsync(bureau);
        Assert.Equal(0, again.Filings);
        Assert.Equal(2, (await bureau.AuditAsync()).Count(action => action == "Anonymised"));
        Assert.Equal(0, await bureau.ScalarAsync<int>("SELECT COUNT(*) FROM RetentionPass WHERE HashKey IS NOT NULL OR FinishedAtUtc IS NULL"));
    }

    [Theory, EngineData]
    public async Task HashesStayEqualWhereTheyWereEqual_AndLeadBackToNoTelephone(Engine engine)
    {
        await using var bureau = await FiledAsync(engine);
        bureau.Clock.Advance(TimeSpan.FromDays((3 * 365) + 40));
        await RunAsync(bureau);

        Assert.Equal(2, await bureau.ScalarAsync<int>("SELECT COUNT(DISTINCT PhoneHash) FROM LedgerRow"));
        await using var connection = await bureau.Db.OpenAsync(Cancellation);
        var hashes = (await connection.QueryAsync<byte[]>("SELECT PhoneHash FROM LedgerRow")).AsList();
        Assert.DoesNotContain(hashes, hash => hash.AsSpan().SequenceEqual(Sample.Keys.HashPhone(Phone)));
    }

    [Theory, EngineData]
    public async Task WithinThePeriod_OrWithoutOne_EverythingIsKept(Engine engine)
    {
        await using var bureau = await FiledAsync(engine);
        bureau.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, (await RunAsync(bureau)).Filings);

        bureau.Clock.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(new(null, 0, 0), await Operation(bureau).RunAsync(0, Actor.Portal, Cancellation));
        Assert.NotEqual(0, await bureau.ScalarAsync<int>("SELECT COUNT(*) FROM FilingPart"));
    }

    [Theory, EngineData]
    public async Task AnInterruptedRun_IsGoneOnWith_UnderTheSameKey(Engine engine)
    {
        await using var bureau = await FiledAsync(engine);
        bureau.Clock.Advance(TimeSpan.FromDays((3 * 365) + 40));
        await bureau.ExecuteAsync(engine is Engine.Sqlite ? "ALTER TABLE AuditHead RENAME TO AuditHeadAway" : "EXEC sp_rename 'AuditHead', 'AuditHeadAway', 'OBJECT'");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RunAsync(bureau));
        Assert.NotEqual(0, await bureau.ScalarAsync<int>("SELECT COUNT(*) FROM FilingPart"));

        await bureau.ExecuteAsync(engine is Engine.Sqlite ? "ALTER TABLE AuditHeadAway RENAME TO AuditHead" : "EXEC sp_rename 'AuditHeadAway', 'AuditHead', 'OBJECT'");
        await RunAsync(bureau);

        Assert.Equal(1, await bureau.ScalarAsync<int>("SELECT COUNT(*) FROM RetentionPass"));
        Assert.Equal(2, await bureau.ScalarAsync<int>("SELECT COUNT(DISTINCT PhoneHash) FROM LedgerRow"));
        await AssertNothingLeftAsync(bureau);
    }

    [Theory]
    [InlineData("2025-11-30", 36, "2022-10")]
    [InlineData("2025-12-01", 36, "2022-11")]
    [InlineData("2025-12-31", 1, "2025-10")]
    public void AMonth_IsKeptForThePeriodAfterItsEnd(string today, int months, string last) =>
        Assert.Equal(last, RetentionRules.LastMonth(DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture), months));

    /// <summary>Two months: one complainant in both, and in the words of a content, a reply and a rejected value.</summary>
    private static async Task<Bureau> FiledAsync(Engine engine)
    {
        var bureau = await Bureau.OpenAsync(engine);
        var intake = Sample.Intake(bureau.Db, bureau.Clock);
        await intake.ReceiveAsync(Sample.Request(Sample.Csv(Row("2025-10", "1"), Other("2025-10", "2")), new(2025, 10, 1)), null, Cancellation);
        await intake.ReceiveAsync(Sample.Request(Sample.Csv(Row("2025-11", "3"), Row("2025-11", "4"))), null, Cancellation);
        return bureau;
    }

    private static string?[] Row(string month, string caseNo) => Sample.RowOf(
        month,
        caseNo,
        (LedgerField.ComplainantName, Name),
        (LedgerField.ComplainantPhone, Phone),
        (LedgerField.Address, Address),
        (LedgerField.Content, $"{Name}反映{Address}不热,回电{Phone}或0479-8123456"),
        (LedgerField.Resolution, $"已联系{Name} 138 0013 8000"));

    private static string?[] Other(string month, string caseNo) => Sample.RowOf(month, caseNo, (LedgerField.ComplainantPhone, "15900001111"));

    private static Anonymisation Operation(Bureau bureau) => new(new RetentionStore(bureau.Db, Sample.Keys), Sample.Keys, bureau.Audit, bureau.Clock);

    private static Task<RetentionReport> RunAsync(Bureau bureau) => Operation(bureau).RunAsync(36, Actor.Portal, Cancellation);

    private static async Task<string> FiguresAsync(Bureau bureau)
    {
        var text = new StringBuilder();
        await using var connection = await bureau.Db.OpenAsync(Cancellation);
        foreach (var sql in s_figures)
        {
            foreach (IDictionary<string, object?> row in await connection.QueryAsync(sql))
            {
                text.AppendJoin('|', row.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Every text and blob of the row tables; of an embedded database every byte of its file and log.</summary>
    private static async Task AssertNothingLeftAsync(Bureau bureau)
    {
        string[] traces = [Phone, "138 0013 8000", "0479-8123456", "15900001111", Name, Address];
        var text = new StringBuilder();
        await using (var connection = await bureau.Db.OpenAsync(Cancellation))
        {
            foreach (var table in new[] { "LedgerRow", "FilingIssue", "Filing", "AuditEntry" })
            {
                foreach (IDictionary<string, object?> row in await connection.QueryAsync($"SELECT * FROM {table}"))
                {
                    text.AppendJoin('|', row.Values.OfType<string>()).Append('\n');
                }
            }

            Assert.All(await connection.QueryAsync<byte[]>("SELECT Complainant FROM LedgerRow"), blob => Assert.Equal([0], blob));
        }

        Assert.All(traces, trace => Assert.DoesNotContain(trace, text.ToString(), StringComparison.Ordinal));
        if (bureau.Db.Engine is Engine.Sqlite)
        {
            var path = new SqliteConnectionStringBuilder(bureau.Db.ConnectionString).DataSource;
            foreach (var file in new[] { path, path + "-wal" }.Where(File.Exists))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes, Cancellation);
                Assert.All(traces, trace => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace))));
            }
        }
    }
}
