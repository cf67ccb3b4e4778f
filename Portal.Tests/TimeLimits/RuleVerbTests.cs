using System.Text.Json;
using Microsoft.Data.Sqlite;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Tests.Ledgers;
using Portal.Tests.Shell;

namespace Portal.Tests.TimeLimits;

/// <summary><c>rules list</c>, <c>rules adopt</c> and <c>import --json</c> as an operator calls them.</summary>
public sealed class RuleVerbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("regulator-rules-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task List_ShowsTheFiveSets_WithEveryRule_ItsRecordItsLengthAndItsQuote()
    {
        var (exit, output, error) = await RunAsync("rules", "list", "--json");

        Assert.Equal((0, ""), (exit, error));
        using var json = JsonDocument.Parse(output);
        var sets = json.RootElement.GetProperty("sets").EnumerateArray().ToList();
        Assert.Equal(["S0", "S1", "S2", "S3", "S4"], sets.Select(set => set.GetProperty("code").GetString()));
        var rules = sets.SelectMany(set => set.GetProperty("rules").EnumerateArray()).ToDictionary(rule => rule.GetProperty("id").GetString()!);
        Assert.Equal(RuleSets.Shipped.Sum(set => set.Rules.Count), rules.Count);
        Assert.All(rules.Values, rule => Assert.NotEqual("", rule.GetProperty("quote").GetString()));
        Assert.Equal(("Outage", "Before"), (rules["S2-34"].GetProperty("record").GetString(), rules["S2-34"].GetProperty("direction").GetString()));
        Assert.Equal([24, 48], rules["S2-31"].GetProperty("byPipe").EnumerateArray().Select(part => part.GetProperty("amount").GetInt32()));
        Assert.Equal(JsonValueKind.Null, rules["S2-25"].GetProperty("amount").ValueKind);

        (exit, output, _) = await RunAsync("rules", "list");
        Assert.Equal(0, exit);
        Assert.All(rules.Keys, id => Assert.Contains($"  {id} ", output, StringComparison.Ordinal));
        Assert.Contains("DN≤600 24 Hour, DN>600 48 Hour", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("S2", "159900", "15.10.2025", "'15.10.2025' is not a day. Write --from as yyyy-MM-dd, for example 2025-10-15.")]
    [InlineData("S2", "159900", "2025-02-30", "'2025-02-30' is not a day. Write --from as yyyy-MM-dd, for example 2025-10-15.")]
    [InlineData("S9", "159900", "2025-10-15", "No rule set is called 'S9'. Known are: S0, S1, S2, S3, S4.")]
    [InlineData("S2", "999999", "2025-10-15", "No jurisdiction has the code '999999'. The verb 'enterprises' lists the codes of those with enterprises.")]
    public async Task Adopt_WhatCannotBe_IsRefusedInOneLine(string set, string jurisdiction, string from, string said)
    {
        await RegisterAsync(Sector.Water);

        var (exit, output, error) = await RunAsync("rules", "adopt", set, "--jurisdiction", jurisdiction, "--from", from);

        Assert.Equal((1, "", said), (exit, output, error.TrimEnd()));
    }

    [Fact]
    public async Task Import_UnderS2_CountsVerdictsByTheIdsOfItsRules()
    {
        await RegisterAsync(Sector.Water);
        await AdoptAsync("S2");

        var limits = await ImportAsync(
            Row("1", "报修", "故障报修", (LedgerField.AcceptedAt, "2025-11-03 08:08:00"), (LedgerField.ArrivedAt, "2025-11-03 09:08:01"),
                (LedgerField.PipeDiameter, "600"), (LedgerField.RepairStartedAt, "2025-11-03 10:00:00"), (LedgerField.RepairedAt, "2025-11-04 10:00:01")),
            Row("2", "报修", "故障报修", (LedgerField.AcceptedAt, "2025-11-03 08:08:01"), (LedgerField.ArrivedAt, "2025-11-03 08:40:00"),
                (LedgerField.PipeDiameter, "800"), (LedgerField.RepairStartedAt, "2025-11-03 10:00:00"), (LedgerField.RepairedAt, "2025-11-05 10:00:00")),
            Row("3", "报修", "故障报修", (LedgerField.SubType, "井盖丢失"), (LedgerField.RepairedAt, "2025-11-03 12:00:00"),
                (LedgerField.ReturnedAt, "2025-11-03 08:30:00"), (LedgerField.ReturnReason, "不属于本单位职责")));

        Assert.Equal(SampleRules.OfRows("S2").Select(rule => rule.Id).Order(), limits.Keys.Order());
        Assert.Equal((1, 2, 0), Count(limits, "S2-11")); // the third was accepted by nobody and returned after 25 minutes
        Assert.Equal((1, 1, 1), Count(limits, "S2-12"));
        Assert.Equal((1, 0, 2), Count(limits, "S2-18"));
        Assert.Equal((1, 0, 2), Count(limits, "S2-30"));
        Assert.Equal((1, 1, 1), Count(limits, "S2-31"));
        Assert.Equal((1, 2, 0), Count(limits, "S2-23"));
    }

    [Fact]
    public async Task Import_UnderS3_CountsVerdictsByTheIdsOfItsRules()
    {
        await RegisterAsync(Sector.Gas);
        await AdoptAsync("S3");

        var limits = await ImportAsync(
            Row("1", "求助", "业务投诉", (LedgerField.SubType, "居民通气"), (LedgerField.ClosedAt, "2025-11-06 23:59:59")),
            Row("2", "报修", "故障报修", (LedgerField.ClosedAt, "2025-11-07 00:00:00")),
            Row("3", "投诉", "服务投诉", (LedgerField.ClosedAt, "2025-11-13 00:00:00"), (LedgerField.Validity, "无效")),
            Row("4", "咨询", "其他投诉", (LedgerField.FedBackAt, "2025-11-04 00:00:00"), (LedgerField.ClosedAt, "2025-11-04 00:00:00")));

        Assert.Equal(["S3-04", "S3-05", "S3-06", "S3-07", "S3-08"], limits.Keys.Order());
        Assert.Equal((1, 0, 3), Count(limits, "S3-04"));
        Assert.Equal((0, 0, 4), Count(limits, "S3-05"));
        Assert.Equal((0, 1, 3), Count(limits, "S3-06"));
        Assert.Equal((0, 0, 4), Count(limits, "S3-07"));
        Assert.Equal((0, 1, 3), Count(limits, "S3-08"));
    }

    [Fact]
    public async Task Import_UnderS4_CountsVerdictsByTheIdsOfItsRules()
    {
        await RegisterAsync(Sector.Heat);
        await AdoptAsync("S4");

        var limits = await ImportAsync(
            Row("1", "投诉", "质量投诉", (LedgerField.FedBackAt, "2025-11-06 23:59:59")),
            Row("2", "投诉", "质量投诉", (LedgerField.FedBackAt, "2025-11-07 00:00:00")),
            Row("3", "投诉", "质量投诉", (LedgerField.Grade, "复杂件"), (LedgerField.FedBackAt, "2025-11-07 00:00:00")));

        Assert.Equal(["S4-39", "S4-40"], limits.Keys.Order());
        Assert.Equal((1, 1, 1), Count(limits, "S4-39"));
        Assert.Equal((1, 0, 2), Count(limits, "S4-40"));
    }

    [Fact]
    public async Task Import_OfAFileThatIsRefused_SaysWhyAndWhatToDo()
    {
        await RegisterAsync(Sector.Heat);
        var path = Path.Combine(_directory, "ledger.csv");
        await File.WriteAllTextAsync(path, "投诉编号,受理渠道,诉求类别,投诉类型,紧急程度,投诉人,联系电话,地址,投诉内容\n1,来电,投诉,质量投诉,一般,用户,13800000000,示例街,室温偏低\n", Cancellation);

        var (exit, output, _) = await RunAsync("import", path, "--enterprise", Sample.EnterpriseCode, "--period", "2025-11");

        Assert.Equal(2, exit);
        Assert.Contains("MissingColumns: ", output, StringComparison.Ordinal);
        Assert.Contains("受理时间", output, StringComparison.Ordinal);
        Assert.Contains(
            output.Contains("lacks", StringComparison.Ordinal) ? "Add the missing columns" : "请补上缺少的列", output, StringComparison.Ordinal);
    }

    /// <summary>Received on Monday 3 November 2025 at 08:00, dispatched at 08:05; nothing else has happened but what is said.</summary>
    private static string?[] Row(string caseNo, string requestClass, string type, params (LedgerField Field, string? Value)[] changes) => Sample.Row(
        caseNo,
        [
            (LedgerField.RequestClass, requestClass), (LedgerField.ComplaintType, type), (LedgerField.RespondedAt, null), (LedgerField.ArrivedAt, null),
            (LedgerField.FedBackAt, null), (LedgerField.ClosedAt, null), (LedgerField.Rating, null), .. changes,
        ]);

    private static (int Met, int Missed, int NotApplicable) Count(Dictionary<string, Dictionary<string, int>> limits, string ruleId)
    {
        var counts = limits[ruleId];
        return (counts["Met"], counts["Late"] + counts["OpenOverdue"], counts["NotApplicable"]);
    }

    private async Task<Dictionary<string, Dictionary<string, int>>> ImportAsync(params string?[][] rows)
    {
        var path = Path.Combine(_directory, "ledger.csv");
        await using (var file = File.Create(path))
        {
            await Sample.Csv(rows).CopyToAsync(file, Cancellation);
        }

        var (exit, output, error) = await RunAsync(
            "import", path, "--enterprise", Sample.EnterpriseCode, "--period", "2025-11", "--as-of", "2025-12-05 09:00", "--json");
        Assert.Equal((0, ""), (exit, error));
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("limits").Deserialize<Dictionary<string, Dictionary<string, int>>>()!;
    }

    private async Task RegisterAsync(Sector sector)
    {
        var db = Db.ForSqlite(Path.Combine(_directory, "portal.db"));
        await new Migrator(db, TimeProvider.System).MigrateAsync(Cancellation);
        await Sample.AddEnterpriseAsync(db, Cancellation, sector);
    }

    private async Task AdoptAsync(string set)
    {
        var (exit, output, error) = await RunAsync("rules", "adopt", set, "--jurisdiction", "159900", "--from", "2025-10-15");
        Assert.Equal((0, $"159900 follows {set} from 2025-10-15.", ""), (exit, output.TrimEnd(), error));
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] words) => new PortalProcess(_directory).RunAsync(words);
}
