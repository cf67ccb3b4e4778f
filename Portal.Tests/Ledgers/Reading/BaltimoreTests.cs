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
        Assert.All(rows, row => Assert.Equal(TimeReading.Read, row.Time(LedgerField.ReceivedAt, out _)));
        Assert.All(LedgerTemplate.Columns.Where(column => column.IsRequired), column =>
            Assert.All(rows, row => Assert.NotEmpty(row.Text(column.Field))));
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

        Assert.All(left.Rows().Zip(right.Rows()), pair =>
        {
            Assert.Equal(pair.First.Number, pair.Second.Number);
            Assert.All(LedgerTemplate.Columns, column =>
                Assert.Equal(pair.First.Text(column.Field), pair.Second.Text(column.Field)));
        });
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
}
