using System.CommandLine;
using Dapper;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Data.Warnings;
using Portal.Ledgers;

namespace Portal.Warnings;

/// <summary>
/// Verb <c>bench warnings</c>: files a season of a province and measures the nightly look for warnings over all of it,
/// beside the bare reading of the same rows, and the look that follows a single filing.
/// </summary>
internal static class WarningBench
{
    public static Command Build() => BenchProvince.Measure("warnings", "The look for warnings over a season of a province", 600_000, 6, RunAsync);

    private static async Task RunAsync(BenchProvince province, CancellationToken cancellation)
    {
        var (db, audit) = (province.Db, province.Audit);
        var watch = new WarningWatch(
            new WarningFactStore(db, province.Keys), new WarningRuleStore(db, audit), new WarningWriter(db, audit), new EnterpriseStore(db), new JurisdictionStore(db), new SeasonStore(db, audit), QuietHours.LocalDefault);
        var asOf = province.LastMonth.AddMonths(1).AddDays(19).ToDateTime(new(18, 0));
        var (_, floor) = await BenchProvince.TimeAsync("bare reading of the same rows and columns", () => ReadAsync(db, cancellation));
        var (_, first) = await BenchProvince.TimeAsync("first night: everything is new", () => watch.RunAsync(null, asOf, asOf, cancellation));
        var (_, next) = await BenchProvince.TimeAsync("a night after: everything is known", () => watch.RunAsync(null, asOf.AddDays(1), asOf.AddDays(1), cancellation));
        var one = (await new EnterpriseStore(db).ReadListAsync(cancellation))[0].Code;
        await BenchProvince.TimeAsync("after one filing", () => watch.RunAsync([one], asOf.AddDays(1), asOf.AddDays(1), cancellation));
        BenchProvince.Say($"ratio of first night to bare reading: {first / floor:F2}");
        BenchProvince.Say($"ratio of a night after to bare reading: {next / floor:F2}");
    }

    /// <summary>What any evaluation must at least do: fetch the columns of every row that counts, enterprise by enterprise.</summary>
    private static async Task<int> ReadAsync(Db db, CancellationToken cancellation)
    {
        const string sql = """
            SELECT L.Id, L.CaseNo, L.ReceivedAt, L.Channel, L.RequestClass, L.ComplaintType, L.SubType, L.Community, L.AddressHash, L.ReturnCount,
                L.ClosedAt, L.AppointedAt, L.ExtendedTo
            FROM LedgerRow L
            WHERE L.EnterpriseCode = @Code AND L.IsCurrent = 1
            """;

        var read = 0;
        await using var connection = await db.OpenAsync(cancellation);
        foreach (var enterprise in await new EnterpriseStore(db).ReadListAsync(cancellation))
        {
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, new { enterprise.Code }, cancellationToken: cancellation));
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync(cancellation))
            {
                reader.GetValues(values);
                read++;
            }
        }

        return read;
    }
}
