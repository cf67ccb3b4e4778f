using System.Text;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;

namespace Portal.Tests.Ledgers.Reading;

/// <summary>Delimited text in the encodings and with the delimiters that are met.</summary>
public sealed class CsvTests
{
    public static TheoryData<string, string> Kinds()
    {
        var kinds = new TheoryData<string, string>();
        foreach (var encoding in new[] { "utf-8", "utf-8-bom", "gb18030", "utf-16" })
        {
            foreach (var delimiter in new[] { ",", ";", "\t" })
            {
                kinds.Add(encoding, delimiter);
            }
        }

        return kinds;
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryEncodingAndDelimiter_GivesTheSameRows(string encoding, string delimiter)
    {
        var written = encoding switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16" => Encoding.Unicode,
            _ => Encoding.GetEncoding("GB18030"),
        };
        var text = Table(delimiter, HostilePackage.Headers,
            HostilePackage.Case("A-1", (LedgerField.Content, $"逗号{delimiter}引号\"和\r\n换行龘𠮷")));
        using var file = new MemoryStream([.. written.GetPreamble(), .. written.GetBytes(text)]);

        var row = Assert.Single(TestFile.Rows(file));

        Assert.Equal("A-1", row.Text(LedgerField.CaseNo));
        Assert.Equal($"逗号{delimiter}引号\"和\n换行龘𠮷", row.Text(LedgerField.Content));
        Assert.Equal("L2", row.Address(LedgerField.Content));
    }

    [Fact]
    public void EmptyLines_KeepTheNumbersOfTheRowsBelow()
    {
        using var file = TestFile.Utf8("台账\n\n" + Table(",", HostilePackage.Headers) + "\n" + Table(",", HostilePackage.Case("A-1")) + ",,,\n\n");

        Assert.Equal(5, Assert.Single(TestFile.Rows(file)).Number);
    }

    [Fact]
    public void AQuoteThatNeverCloses_IsUnreadable()
    {
        using var stream = TestFile.Utf8(Table(",", HostilePackage.Headers) + "\"A-1,来电\n" + string.Concat(Enumerable.Repeat("x,y,z\n", 50_000)));

        Assert.Equal(RefusalCode.Unreadable, TestFile.Refused(stream).Code);
    }

    [Fact]
    public void ACharacterCutByTheBuffer_IsStillUtf8()
    {
        var padding = new string('a', (1 << 16) - 1 - Table(",", HostilePackage.Headers).Length);
        var header = Table(",", HostilePackage.Headers);
        for (var shift = 0; shift < 4; shift++)
        {
            var before = (1 << 16) - Encoding.UTF8.GetByteCount(header) - shift;
            using var file = TestFile.Utf8(header + new string('a', before) + "汉字\n" + padding);

            Assert.Contains("汉字", TestFile.Rows(file)[0].Text(LedgerField.CaseNo), StringComparison.Ordinal);
        }
    }

    private static string Table(string delimiter, params string[][] rows) => string.Concat(rows.Select(row =>
        string.Join(delimiter, row.Select(cell =>
            cell.Contains(delimiter, StringComparison.Ordinal) || cell.Contains('"') || cell.Contains('\n') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell)) + "\n"));
}
