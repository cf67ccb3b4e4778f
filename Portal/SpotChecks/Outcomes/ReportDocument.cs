using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Portal.SpotChecks.Outcomes;

/// <summary>
/// Writes sections as a document to hand on (A4, headings, tables, page numbers). Every word of a user is text in a run and
/// nothing else: what XML cannot hold is left out, and no word becomes a field or a link.
/// </summary>
internal static class ReportDocument
{
    // In twentieths of a point.
    private const int PageWidth = 11906;
    private const int PageHeight = 16838;
    private const int Margin = 1134;

    public static void Write(Stream file, string title, IReadOnlyList<string> below, IReadOnlyList<ReportSection> sections, (string Left, string PageOf) foot)
    {
        using var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
        document.PackageProperties.Title = Clean(title);
        var main = document.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = ReportStyles.Build();
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = new(Foot(foot.Left, foot.PageOf));

        var body = new Body(Line(title, ReportStyles.Title));
        body.Append(below.Select(line => Line(line, ReportStyles.Subtitle)));
        for (var i = 0; i < sections.Count; i++)
        {
            var section = sections[i];
            body.Append(Line(string.Create(CultureInfo.InvariantCulture, $"{i + 1}  {section.Title}"), ReportStyles.Heading));
            if (section.Note is { } note)
            {
                body.Append(Line(note, ReportStyles.Note));
            }

            body.Append(TableOf(section));
            body.Append(Line("", ReportStyles.Gap));
        }

        body.Append(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
            new PageSize { Width = PageWidth, Height = PageHeight },
            new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = 567, Footer = 567, Gutter = 0 }));
        main.Document = new(body);
    }

    private static Table TableOf(ReportSection section)
    {
        const int room = PageWidth - (2 * Margin);
        var total = section.Columns.Sum(column => column.Weight);
        var widths = section.Columns.Select(column => room * column.Weight / total).ToList();
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = ReportStyles.Table },
                new TableWidth { Width = widths.Sum().ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(width => new GridColumn { Width = width.ToString(CultureInfo.InvariantCulture) })));
        if (!section.IsFacts)
        {
            var header = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
            header.Append(section.Columns.Select((column, index) => Cell(column.Name, widths[index], ReportStyles.Head, column.IsNumber)));
            table.Append(header);
        }

        foreach (var row in section.Rows)
        {
            var line = new TableRow(new TableRowProperties(new CantSplit()));
            line.Append(row.Select((cell, index) => Cell(
                cell.Text, widths[index], section.IsFacts && index == 0 ? ReportStyles.Head : ReportStyles.Cell, section.Columns[index].IsNumber)));
            table.Append(line);
        }

        return table;
    }

    private static TableCell Cell(string text, int width, string style, bool isNumber)
    {
        var line = Line(text, style);
        if (isNumber)
        {
            line.ParagraphProperties!.Append(new Justification { Val = JustificationValues.Right });
        }

        return new(new TableCellProperties(new TableCellWidth { Width = width.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa }), line);
    }

    private static Paragraph Line(string text, string style)
    {
        var run = new Run();
        foreach (var (line, index) in Clean(text).Split('\n').Select((line, index) => (line, index)))
        {
            if (index > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return new(new ParagraphProperties(new ParagraphStyleId { Val = style }), run);
    }

    /// <param name="left">What stands beside the number of the page.</param>
    /// <param name="pageOf">Words around two blanks, for the page and for all of them.</param>
    private static Paragraph Foot(string left, string pageOf)
    {
        var words = string.Format(CultureInfo.InvariantCulture, pageOf, "\0", "\0").Split('\0');
        var foot = Line($"{left}    {words[0]}", ReportStyles.Foot);
        foot.Append(Field(" PAGE "), Run(words[1]), Field(" NUMPAGES "), Run(words[2]));
        return foot;

        static SimpleField Field(string code) => new(new Run(new Text("1"))) { Instruction = code };
        static Run Run(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    /// <summary>Without what XML 1.0 cannot hold; ends of lines become one kind.</summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }
}
