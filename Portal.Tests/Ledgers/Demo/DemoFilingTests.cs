using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Demo;

public sealed class DemoFilingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFiling_TakesTheRealWay_AndOnlyTheFaultyOneIsRejected()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        DemoPlan plan = new() { Rows = 6_000 };
        await new RegistryStore(database.Db).AppendAsync(DemoRegistry.Build(plan), Cancellation);
        var intake = Sample.Intake(database.Db);
        var warnings = new List<string>();

        foreach (var filing in DemoLedgers.Filings(plan))
        {
            using var file = Sample.Csv([.. filing.Rows]);
            var report = await intake.ReceiveAsync(Request(filing, file), null, Cancellation);

            Assert.True(report.Filing.Status == (filing.HasFaults ? FilingStatus.Rejected : FilingStatus.Accepted), $"{filing.FileName}: {report.Issues.FirstOrDefault(issue => issue.Class is IssueClass.Validity)}");
            Assert.Equal(filing.Rows.Count, report.Filing.RowsRead);
            warnings.AddRange(report.Issues.Where(issue => issue.Class is IssueClass.Plausibility).Select(issue => issue.Code));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', warnings.GroupBy(code => code).Select(group => $"{group.Key} {group.Count()}")));
        Assert.Contains("same-reply", warnings);
        Assert.Contains("heaped-at-limit", warnings);
        Assert.DoesNotContain("phone-many-names", warnings);
    }

    private static FilingRequest Request(DemoFiling filing, Stream file) => new()
    {
        Content = file,
        FileName = filing.FileName + ".csv",
        EnterpriseCode = filing.EnterpriseCode,
        Period = filing.Period,
        SubmittedBy = Sample.By("handler"),
        AsOf = filing.FiledAt,
    };
}
