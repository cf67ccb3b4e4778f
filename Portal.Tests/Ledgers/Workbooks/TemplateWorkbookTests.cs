using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Workbooks;
using Portal.Tests.Ledgers.Reading;

namespace Portal.Tests.Ledgers.Workbooks;

public sealed class TemplateWorkbookTests
{
    [Fact]
    public void TheTemplate_IsAValidWorkbookWithADropDownPerList()
    {
        using var stream = new MemoryStream();
        TemplateWorkbook.Write(stream);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        var lists = document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<DataValidation>()).ToList();
        Assert.Equal(8, lists.Count);
        Assert.Equal("B2:B1048576", lists[0].SequenceOfReferences!.InnerText);
        Assert.Equal("选项!$A$1:$A$9", lists[0].Formula1!.Text);
    }

    [Fact]
    public void TheTemplateSentBackEmpty_IsReadAndOnlyItsLedgerSheetIs()
    {
        using var stream = new MemoryStream();
        TemplateWorkbook.Write(stream);
        using var file = TestFile.Opened(stream);

        Assert.Empty(file.Rows());
        var header = Assert.Single(file.Headers);
        Assert.Empty(header.Unmatched);
        Assert.All(LedgerTemplate.Columns, column => Assert.Equal((int)column.Field, header[column.Field].Index));
        Assert.Equal([TemplateWorkbook.NotesName, TemplateWorkbook.ListsName], file.Skipped.Select(sheet => sheet.Sheet));
    }

    [Theory]
    [InlineData(TextStorage.Inline)]
    [InlineData(TextStorage.Shared)]
    public void RowsWritten_AreReadBackTheSame(TextStorage storage)
    {
        var rows = Enumerable.Range(1, 50).Select(number => new object?[]
        {
            $"A-{number}", "来电", "投诉", "质量投诉", null, "一般", null, "王<某>", "13800000000", "小区&1", "1号楼", "第一行\n第二行 _x000D_ \u0001𠮷",
            null, null, 16.5, null, 300d, new DateTime(2025, 11, 3, 8, 5, number),
        }).ToList();
        using var stream = new MemoryStream();
        LedgerWorkbook.Write(stream, rows, storage);
        using var file = TestFile.Opened(stream);

        var read = file.Rows().ToList();

        Assert.Equal(rows.Select(row => row[0]), read.Select(row => row.Text(LedgerField.CaseNo)));
        Assert.Equal(rows.Select(row => row[17]), read.Select(row => row.Cell(LedgerField.ReceivedAt)));
        Assert.All(read, row => Assert.Equal("第一行\n第二行 _x000D_ \u0001𠮷", row.Text(LedgerField.Content)));
        Assert.All(read, row => Assert.Equal("王<某>", row.Text(LedgerField.ComplainantName)));
        Assert.All(read, row => Assert.Equal(16.5, row.Cell(LedgerField.RoomTemperature)));
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => error.Description));
    }

    [Fact]
    public void AnotherReader_SeesTheSameWorkbook()
    {
        using var stream = new MemoryStream();
        LedgerWorkbook.Write(stream, [["A-1", "来电"]]);
        using var reader = ExcelDataReader.ExcelReaderFactory.CreateOpenXmlReader(stream);

        reader.Read();
        Assert.Equal("投诉编号*", reader.GetString(0));
        reader.Read();
        Assert.Equal(["A-1", "来电"], [reader.GetString(0), reader.GetString(1)]);
    }
}
