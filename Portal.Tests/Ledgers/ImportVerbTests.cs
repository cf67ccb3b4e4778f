using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Tests.Shell;

namespace Portal.Tests.Ledgers;

/// <summary>What a program learns of a ledger it files from the command line.</summary>
public sealed class ImportVerbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("regulator-import-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task AWarning_IsListedWithItsPlaceAndInWords_AndIsNoError()
    {
        await RegisterAsync();
        var file = await FileAsync(Sample.Row("1", (LedgerField.ArrivedAt, "2025-11-03 08:01:00"), (LedgerField.RespondedAt, null)));

        var (exit, output, error) = await ImportAsync(file, "--json");

        Assert.Equal((0, ""), (exit, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("warnings").GetInt32());
        var issues = json.RootElement.GetProperty("issues").EnumerateArray().ToList();
        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.Equal("warning", issue.GetProperty("severity").GetString()));
        var missing = issues.First(issue => issue.GetProperty("code").GetString() == "event-missing");
        Assert.Equal(2, missing.GetProperty("row").GetInt32());
        Assert.Equal(LedgerTemplate.Column(LedgerField.RespondedAt).Header, missing.GetProperty("column").GetString());
        Assert.NotEqual("", missing.GetProperty("message").GetString());

        (_, output, _) = await ImportAsync(file, "--dry-run");
        Assert.Contains("warning: ledger.csv ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyWarnings_DoNotHideTheOneError()
    {
        await RegisterAsync();
        var file = await FileAsync(
            [.. Enumerable.Range(1, LedgerIntake.IssuesReturned + 1).Select(number => Sample.Row(FormattableString.Invariant($"{number}"), (LedgerField.RespondedAt, null))),
             Sample.Row("last", (LedgerField.Channel, "飞鸽"))]);

        var (exit, output, _) = await ImportAsync(file, "--json");

        Assert.Equal(2, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("not-in-list", Assert.Single(json.RootElement.GetProperty("issues").EnumerateArray(), issue => issue.GetProperty("severity").GetString() == "error").GetProperty("code").GetString());
        Assert.Empty(json.RootElement.GetProperty("after").EnumerateArray());
    }

    [Fact]
    public async Task AFilingThatCounts_IsLookedAtForWarnings_AndAFreshDatabaseIsNotCountedTwice()
    {
        await RegisterAsync();

        // A look sees the year of counting; so the ledger is last month's, whenever this runs.
        var month = LedgerIntake.LedgerNow(TimeProvider.System).AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var file = await FileAsync([.. Enumerable.Range(1, 3).Select(number => Sample.RowOf(month, FormattableString.Invariant($"{number}"), (LedgerField.ReturnCount, "3")))]);

        var (exit, output, error) = await RunAsync("import", file, "--enterprise", Sample.EnterpriseCode, "--period", month);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("Looked for warnings: ", output, StringComparison.Ordinal);

        (exit, output, _) = await RunAsync("warnings", "list");
        Assert.Equal(0, exit);
        Assert.Contains("ReturnedOften", output, StringComparison.Ordinal);

        (exit, _, error) = await RunAsync("indicators", "--period", month);
        Assert.Equal((0, ""), (exit, error));

        (exit, output, error) = await RunAsync("warnings", "list", "--jurisdiction", "110000");
        Assert.Equal((1, "", "No jurisdiction has the code '110000'. The verb 'enterprises' lists the codes of those with enterprises."), (exit, output, error.TrimEnd()));
    }

    private async Task<string> FileAsync(params string?[][] rows)
    {
        var path = Path.Combine(_directory, "ledger.csv");
        await using var file = File.Create(path);
        await Sample.Csv(rows).CopyToAsync(file, Cancellation);
        return path;
    }

    private async Task RegisterAsync()
    {
        var db = Db.ForSqlite(Path.Combine(_directory, "portal.db"));
        await new Migrator(db, TimeProvider.System).MigrateAsync(Cancellation);
        await Sample.AddEnterpriseAsync(db, Cancellation);
    }

    private Task<(int Exit, string Output, string Error)> ImportAsync(string file, params string[] more) =>
        RunAsync(["import", file, "--enterprise", Sample.EnterpriseCode, "--period", "2025-11", "--as-of", "2025-12-05 09:00", .. more]);

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] words) => new PortalProcess(_directory).RunAsync(words);
}
