using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;

namespace Portal.Tests.Ledgers.Cases;

/// <summary>Two enterprises in two counties with ledgers of two months, drawn from a fixed seed and filed the way users file.</summary>
internal static class RandomLedger
{
    public const string League = "159900";
    public const string HeatCounty = "159901";
    public const string WaterCounty = "159902";

    private static readonly string[] s_channels = ["来电", "来访", "12345热线工单", "上级交办", "转办"];
    private static readonly string[] s_classes = ["咨询", "求助", "报修", "投诉", "举报", "建议"];
    private static readonly string[] s_types = ["服务投诉", "停供投诉", "故障报修", "质量投诉", "其他投诉"];
    private static readonly string?[] s_ratings = [null, "非常满意", "满意", "基本满意", "不满意", "非常不满意", "未评价"];

    public static string Heat { get; } = Code("91159901000000010");

    public static string Water { get; } = Code("91159902000000010");

    public static PersonalData PersonalData { get; } =
        PersonalData.Open(Path.Combine(Path.GetTempPath(), "regulator-test-keys", "personal-data.json"));

    public static Actor Regulator(string jurisdiction) => new("officer", "Officer", Role.RegulatorOfficer, jurisdiction);

    /// <param name="adorn">Fills what else a test needs of a row, by a draw of its own.</param>
    public static async Task<TestDatabaseWithLedgers> FileAsync(
        Engine engine, int seed, int rows, CancellationToken cancellation, Action<Random, string?[]>? adorn = null)
    {
        var database = await Storage.TestDatabase.CreateAsync(engine);
        await AddRegistryAsync(database.Db, cancellation);
        var filed = new List<FiledRow>();
        var draw = new Random(seed);
        var more = new Random(seed + 1000);
        foreach (var (code, month) in new[] { (Heat, 10), (Heat, 11), (Water, 11) })
        {
            var values = Enumerable.Range(0, rows).Select(number => Row(draw, month, number)).ToList();
            values.ForEach(row => adorn?.Invoke(more, row));
            var request = Sample.Request(Sample.Csv([.. values]), new DateOnly(2025, month, 1)) with { EnterpriseCode = code };
            var report = await Sample.Intake(database.Db).ReceiveAsync(request, null, cancellation);
            Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
            filed.AddRange(values.Select(row => new FiledRow(code, month, row)));
        }

        return new(database, filed);
    }

    private static async Task AddRegistryAsync(Db db, CancellationToken cancellation)
    {
        await new JurisdictionStore(db).AppendAsync(
            [
                new() { Code = League, Name = "示例盟", NameEn = "Sample League", Level = JurisdictionLevel.City },
                new() { Code = HeatCounty, ParentCode = League, Name = "示例旗", NameEn = "Sample Banner", Level = JurisdictionLevel.County },
                new() { Code = WaterCounty, ParentCode = League, Name = "示例县", NameEn = "Sample County", Level = JurisdictionLevel.County },
            ],
            cancellation);
        await new EnterpriseStore(db).AppendAsync(
            [
                new() { Code = Heat, Name = "示例热力", NameEn = "Sample Heat", JurisdictionCode = HeatCounty, Sectors = [Sector.Heat] },
                new() { Code = Water, Name = "示例水务", NameEn = "Sample Water", JurisdictionCode = WaterCounty, Sectors = [Sector.Water] },
            ],
            cancellation);
        await new EnterpriseSizeStore(db).AppendAsync([new() { EnterpriseCode = Heat, Year = 2024, Households = 5000 }], cancellation);
    }

    private static string?[] Row(Random draw, int month, int number)
    {
        var received = new DateTime(2025, month, 1).AddMinutes(draw.Next(28 * 1440));
        var row = Sample.Row(
            $"{month:D2}{number:D4}",
            (LedgerField.Channel, Pick(s_channels)),
            (LedgerField.RequestClass, Pick(s_classes)),
            (LedgerField.ComplaintType, Pick(s_types)),
            (LedgerField.Rating, Pick(s_ratings)),
            (LedgerField.ReceivedAt, Text(received)),
            (LedgerField.DispatchedAt, draw.Next(5) == 0 ? null : Text(received.AddMinutes(5))),
            (LedgerField.RespondedAt, draw.Next(6) == 0 ? null : Text(received.AddMinutes(draw.Next(6, 60)))),
            (LedgerField.ArrivedAt, draw.Next(4) == 0 ? null : Text(received.AddMinutes(draw.Next(60, 180)))));
        var isOpen = draw.Next(6) == 0;
        var fedBack = received.AddMinutes(draw.Next(200, 6000));
        row[(int)LedgerField.FedBackAt] = isOpen || fedBack > Sample.JudgedAt ? null : Text(fedBack);
        row[(int)LedgerField.ClosedAt] = isOpen || fedBack > Sample.JudgedAt.AddMinutes(-60) || draw.Next(8) == 0 ? null : Text(fedBack.AddMinutes(30));
        return row;

        T Pick<T>(T[] from) => from[draw.Next(from.Length)];
    }

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static string Code(string body) => body + CreditCode.CheckCharacter(body);
}

/// <summary>A row as it stood in the file.</summary>
internal sealed record FiledRow(string EnterpriseCode, int Month, string?[] Values)
{
    public string? this[LedgerField field] => Values[(int)field];

    public DateTime? At(LedgerField field) =>
        this[field] is { } text ? DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The limit of feedback by hand: 48 hours, or the end of the fifth day for what others hand over.</summary>
    public DateTime FeedbackDue => this[LedgerField.Channel] is "上级交办" or "转办"
        ? At(LedgerField.ReceivedAt)!.Value.Date.AddDays(6).AddSeconds(-1)
        : At(LedgerField.ReceivedAt)!.Value.AddHours(48);
}

internal sealed record TestDatabaseWithLedgers(Storage.TestDatabase Database, IReadOnlyList<FiledRow> Rows) : IAsyncDisposable
{
    public Db Db => Database.Db;

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
