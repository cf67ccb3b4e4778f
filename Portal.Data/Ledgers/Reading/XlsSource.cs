using System.Text;
using ExcelDataReader;

namespace Portal.Data.Ledgers.Reading;

/// <summary>Reads .xls (BIFF) through ExcelDataReader.</summary>
internal sealed class XlsSource : SheetSource
{
    private readonly IExcelDataReader _reader;
    private readonly List<SheetName> _sheets = [];
    private int _at;

    static XlsSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public XlsSource(Stream content)
    {
        _reader = ExcelReaderFactory.CreateBinaryReader(content, new ExcelReaderConfiguration { LeaveOpen = true });
        do
        {
            _sheets.Add(new SheetName(_reader.Name, _reader.VisibleState != "visible"));
        }
        while (_reader.NextResult());
        _at = _sheets.Count;
    }

    public override IReadOnlyList<SheetName> Sheets => _sheets;

    public override bool Begin(int sheet)
    {
        _reader.Reset();
        for (_at = 0; _at < sheet; _at++)
        {
            _reader.NextResult();
        }

        Number = 0;
        return true;
    }

    public override bool ReadRow()
    {
        if (!_reader.Read())
        {
            return false;
        }

        Number++;
        var cells = new object?[_reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _reader.GetValue(i) switch
            {
                int number => (double)number,
                string text => CellEscapes.Decode(text),
                var value => value,
            };
        }

        Cells = cells;
        return true;
    }

    public override void Dispose() => _reader.Dispose();
}
