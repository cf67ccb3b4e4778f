using System.IO.Compression;
using System.Text;
using Portal.Data.Ledgers.Reading;
using static Portal.Tests.Ledgers.Reading.HostilePackage;

namespace Portal.Tests.Ledgers.Reading;

/// <summary>A file that cannot be a ledger is refused with its reason, never with a crash.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void AnEmptyFile_IsRefused() => Assert.Equal(RefusalCode.Empty, TestFile.Refused(new MemoryStream()).Code);

    [Fact]
    public void AWorkbookWithoutAFilledCell_IsRefusedAsEmpty() =>
        Assert.Equal(RefusalCode.Empty, TestFile.Refused(new HostilePackage().Sheet("").Build()).Code);

    [Fact]
    public void AMissingColumn_IsNamed()
    {
        using var file = new HostilePackage().Sheet(Row(1, Headers.Where(name => name is not ("地址*" or "投诉人*")))).Build();

        var refusal = TestFile.Refused(file);

        Assert.Equal(RefusalCode.MissingColumns, refusal.Code);
        Assert.Equal(["台账", "投诉人", "地址"], refusal.Arguments);
    }

    [Fact]
    public void UnknownHeaders_AreRefusedAndShown()
    {
        using var file = new HostilePackage().Sheet(Row(1, "标题") + Row(2, "甲", "乙", "丙") + Row(3, "1", "2")).Build();

        var refused = Assert.IsType<LedgerFileResult.Refused>(LedgerFile.Open(file));

        Assert.Equal(RefusalCode.NoHeader, refused.Refusal.Code);
        Assert.Equal(["甲", "乙", "丙"], Assert.Single(refused.Headers).Unmatched.Select(cell => cell.Text));
    }

    [Theory]
    [InlineData("%PDF-1.7\n...", "PDF")]
    [InlineData("<html><body><table><tr><td>投诉编号</td></tr></table>", "HTML")]
    [InlineData("\uFEFF\r\n<!DOCTYPE html><table>", "HTML")]
    [InlineData("<?xml version=\"1.0\"?><Workbook/>", "XML")]
    [InlineData("PNG\0\0\0abc", "binary")]
    public void OtherFormats_AreToldByContentWhateverTheirName(string content, string looksLike)
    {
        var refusal = TestFile.Refused(TestFile.Utf8(content));

        Assert.Equal(RefusalCode.UnsupportedType, refusal.Code);
        Assert.Equal([looksLike], refusal.Arguments);
    }

    [Fact]
    public void AnEncryptedWorkbook_IsRefused() =>
        Assert.Equal(RefusalCode.PasswordProtected, TestFile.Refused(Compound("EncryptionInfo", "EncryptedPackage")).Code);

    [Fact]
    public void AnOldWorkbookWithMacros_IsRefused() =>
        Assert.Equal(RefusalCode.MacroWorkbook, TestFile.Refused(Compound("Workbook", "_VBA_PROJECT_CUR")).Code);

    [Fact]
    public void AnotherCompoundFile_IsUnsupported() =>
        Assert.Equal(RefusalCode.UnsupportedType, TestFile.Refused(Compound("WordDocument")).Code);

    [Fact]
    public void AMacroProject_IsRefusedEvenInAnXlsx() => Assert.Equal(RefusalCode.MacroWorkbook,
        TestFile.Refused(new HostilePackage().Sheet(HeaderRow()).Part("xl/vbaProject.bin", "x").Build()).Code);

    [Fact]
    public void AMacroWorkbookWithoutItsProject_IsStillRefused() => Assert.Equal(RefusalCode.MacroWorkbook,
        TestFile.Refused(new HostilePackage().Sheet(HeaderRow()).Part("[Content_Types].xml",
            """<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>""").Build()).Code);

    [Fact]
    public void AZipBomb_IsRefusedWithoutUnpackingIt()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            var block = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
            {
                part.Write(block);
            }
        }

        Assert.Equal(RefusalCode.ZipBomb, TestFile.Refused(stream).Code);
    }

    [Fact]
    public void AZipOfSomethingElse_IsUnsupported()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("readme.txt");
        }

        Assert.Equal(["ZIP"], TestFile.Refused(stream).Arguments);
    }

    [Fact]
    public void AFileOver100Megabytes_IsRefused()
    {
        using var file = new MemoryStream();
        file.SetLength(101 * 1024 * 1024);

        Assert.Equal(["101", "100"], TestFile.Refused(file).Arguments);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public void AWorkbookCutShort_IsUnreadable(double kept)
    {
        using var whole = new HostilePackage().Sheet(HeaderRow() + string.Concat(Enumerable.Range(2, 500).Select(n => Row(n, Case($"A-{n}"))))).Build();
        using var cut = new MemoryStream(whole.ToArray()[..(int)(whole.Length * kept)]);

        Assert.Equal(RefusalCode.Unreadable, TestFile.Refused(cut).Code);
    }

    [Fact]
    public void DamageFurtherDown_IsNeverTakenForTheEnd()
    {
        var rows = string.Concat(Enumerable.Range(2, 100).Select(number => Row(number, Case($"A-{number}"))));
        using var stream = new HostilePackage().Sheet(HeaderRow() + rows + "<row r=\"200\"><c></row>").Build();
        using var file = TestFile.Opened(stream);

        var broken = Assert.Throws<BrokenFileException>(() => file.Rows().Count());

        Assert.Equal(RefusalCode.Unreadable, broken.Refusal.Code);
    }

    [Fact]
    public void AnEntityBomb_IsUnreadable() => Assert.Equal(RefusalCode.Unreadable, TestFile.Refused(new HostilePackage()
        .Sheet(HeaderRow()).Part("xl/sharedStrings.xml", "<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>").Build()).Code);

    /// <summary>The directory sector of a compound file, which is all that is looked at before it is refused.</summary>
    private static MemoryStream Compound(params string[] names)
    {
        var bytes = new byte[512 + 128 * (names.Length + 1)];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        foreach (var (index, name) in names.Prepend("Root Entry").Index())
        {
            Encoding.Unicode.GetBytes(name).CopyTo(bytes, 512 + 128 * index);
            bytes[512 + 128 * index + 64] = (byte)(2 * name.Length + 2);
        }

        return new MemoryStream(bytes);
    }
}
