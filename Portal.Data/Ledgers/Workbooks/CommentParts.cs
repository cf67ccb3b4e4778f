using System.Globalization;
using Portal.Data.Ledgers.Reading;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>Cell notes: the comments part, and the drawing of old kind without which Excel does not show them.</summary>
internal static class CommentParts
{
    private const string Checker = "校验";
    private const string OwnMark = "\n原批注：";

    /// <summary>Our note on a cell that had one already.</summary>
    public static string Joined(string text, string own) => text + OwnMark + own;

    /// <summary>What the sender had written, without what an earlier check had; empty when nothing is left.</summary>
    public static string SendersOwn(string text, int author, IReadOnlyList<string> authors)
    {
        if (author < 0 || author >= authors.Count || authors[author] != Checker)
        {
            return text;
        }

        var at = text.IndexOf(OwnMark, StringComparison.Ordinal);
        return at < 0 ? "" : text[(at + OwnMark.Length)..];
    }

    public static string Relations(int id) => string.Create(CultureInfo.InvariantCulture,
        $"""{WorkbookParts.Declaration}<Relationships xmlns="{WorkbookParts.Package}"><Relationship Id="rId1" Type="{WorkbookParts.Office}/vmlDrawing" Target="../drawings/vmlDrawing{id}.vml"/><Relationship Id="rId2" Type="{WorkbookParts.Office}/comments" Target="../comments{id}.xml"/></Relationships>""");

    public static void WriteComments(TextWriter part, IEnumerable<CellComment> comments)
    {
        part.Write($"""{WorkbookParts.Declaration}<comments xmlns="{WorkbookParts.Main}"><authors><author>{Checker}</author><author>原批注</author></authors><commentList>""");
        foreach (var comment in comments)
        {
            part.Write($"<comment ref=\"{comment.Address}\" authorId=\"{(comment.IsSendersOwn ? 1 : 0)}\"><text><t xml:space=\"preserve\">");
            CellXml.WriteText(part, comment.Text);
            part.Write("</t></text></comment>");
        }

        part.Write("</commentList></comments>");
    }

    public static void WriteDrawing(TextWriter part, IEnumerable<CellComment> comments)
    {
        part.Write("""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>""");
        var id = 1025;
        foreach (var comment in comments)
        {
            if (!CellAddress.TryParse(comment.Address, out var column, out var row))
            {
                continue;
            }

            part.Write(string.Create(CultureInfo.InvariantCulture,
                $"""<v:shape id="_x0000_s{id++}" type="#_x0000_t202" style="position:absolute;width:180pt;height:72pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1},15,{row},2,{column + 4},15,{row + 5},4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""));
        }

        part.Write("</xml>");
    }
}
