using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Portal.Shell;

/// <summary>
/// Writes a .csv that spreadsheets open as it is meant: Excel takes it for UTF-8 only when it begins with the mark, and a
/// value that begins like a formula must not be run.
/// </summary>
public sealed class CsvFile(Stream output) : IAsyncDisposable
{
    public const string ContentType = "text/csv; charset=utf-8";

    private readonly CsvWriter _csv = new(
        new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true),
        new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });

    public Task WriteRowAsync(IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            _csv.WriteField(cell);
        }

        return _csv.NextRecordAsync();
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}
