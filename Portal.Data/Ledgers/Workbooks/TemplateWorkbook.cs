using System.Globalization;
using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Workbooks;

/// <summary>The empty ledger that the portal hands out: header, drop-down lists, and a sheet that explains every column.</summary>
public static class TemplateWorkbook
{
    public const string NotesName = "填写说明";
    public const string ListsName = "选项";

    public static void Write(Stream output)
    {
        using var workbook = new WorkbookWriter(output);
        workbook.BeginSheet(LedgerWorkbook.Shape);
        LedgerWorkbook.WriteHeader(workbook);
        workbook.EndSheet([.. Lists().Select((column, index) => new ListValidation((int)column.Field, string.Create(
            CultureInfo.InvariantCulture, $"{ListsName}!${CellXml.Letters(index)}$1:${CellXml.Letters(index)}${column.Values.Count}")))]);
        WriteNotes(workbook);
        WriteLists(workbook);
    }

    private static IEnumerable<LedgerColumn> Lists() => LedgerTemplate.Columns.Where(column => column.Kind == ColumnKind.List);

    private static void WriteNotes(WorkbookWriter workbook)
    {
        workbook.BeginSheet(new SheetShape(NotesName) { Widths = [18, 8, 26, 28, 70] });
        workbook.WriteRow(["投诉清单台账填写说明"], [CellLook.Title]);
        foreach (var line in s_rules)
        {
            workbook.WriteRow([line]);
        }

        workbook.WriteRow([]);
        workbook.WriteRow(["栏目", "必填", "格式", "示例", "说明"],
            [CellLook.Header, CellLook.Header, CellLook.Header, CellLook.Header, CellLook.Header]);
        foreach (var column in LedgerTemplate.Columns)
        {
            var note = column.Kind == ColumnKind.List
                ? $"{column.Note}：{string.Join("、", column.Values.Select(value => value.Name))}"
                : column.Note;
            workbook.WriteRow([column.Header, column.IsRequired ? "是" : "", Format(column.Kind), column.Example, note],
                [CellLook.Wrapped, CellLook.Wrapped, CellLook.Wrapped, CellLook.Wrapped, CellLook.Wrapped]);
        }

        workbook.EndSheet();
    }

    private static readonly string[] s_rules =
    [
        "1. 在“投诉清单台账”表中每件一行填写，请勿改动表头；橙色带*的栏目必须填写。",
        "2. 时间请写到分或秒，例如 2025-11-03 08:05；没有发生的环节留空。",
        "3. 编号、电话等较长的数字请保持文本格式，否则末几位会丢失。",
        "4. 上月已报、本月仍在办理的，用原投诉编号续报。",
        "5. 报送时只读取含有表头的工作表，本说明不会被读取。",
    ];

    private static void WriteLists(WorkbookWriter workbook)
    {
        var lists = Lists().ToList();
        workbook.BeginSheet(new SheetShape(ListsName) { IsHidden = true });
        for (var row = 0; row < lists.Max(column => column.Values.Count); row++)
        {
            workbook.WriteRow([.. lists.Select(column => row < column.Values.Count ? column.Values[row].Name : null)]);
        }

        workbook.EndSheet();
    }

    private static string Format(ColumnKind kind) => kind switch
    {
        ColumnKind.Time => "时间 yyyy-MM-dd HH:mm",
        ColumnKind.Number => "数字",
        ColumnKind.List => "下拉列表",
        ColumnKind.Code => "文本（编号或号码）",
        _ => "文本",
    };
}
