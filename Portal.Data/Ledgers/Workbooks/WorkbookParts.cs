using System.Globalization;
using System.Text;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>The small parts of a workbook, as text.</summary>
internal static class WorkbookParts
{
    public const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    public const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    public const string SharedStart = $"""{Declaration}<sst xmlns="{Main}">""";

    public const string RootRelations =
        $"""{Declaration}<Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""";

    /// <summary>One cell format per <see cref="CellLook"/>, in its order.</summary>
    public const string Styles =
        $"""
        {Declaration}<styleSheet xmlns="{Main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="#,##0.0"/></numFmts>
        <fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font></fonts>
        <fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF4"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFE8B3"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/><bgColor indexed="64"/></patternFill></fill></fills>
        <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color rgb="FFBFC7D1"/></left><right style="thin"><color rgb="FFBFC7D1"/></right><top style="thin"><color rgb="FFBFC7D1"/></top><bottom style="thin"><color rgb="FFBFC7D1"/></bottom><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="13">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
        <xf numFmtId="0" fontId="1" fillId="3" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
        <xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
        <xf numFmtId="0" fontId="0" fillId="4" borderId="0" xfId="0" applyFill="1"/>
        <xf numFmtId="49" fontId="0" fillId="4" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>
        <xf numFmtId="164" fontId="0" fillId="4" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>
        <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        </cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    public static string SheetStart(SheetShape shape, bool isFirst)
    {
        var text = new StringBuilder($"""{Declaration}<worksheet xmlns="{Main}" xmlns:r="{Office}"><sheetViews><sheetView """);
        text.Append(isFirst ? "tabSelected=\"1\" " : "").Append("workbookViewId=\"0\">");
        if (shape.HasFrozenHeader)
        {
            var below = string.Create(CultureInfo.InvariantCulture, $"A{shape.HeaderRows + 1}");
            text.Append(CultureInfo.InvariantCulture, $"""<pane ySplit="{shape.HeaderRows}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>""");
        }

        text.Append("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
        if (shape.Widths.Count > 0)
        {
            text.Append("<cols>");
            for (var i = 0; i < shape.Widths.Count; i++)
            {
                var look = i < shape.ColumnLooks.Count ? (int)shape.ColumnLooks[i] : 0;
                text.Append(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{shape.Widths[i]}\" style=\"{look}\" customWidth=\"1\"/>");
            }

            text.Append("</cols>");
        }

        return text.Append("<sheetData>").ToString();
    }

    /// <param name="ranges">Such as <c>A1:A2</c>.</param>
    public static string Merged(IReadOnlyList<string> ranges) => ranges.Count == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"<mergeCells count=\"{ranges.Count}\">")
            + string.Concat(ranges.Select(range => $"<mergeCell ref=\"{range}\"/>")) + "</mergeCells>";

    public static string Validations(IReadOnlyList<ListValidation> lists)
    {
        if (lists.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<dataValidations count=\"{lists.Count}\">");
        foreach (var (column, formula) in lists)
        {
            var letters = CellXml.Letters(column);
            text.Append(CultureInfo.InvariantCulture,
                $"<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" errorTitle=\"请从列表中选择\" error=\"请从下拉列表中选择一项。\" sqref=\"{letters}2:{letters}1048576\"><formula1>{CellXml.Text(formula)}</formula1></dataValidation>");
        }

        return text.Append("</dataValidations>").ToString();
    }

    public static string Workbook(IReadOnlyList<SheetShape> sheets)
    {
        var text = new StringBuilder($"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Office}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>""");
        for (var i = 0; i < sheets.Count; i++)
        {
            var state = sheets[i].IsHidden ? " state=\"hidden\"" : "";
            text.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{CellXml.Text(sheets[i].Name)}\" sheetId=\"{i + 1}\"{state} r:id=\"rId{i + 1}\"/>");
        }

        return text.Append("</sheets></workbook>").ToString();
    }

    public static string WorkbookRelations(int sheets, bool hasShared)
    {
        var text = new StringBuilder($"{Declaration}<Relationships xmlns=\"{Package}\">");
        for (var i = 1; i <= sheets; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
        }

        text.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{sheets + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/>");
        if (hasShared)
        {
            text.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{sheets + 2}\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
        }

        return text.Append("</Relationships>").ToString();
    }

    public static string ContentTypes(int sheets, bool hasShared, IReadOnlySet<int> commented)
    {
        const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var text = new StringBuilder($"""{Declaration}<Types xmlns="{Types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="{type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{type}.styles+xml"/>""");
        for (var i = 1; i <= sheets; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{type}.worksheet+xml\"/>");
            if (commented.Contains(i))
            {
                text.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/comments{i}.xml\" ContentType=\"{type}.comments+xml\"/>");
            }
        }

        text.Append(hasShared ? $"<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{type}.sharedStrings+xml\"/>" : "");
        return text.Append("</Types>").ToString();
    }
}
