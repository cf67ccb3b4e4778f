using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;

namespace Portal.Tests.Ledgers.Reading;

/// <summary>10,000 real service requests, as .csv and as an .xlsx with a wrong dimension and a missing drawing.</summary>
public sealed class BaltimoreTests
{
    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public void EveryRowOfARealFile_IsReadThroughItsMapping(string extension)
    {
        using var stream = BaltimoreFiles.Open(extension);
        using var file = Assert.IsType<LedgerFileResult.Opened>(
            LedgerFile.Open(stream, ShippedMappings.Find("baltimore-311"))).File;

        var rows = file.Rows().ToList();

        Assert.Equal(10_000, rows.Count);
        Assert.Equal("18-00269879", rows[0].Text(LedgerField.CaseNo));
        Assert.Equal("来电", rows[0].Text(LedgerField.Channel));
        Assert.Equal(TimeReading.Read, rows[0].Time(LedgerField.ReceivedAt, out var received));
        Assert.Equal(new DateTime(2018, 4, 12, 11, 11, 26), received);
        Assert.Equal("A2", rows[0].Address(LedgerField.CaseNo));
        Assert.DoesNotContain(rows, row => row.Time(LedgerField.ReceivedAt, out _) != TimeReading.Read);
        Assert.All(LedgerTemplate.Columns.Where(column => column.IsRequired), column =>
            Assert.DoesNotContain(rows, row => row.Text(column.Field).Length == 0));
        Assert.Equal(309, rows.Count(row => row.IsSupplied(LedgerField.Address)));
        Assert.Equal(208, rows.Count(row => row.Time(LedgerField.ClosedAt, out _) == TimeReading.Empty));
        Assert.DoesNotContain(rows, row => row.Time(LedgerField.ClosedAt, out _) == TimeReading.Unreadable);
    }

    [Fact]
    public void BothFiles_SayTheSame()
    {
        using var csv = BaltimoreFiles.Open("csv");
        using var xlsx = BaltimoreFiles.Open("xlsx");
        var mapping = ShippedMappings.Find("baltimore-311");
        using var left = Assert.IsType<LedgerFileResult.Opened>(LedgerFile.Open(csv, mapping)).File;
        using var right = Assert.IsType<LedgerFileResult.Opened>(LedgerFile.Open(xlsx, mapping)).File;

        Assert.Equal(left.Rows().Select(Line), right.Rows().Select(Line));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public void WithoutItsMapping_TheFileIsRefusedWithItsHeadersShown(string extension)
    {
        using var stream = BaltimoreFiles.Open(extension);

        var refused = Assert.IsType<LedgerFileResult.Refused>(LedgerFile.Open(stream));

        Assert.True(refused.Refusal.Code is RefusalCode.MissingColumns or RefusalCode.NoHeader);
        Assert.Contains("SRRecordID", refused.Headers[0].Cells.Select(cell => cell.Text));
    }

    private static string Line(SheetRow row) =>
        row.Number + "|" + string.Join('|', LedgerTemplate.Columns.Select(column => row.Text(column.Field)));
}
