using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Workbooks;
using Portal.Tests.Ledgers.Reading;
using static Portal.Tests.Ledgers.Reading.HostilePackage;

namespace Portal.Tests.Ledgers.Workbooks;

public sealed class MarkedWorkbookTests
{
    [Fact]
    public void FaultyCells_AreColouredAndCommentedAndTheRestStays()
    {
        using var original = new MemoryStream();
        LedgerWorkbook.Write(original, Enumerable.Range(1, 5).Select(number => new object?[] { $"A-{number}", "来电" }));

        using var marked = Marked(original,
            new CellIssue(LedgerWorkbook.SheetName, "B3", "不在列表中"), new CellIssue(LedgerWorkbook.SheetName, "B3", "请从下拉列表中选择"),
            new CellIssue(LedgerWorkbook.SheetName, "R3", "必填"), new CellIssue("", "", "缺少期间"));

        using var document = SpreadsheetDocument.Open(marked, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri}: {error.Description}"));
        var workbook = document.WorkbookPart!;
        Assert.Equal([MarkedWorkbook.ListName, LedgerWorkbook.SheetName], workbook.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        var part = (WorksheetPart)workbook.GetPartById(workbook.Workbook.Descendants<Sheet>().Last().Id!.Value!);
        Assert.Equal(["B3", "R3"], part.WorksheetCommentsPart!.Comments.Descendants<Comment>().Select(comment => comment.Reference!.Value));
        Assert.Equal("不在列表中\n请从下拉列表中选择", part.WorksheetCommentsPart.Comments.Descendants<Comment>().First().InnerText);
        Assert.Equal(["B3", "R3"], part.Worksheet.Descendants<Cell>().Where(cell => IsRed(workbook, cell)).Select(cell => cell.CellReference!.Value));
        Assert.Equal(["A-1", "A-2", "A-3", "A-4", "A-5"], TestFile.Rows(new MemoryStream(marked.ToArray())).Select(row => row.Text(LedgerField.CaseNo)));
    }

    [Fact]
    public void AWorkbookMarkedMendedAndMarkedAgain_CarriesOnlyTheNewIssues()
    {
        using var first = new MemoryStream();
        LedgerWorkbook.Write(first, [["A-1"], ["A-2"]]);
        using var once = Marked(first, new CellIssue(LedgerWorkbook.SheetName, "A2", "甲"), new CellIssue(LedgerWorkbook.SheetName, "A3", "乙"));
        using var twice = Marked(once, new CellIssue(LedgerWorkbook.SheetName, "A2", "丙"));

        Assert.Equal(["A2: 丙"], Comments(twice));
    }

    [Fact]
    public void TheSendersOwnNotes_AreKept()
    {
        using var first = new MemoryStream();
        using (var workbook = new WorkbookWriter(first))
        {
            workbook.BeginSheet(new SheetShape("台账"));
            workbook.WriteRow([.. HostilePackage.Headers]);
            workbook.WriteRow(["A-1"]);
            workbook.EndSheet(comments: [new CellComment("A2", "请核", IsSendersOwn: true), new CellComment("A1", "编号", IsSendersOwn: true)]);
        }

        using var once = Marked(first, new CellIssue("台账", "A2", "甲"));
        using var twice = Marked(once, new CellIssue("台账", "A2", "乙"));

        Assert.Equal(["A2: 乙\n原批注：请核", "A1: 编号"], Comments(twice));
    }

    [Fact]
    public void AWorkbookWithMissingParts_IsMarkedAndMended()
    {
        using var original = new HostilePackage()
            .Sheet(HeaderRow() + Row(2, Case()), after: """<drawing r:id="rId1"/>""")
            .Part("xl/worksheets/_rels/sheet1.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>""")
            .Build();

        using var marked = Marked(original, new CellIssue("台账", "C2", "坏"));

        Assert.Equal("A-1", Assert.Single(TestFile.Rows(marked)).Text(LedgerField.CaseNo));
        marked.Position = 0;
        using var zip = new System.IO.Compression.ZipArchive(marked);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.DoesNotContain("<drawing", sheet.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheRealWorkbookThatIsHardToRead_IsMarked()
    {
        using var original = BaltimoreFiles.Open("xlsx");

        using var marked = Marked(original, [.. Enumerable.Range(2, 9_000).Select(row => new CellIssue("Sheet 1", $"E{row}", "早于报送期"))]);

        using var document = SpreadsheetDocument.Open(marked, isEditable: false);
        var part = document.WorkbookPart!.WorksheetParts.Single(sheet => sheet.WorksheetCommentsPart is not null);
        Assert.Equal(5_000, part.WorksheetCommentsPart!.Comments.Descendants<Comment>().Count());
        Assert.Equal(9_000, part.Worksheet.Descendants<Cell>().Count(cell => IsRed(document.WorkbookPart, cell)));
        Assert.Equal(10_000, TestFile.Rows(marked, ShippedMappings.Find("baltimore-311")).Count);
    }

    [Fact]
    public void ATextFile_ComesBackAsAWorkbookWithTheSameCells()
    {
        var csv = "标题\n" + string.Join(',', HostilePackage.Headers) + "\n\n" + string.Join(',', Case("A-1")) + "\n";
        using var original = new MemoryStream(Encoding.UTF8.GetBytes(csv));

        using var marked = Marked(original, new CellIssue("", "A4", "重复"), new CellIssue("", "AN4", "多余"));

        using var document = SpreadsheetDocument.Open(marked, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => error.Description));
        var row = Assert.Single(TestFile.Rows(new MemoryStream(marked.ToArray())));
        Assert.Equal(4, row.Number);
        Assert.Equal("测温单1份", row.Text(LedgerField.Evidence));
        var part = document.WorkbookPart!.WorksheetParts.Single(sheet => sheet.WorksheetCommentsPart is not null);
        Assert.Equal(["A4", "AN4"], part.Worksheet.Descendants<Cell>().Where(cell => IsRed(document.WorkbookPart, cell)).Select(cell => cell.CellReference!.Value));
    }

    private static MemoryStream Marked(Stream original, params CellIssue[] issues)
    {
        var output = new MemoryStream();
        MarkedWorkbook.Write(original, issues, output);
        return output;
    }

    private static List<string> Comments(MemoryStream marked)
    {
        using var document = SpreadsheetDocument.Open(marked, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => error.Description));
        var part = document.WorkbookPart!.WorksheetParts.Select(sheet => sheet.WorksheetCommentsPart).OfType<WorksheetCommentsPart>().Single();
        return [.. part.Comments.Descendants<Comment>().Select(comment => $"{comment.Reference}: {comment.InnerText}")];
    }

    private static bool IsRed(WorkbookPart workbook, Cell cell)
    {
        if (cell.StyleIndex is null)
        {
            return false;
        }

        var styles = workbook.WorkbookStylesPart!.Stylesheet;
        var format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex.Value);
        return styles.Fills!.Elements<Fill>().ElementAt((int)(format.FillId?.Value ?? 0)).PatternFill?.ForegroundColor?.Rgb?.Value == "FFFFC7CE";
    }
}
