using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.Ledgers.Workbooks;

namespace Portal.Tests.Ledgers.Reading;

public sealed class XlsTests
{
    [Fact]
    public void AnOldWorkbook_IsReadLikeANewOne()
    {
        object?[] row = [.. HostilePackage.Case("152501202511030001")];
        row[(int)LedgerField.ReceivedAt] = 45964.336805555555;
        row[(int)LedgerField.Staff] = null;
        using var stream = Workbook(row);

        using var file = TestFile.Opened(stream);
        var read = Assert.Single(file.Rows());

        Assert.Equal(LedgerFormat.Xls, file.Format);
        Assert.Equal("台账", read.Header.Sheet);
        Assert.Equal(3, read.Number);
        Assert.Equal("152501202511030001", read.Text(LedgerField.CaseNo));
        Assert.Equal("", read.Text(LedgerField.Staff));
        Assert.Equal(TimeReading.Read, read.Time(LedgerField.ReceivedAt, out var received));
        Assert.Equal(new DateTime(2025, 11, 3, 8, 5, 0), received);
        Assert.Single(file.Rows());
    }

    [Fact]
    public void AnOldWorkbookMarked_ComesBackAsANewOne()
    {
        using var stream = Workbook([.. HostilePackage.Case("A-1")]);
        using var marked = new MemoryStream();

        MarkedWorkbook.Write(stream, [new CellIssue("台账", "A3", "重复")], marked);

        var row = Assert.Single(TestFile.Rows(marked));
        Assert.Equal(("台账", 3, "A-1"), (row.Header.Sheet, row.Number, row.Text(LedgerField.CaseNo)));
    }

    [Fact]
    public void AnOldWorkbookCutShort_IsUnreadable()
    {
        using var whole = Workbook([.. HostilePackage.Case("A-1")]);
        using var cut = new MemoryStream(whole.ToArray()[..1800]);

        Assert.Equal(RefusalCode.Unreadable, TestFile.Refused(cut).Code);
    }

    private static MemoryStream Workbook(params object?[][] rows) =>
        HandMadeXls.Of("台账", [["投诉清单台账"], [.. HostilePackage.Headers], .. rows]);
}
