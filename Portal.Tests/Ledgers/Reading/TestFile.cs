using System.Text;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;

namespace Portal.Tests.Ledgers.Reading;

/// <summary>Opens files for tests.</summary>
internal static class TestFile
{
    public static LedgerFile Opened(Stream stream, ColumnMapping? mapping = null) =>
        LedgerFile.Open(stream, mapping) switch
        {
            LedgerFileResult.Opened opened => opened.File,
            LedgerFileResult.Refused refused => throw new InvalidOperationException(refused.Refusal.ToString()),
            _ => throw new InvalidOperationException(),
        };

    public static List<SheetRow> Rows(Stream stream, ColumnMapping? mapping = null)
    {
        using var file = Opened(stream, mapping);
        return [.. file.Rows()];
    }

    public static FileRefusal Refused(Stream stream) => Assert.IsType<LedgerFileResult.Refused>(LedgerFile.Open(stream)).Refusal;

    public static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));
}
