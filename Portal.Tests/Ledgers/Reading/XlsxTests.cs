using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using static Portal.Tests.Ledgers.Reading.HostilePackage;

namespace Portal.Tests.Ledgers.Reading;

/// <summary>What real workbooks do to a reader, one trait at a time.</summary>
public sealed class XlsxTests
{
    [Fact]
    public void TitleRowsAndMergedTitleCells_StandAboveTheHeader()
    {
        using var file = new HostilePackage().Sheet(
            Row(1, "某供热公司2025年11月投诉清单台账") + Row(2, "填报单位：", "某供热公司", "", "填报时间：") + HeaderRow(4) + Row(5, Case("A-1")),
            after: """<mergeCells count="1"><mergeCell ref="A1:AL1"/></mergeCells>""").Build();

        var row = Assert.Single(TestFile.Rows(file));

        Assert.Equal(4, row.Header.Row);
        Assert.Equal("A5", row.Address(LedgerField.CaseNo));
        Assert.Equal("AL5", row.Address(LedgerField.Evidence));
    }

    [Fact]
    public void AHeaderOfTwoRows_IsPutTogether()
    {
        var upper = Headers;
        var lower = new string[upper.Length];
        Array.Fill(lower, "");
        for (var i = (int)LedgerField.ReceivedAt; i <= (int)LedgerField.CalledBackAt; i++)
        {
            (lower[i], upper[i]) = (upper[i], i == (int)LedgerField.ReceivedAt ? "各环节时间" : "");
        }

        using var file = new HostilePackage().Sheet(Row(1, upper) + Row(2, lower) + Row(3, Case())).Build();

        var row = Assert.Single(TestFile.Rows(file));

        Assert.Equal(2, row.Header.Row);
        Assert.Equal("A-1", row.Text(LedgerField.CaseNo));
        Assert.Equal(TimeReading.Read, row.Time(LedgerField.ReceivedAt, out _));
        Assert.Equal("已解决", row.Text(LedgerField.Outcome));
    }

    [Theory]
    [InlineData("A1")]
    [InlineData("A1:C1")]
    [InlineData("A1:XFD1048576")]
    [InlineData("nonsense")]
    public void AWrongDimension_HidesNothing(string dimension)
    {
        using var file = new HostilePackage().Sheet(HeaderRow() + Row(2, Case()), before: $"<dimension ref=\"{dimension}\"/>").Build();

        Assert.Equal("测温单1份", Assert.Single(TestFile.Rows(file)).Text(LedgerField.Evidence));
    }

    [Fact]
    public void RelationshipsToMissingParts_DoNoHarm()
    {
        using var file = new HostilePackage()
            .Sheet(HeaderRow() + Row(2, Case()), after: """<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>""")
            .Part("xl/worksheets/_rels/sheet1.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>""")
            .Build();

        Assert.Single(TestFile.Rows(file));
    }

    [Fact]
    public void SharedInlineRichAndFormulaStrings_AreAllText()
    {
        var header = HeaderRow();
        var row = """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="str"><f>"来"&amp;"电"</f><v>来电</v></c><c r="L2" t="s"><v>1</v></c><c r="R2" t="inlineStr"><is><r><t>2025-11-03</t></r><r><t xml:space="preserve"> 08:05</t></r></is></c></row>""";
        using var file = new HostilePackage().Sheet(header + row)
            .Part("xl/sharedStrings.xml", """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>A-9</t></si><si><r><t>室温</t></r><r><t>偏低</t></r><rPh sb="0" eb="1"><t>しつおん</t></rPh></si></sst>""")
            .Build();

        var read = Assert.Single(TestFile.Rows(file));

        Assert.Equal("A-9", read.Text(LedgerField.CaseNo));
        Assert.Equal("来电", read.Text(LedgerField.Channel));
        Assert.Equal("室温偏低", read.Text(LedgerField.Content));
        Assert.Equal(TimeReading.Read, read.Time(LedgerField.ReceivedAt, out var received));
        Assert.Equal(new DateTime(2025, 11, 3, 8, 5, 0), received);
    }

    [Fact]
    public void TrueDatesAndTextDates_MixInOneColumn()
    {
        var cells = """<c r="A{0}" t="inlineStr"><is><t>A-{0}</t></is></c>""";
        string[] times = ["""<c r="R2" s="1"><v>45964.336805555555</v></c>""", """<c r="R3" s="2"><v>45964.336805555555</v></c>""",
            """<c r="R4"><v>45964.336805555555</v></c>""", """<c r="R5" t="inlineStr"><is><t>2025/11/3 8:05:00</t></is></c>""",
            """<c r="R6" t="d"><v>2025-11-03T08:05:00</v></c>"""];
        var rows = string.Concat(times.Select((time, i) => $"<row r=\"{i + 2}\">{string.Format(null, cells, i + 2)}{time}</row>"));
        using var file = new HostilePackage().Sheet(HeaderRow() + rows).Build();

        Assert.All(TestFile.Rows(file), row =>
        {
            Assert.Equal(TimeReading.Read, row.Time(LedgerField.ReceivedAt, out var received));
            Assert.Equal(new DateTime(2025, 11, 3, 8, 5, 0), received);
        });
    }

