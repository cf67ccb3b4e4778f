using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Portal.SpotChecks.Outcomes;

namespace Portal.Tests.SpotChecks.Outcomes;

/// <summary>Reports as files: sound whatever people have written, in faces that have the letters.</summary>
public sealed class ReportDocumentTests
{
    /// <summary>What breaks XML, what looks like markup, a field, a formula or an escape, and letters beyond the first plane.</summary>
    public static TheoryData<string, string> Words { get; } = new()
    {
        { "a\u0000b\u0001c\u000bd\u001fe\ufffef\uffffg", "abcdefg" },
        { "half \ud83d pair \udc00", "half \ufffd pair \ufffd" },
        { "<w:p/></w:t>&amp;\"'", "<w:p/></w:t>&amp;\"'" },
        { "{ HYPERLINK \"http://example.org\" } \u0013 DDEAUTO cmd \u0014x\u0015", "{ HYPERLINK \"http://example.org\" }  DDEAUTO cmd x" },
        { "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0" },
        { "_x0041_ 　两端 ", "_x0041_ 　两端 " },
        { "一行\r\n二行\n三行", "一行\n二行\n三行" },
        { "𠮷野 😀", "𠮷野 😀" },
    };

    [Theory, MemberData(nameof(Words))]
    public void WhateverIsWritten_TheDocumentIsSound_AndTheWordsAreTextOnly(string written, string read)
    {
        using var document = Open(Document(written));

        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        var body = document.MainDocumentPart!.Document.Body!;
        Assert.Equal(6, body.Descendants<Paragraph>().Count(line => TextOf(line) == read));
        Assert.Empty(body.Descendants<FieldCode>());
        Assert.Empty(body.Descendants<SimpleField>());
        Assert.Empty(body.Descendants<Hyperlink>());
        Assert.Empty(document.MainDocumentPart.ExternalRelationships);
        Assert.Empty(document.MainDocumentPart.HyperlinkRelationships);
        Assert.Equal([" PAGE ", " NUMPAGES "], document.MainDocumentPart.FooterParts.Single().Footer.Descendants<SimpleField>().Select(field => field.Instruction!.Value));
    }

    [Theory, MemberData(nameof(Words))]
    public void WhateverIsWritten_TheWorkbookIsSound_AndHoldsNoFormula(string written, string read)
    {
        using var file = new MemoryStream();
        ReportWorkbook.Write(file, [Section(written)]);

        file.Position = 0;
        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(workbook, TestContext.Current.CancellationToken).Select(error => error.Description));
        Assert.Empty(workbook.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()));
        Assert.NotEmpty(read);
    }

    [Fact]
    public void ChineseLetters_HaveFacesOfTheirOwn_InTextAndHeadings()
    {
        using var document = Open(Document("抽检结果"));

        var styles = document.MainDocumentPart!.StyleDefinitionsPart!.Styles!;
        Assert.Equal("宋体", styles.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!.RunFonts!.EastAsia);
        Assert.Equal("zh-CN", styles.DocDefaults.RunPropertiesDefault.RunPropertiesBaseStyle.Languages!.EastAsia);
        Assert.All(
            styles.Elements<Style>().Where(style => style.StyleId == ReportStyles.Heading || style.StyleId == ReportStyles.Title),
            style => Assert.Equal("黑体", style.StyleRunProperties!.RunFonts!.EastAsia));

        // Nothing sets a face of its own past the styles, and every style that is used exists.
        var used = document.MainDocumentPart.Document.Descendants<ParagraphStyleId>().Select(id => id.Val!.Value).Distinct();
        Assert.Empty(used.Except(styles.Elements<Style>().Select(style => style.StyleId!.Value)));
        Assert.Empty(document.MainDocumentPart.Document.Descendants<RunFonts>());
    }

    [Fact]
    public void Parts_HoldNoScriptAndNoOutsideContent()
    {
        using var zip = new ZipArchive(new MemoryStream(Document("x")), ZipArchiveMode.Read);

        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.EndsWith(".bin", StringComparison.Ordinal));
        Assert.All(zip.Entries.Where(entry => entry.FullName.EndsWith(".rels", StringComparison.Ordinal)), entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            Assert.DoesNotContain("External", reader.ReadToEnd(), StringComparison.Ordinal);
        });
    }

    internal static string TextOf(Paragraph line) => string.Concat(line.Descendants<Run>().SelectMany(run => run.ChildElements).Select(piece => piece is Break ? "\n" : piece is Text text ? text.Text : ""));

    private static byte[] Document(string words)
    {
        using var file = new MemoryStream();
        ReportDocument.Write(file, words, [words], [Section(words), Section(words) with { IsFacts = true }], ("抽检", "page {0} of {1}"));
        return file.ToArray();
    }

    private static ReportSection Section(string words) =>
        new("key", "抽检", words, [new("名称"), new("数") { IsNumber = true }], [[ReportCell.Words(words), ReportCell.Count(1234)]]);

    private static WordprocessingDocument Open(byte[] file) => WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
}
