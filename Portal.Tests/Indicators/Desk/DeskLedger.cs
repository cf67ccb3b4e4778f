using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Indicators.Desk;

/// <summary>Nine enterprises in two counties of a league with ledgers of two months, drawn from a seed and filed as users file.</summary>
internal sealed record DeskLedger(TestDatabase Database, IReadOnlyList<DeskRow> Rows) : IAsyncDisposable
{
    public const string League = "159900";
    public const string North = "159901";
    public const string South = "159902";

    public static readonly DateOnly November = new(2025, 11, 1);

    private static readonly string[] s_types = ["服务投诉", "停供投诉", "故障报修", "质量投诉", "其他投诉"];

    /// <summary>The first seven lie in the north; all supply heat to 20,000 households, the last to none declared.</summary>
    public static IReadOnlyList<string> Enterprises { get; } =
        [.. Enumerable.Range(1, 9).Select(number => $"9115990{(number <= 7 ? 1 : 2)}00000{number:000}0").Select(body => body + CreditCode.CheckCharacter(body))];

    public Db Db => Database.Db;

    public static Actor Officer(string jurisdiction) => new("officer", "Officer", Role.RegulatorOfficer, jurisdiction);

    public static Actor Handler(string enterprise) => new("handler", "Handler", Role.EnterpriseHandler, enterprise);

    public static async Task<DeskLedger> FileAsync(Engine engine, int seed, int rows, CancellationToken cancellation)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await new JurisdictionStore(database.Db).AppendAsync(
            [
                new() { Code = League, Name = "示例盟", NameEn = "Sample League", Level = JurisdictionLevel.City },
                new() { Code = North, ParentCode = League, Name = "北旗", NameEn = "North", Level = JurisdictionLevel.County },
                new() { Code = South, ParentCode = League, Name = "南旗", NameEn = "South", Level = JurisdictionLevel.County },
            ],
            cancellation);
        await new EnterpriseStore(database.Db).AppendAsync(
            [
                .. Enterprises.Select((code, index) => new Enterprise
                {
                    Code = code,
                    Name = $"热力{index + 1}",
                    NameEn = $"Heat {index + 1}",
                    JurisdictionCode = CountyOf(code),
                    Sectors = [Sector.Heat],
                }),
            ],
            cancellation);
        await new EnterpriseSizeStore(database.Db).AppendAsync(
            [.. Enterprises.SkipLast(1).Select(code => new EnterpriseSize { EnterpriseCode = code, Year = 2025, Households = 20_000 })], cancellation);

        var draw = new Random(seed);
        var filed = new List<DeskRow>();
        foreach (var code in Enterprises)
        {
            foreach (var month in new[] { 10, 11 })
            {
                var values = Enumerable.Range(0, draw.Next(1, rows)).Select(number => Row(draw, month, number)).ToList();
                using var file = Sample.Csv([.. values]);
                var request = Sample.Request(file, new DateOnly(2025, month, 1)) with { EnterpriseCode = code };
                var report = await Sample.Intake(database.Db).ReceiveAsync(request, null, cancellation);
                Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
                filed.AddRange(values.Select(row => new DeskRow(code, month, row)));
            }
        }

        return new(database, filed);
    }

    public static string CountyOf(string enterprise) => enterprise[..8].EndsWith('1') ? North : South;

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static string?[] Row(Random draw, int month, int number)
    {
        var received = new DateTime(2025, month, 1).AddMinutes(draw.Next(27 * 1440));
        return Sample.Row(
            $"{month:D2}{number:D4}",
            (LedgerField.ComplaintType, Pick(s_types)),
            (LedgerField.RequestClass, Pick(["咨询", "报修", "投诉"])),
            (LedgerField.SubType, Pick<string?>(["室温不达标", "暖气片不热", null])),
            (LedgerField.Responsibility, Pick<string?>(["企业责任", "用户户内设施", null])),
            (LedgerField.Community, Pick<string?>(["东苑", "西苑", "南里", null])),
            (LedgerField.Address, $"{draw.Next(1, 9)}号楼"),
            (LedgerField.ReceivedAt, Text(received)),
            (LedgerField.DispatchedAt, Text(received.AddMinutes(5))),
            (LedgerField.RespondedAt, draw.Next(6) == 0 ? null : Text(received.AddMinutes(draw.Next(6, 60)))),
            (LedgerField.ArrivedAt, null),
            (LedgerField.FedBackAt, draw.Next(7) == 0 ? null : Text(received.AddMinutes(draw.Next(200, 4000)))),
            (LedgerField.ClosedAt, null));

        T Pick<T>(T[] from) => from[draw.Next(from.Length)];
    }

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A row as it stood in the file.</summary>
internal sealed record DeskRow(string Enterprise, int Month, string?[] Values)
{
    public string County => DeskLedger.CountyOf(Enterprise);

    public string? this[LedgerField field] => Values[(int)field];

    public DateTime? At(LedgerField field) => this[field] is { } text
        ? DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