    [Fact]
    public void AWorkbookOfThe1904System_GivesTheSameDay()
    {
        using var file = new HostilePackage { Is1904 = true }
            .Sheet(HeaderRow() + """<row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c><c r="R2" s="1"><v>44502.5</v></c></row>""").Build();

        Assert.Single(TestFile.Rows(file)).Time(LedgerField.ReceivedAt, out var received);

        Assert.Equal(new DateTime(2025, 11, 3, 12, 0, 0), received);
    }

    [Fact]
    public void EscapedReturnsLineBreaksAndBlanks_BecomePlainText()
    {
        using var file = new HostilePackage().Sheet(HeaderRow() + Row(2, Case("　A-1 ",
            (LedgerField.Content, "第一行_x000D_\n第二行&#13;\n第三行_x005F_x000D_ "), (LedgerField.ComplainantPhone, "１３８００００００００")))).Build();

        var row = Assert.Single(TestFile.Rows(file));

        Assert.Equal("A-1", row.Text(LedgerField.CaseNo));
        Assert.Equal("第一行\n第二行\n第三行_x000D_", row.Text(LedgerField.Content));
        Assert.Equal("13800000000", row.Text(LedgerField.ComplainantPhone));
    }

    [Fact]
    public void LongIds_KeepTheirDigits()
    {
        using var file = new HostilePackage().Sheet(HeaderRow()
            + Row(2, Case("152501202511030001"))
            + """<row r="3"><c r="A3"><v>123456789012345</v></c></row><row r="4"><c r="A4"><v>1.52501202511030E+17</v></c></row>""").Build();

        Assert.Equal(["152501202511030001", "123456789012345", "152501202511030000"],
            TestFile.Rows(file).Select(row => row.Text(LedgerField.CaseNo)));
    }

    [Fact]
    public void AMillionPhantomRows_AreSkippedQuickly()
    {
        var phantoms = string.Concat(Enumerable.Range(3, 200_000).Select(number => $"<row r=\"{number}\"><c r=\"A{number}\" s=\"1\"/></row>"));
        using var file = new HostilePackage().Sheet(
            HeaderRow() + Row(2, Case()) + phantoms + Row(1_000_000, "  ", "　") + Row(1_048_576, Case("A-2"))).Build();

        Assert.Equal([2, 1_048_576], TestFile.Rows(file).Select(row => row.Number));
    }

    [Fact]
    public void SeveralSheets_AreReadAndNotesHiddenAndEmptyOnesAreListed()
    {
        using var stream = new HostilePackage()
            .Sheet(Row(1, "填写说明") + Row(2, "投诉编号", "本单位内唯一"), "说明")
            .Sheet(HeaderRow() + Row(2, Case("A-1")), "11月上")
            .Sheet("", "Sheet3")
            .Sheet(HeaderRow() + Row(2, Case("旧")), "草稿", "hidden")
            .Sheet(Row(1, Enumerable.Reverse(Headers)) + Row(2, Enumerable.Reverse(Case("A-2"))), "11月下")
            .Build();

        using var file = TestFile.Opened(stream);

        Assert.Equal(["A-1", "A-2"], file.Rows().Select(row => row.Text(LedgerField.CaseNo)));
        Assert.Equal(["11月上", "11月下"], file.Headers.Select(header => header.Sheet));
        Assert.Equal(
            [new SkippedSheet("说明", SkipReason.NoHeader), new SkippedSheet("Sheet3", SkipReason.Empty), new SkippedSheet("草稿", SkipReason.Hidden)],
            file.Skipped);
    }

    [Fact]
    public void AHeaderRepeatedOnEveryPage_IsNotACase()
    {
        using var file = new HostilePackage().Sheet(HeaderRow() + Row(2, Case("A-1")) + HeaderRow(3) + Row(4, Case("A-2"))).Build();

        Assert.Equal([2, 4], TestFile.Rows(file).Select(row => row.Number));
    }

    [Fact]
    public void RowsCanBeReadAgain()
    {
        using var stream = new HostilePackage().Sheet(HeaderRow() + Row(2, Case())).Build();
        using var file = TestFile.Opened(stream);

        Assert.Equal(file.Rows().Count(), file.Rows().Count());
        Assert.Equal(1, file.Progress);
    }
}
