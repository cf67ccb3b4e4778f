using DocumentFormat.OpenXml.Wordprocessing;

namespace Portal.SpotChecks.Outcomes;

/// <summary>How a report looks: the faces and sizes usual for official papers, Chinese and Latin letters each in a face of their own.</summary>
internal static class ReportStyles
{
    public const string Title = "Title";
    public const string Subtitle = "Subtitle";
    public const string Heading = "Heading1";
    public const string Note = "ReportNote";
    public const string Gap = "ReportGap";
    public const string Head = "ReportHead";
    public const string Cell = "ReportCell";
    public const string Foot = "Footer";
    public const string Table = "ReportTable";

    private const string Latin = "Times New Roman";
    private const string Serif = "宋体";
    private const string Sans = "黑体";

    public static Styles Build() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Latin, HighAnsi = Latin, ComplexScript = Latin, EastAsia = Serif },
                new FontSize { Val = "21" },
                new Languages { Val = "en-US", EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "0", Line = "300", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
        Paragraph(Title, "Title", "36", isBold: true, before: "0", after: "120", JustificationValues.Center),
        Paragraph(Subtitle, "Subtitle", "21", isBold: false, before: "0", after: "40", JustificationValues.Center),
        Paragraph(Heading, "heading 1", "26", isBold: true, before: "240", after: "100", JustificationValues.Left, isHeading: true),
        Paragraph(Note, "Report note", "18", isBold: false, before: "0", after: "80", JustificationValues.Left),
        Paragraph(Gap, "Report gap", "8", isBold: false, before: "0", after: "0", JustificationValues.Left),
        Paragraph(Head, "Report head", "18", isBold: true, before: "30", after: "30", JustificationValues.Left),
        Paragraph(Cell, "Report cell", "18", isBold: false, before: "30", after: "30", JustificationValues.Left),
        Paragraph(Foot, "footer", "18", isBold: false, before: "0", after: "0", JustificationValues.Center),
        new Style(
            new StyleName { Val = "Report table" },
            new StyleTableProperties(
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 8 },
                    new LeftBorder { Val = BorderValues.None },
                    new BottomBorder { Val = BorderValues.Single, Size = 8 },
                    new RightBorder { Val = BorderValues.None },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = "BFBFBF" },
                    new InsideVerticalBorder { Val = BorderValues.None })))
        {
            Type = StyleValues.Table,
            StyleId = Table,
        });

    private static Style Paragraph(string id, string name, string size, bool isBold, string before, string after, JustificationValues side, bool isHeading = false)
    {
        var paragraph = new StyleParagraphProperties();
        if (isHeading)
        {
            paragraph.Append(new KeepNext());
        }

        paragraph.Append(new SpacingBetweenLines { Before = before, After = after, Line = "276", LineRule = LineSpacingRuleValues.Auto }, new Justification { Val = side });
        if (isHeading)
        {
            paragraph.Append(new OutlineLevel { Val = 0 });
        }

        var run = new StyleRunProperties();
        if (isBold)
        {
            run.Append(new RunFonts { Ascii = Latin, HighAnsi = Latin, EastAsia = Sans }, new Bold());
        }

        run.Append(new FontSize { Val = size });
        return new(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph, run) { Type = StyleValues.Paragraph, StyleId = id };
    }
}
