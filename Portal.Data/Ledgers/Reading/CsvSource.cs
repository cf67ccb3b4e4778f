using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Portal.Data.Ledgers.Reading;

/// <summary>Reads delimited text through CsvHelper. A row's number is the number of its record, which is what Excel shows for the same file.</summary>
internal sealed class CsvSource(Stream content, Encoding encoding) : SheetSource
{
    /// <summary>Excel's own limit is 32,767; more means a quote that never closes.</summary>
    private const int LongestField = 100_000;

    private CsvParser? _parser;

    public override IReadOnlyList<SheetName> Sheets { get; } = [new SheetName("", false)];

    public override bool Begin(int sheet)
    {
        content.Position = 0;
        var delimiter = Delimiter();
        content.Position = 0;
        _parser?.Dispose();
        var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        _parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            BadDataFound = null,
            IgnoreBlankLines = false,
            MaxFieldSize = LongestField,
            BufferSize = 1 << 16,
            ProcessFieldBufferSize = 1 << 12,
        });
        Number = 0;
        return true;
    }

    public override bool ReadRow()
    {
        if (!_parser!.Read())
        {
            return false;
        }

        Number++;
        var cells = new object?[_parser.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var text = _parser[i];
            cells[i] = text.Length == 0 ? null : CellEscapes.Decode(text);
        }

        Cells = cells;
        return true;
    }

    public override void Dispose() => _parser?.Dispose();

    /// <summary>The delimiter that splits the first lines most often, outside quotes.</summary>
    private string Delimiter()
    {
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var sample = new char[1 << 15];
        var length = reader.ReadBlock(sample);
        int commas = 0, semicolons = 0, tabs = 0;
        var isQuoted = false;
        foreach (var c in sample.AsSpan(0, length))
        {
            isQuoted ^= c == '"';
            if (!isQuoted)
            {
                commas += c == ',' ? 1 : 0;
                semicolons += c == ';' ? 1 : 0;
                tabs += c == '\t' ? 1 : 0;
            }
        }

        return tabs > commas && tabs > semicolons ? "\t" : semicolons > commas ? ";" : ",";
    }
}
