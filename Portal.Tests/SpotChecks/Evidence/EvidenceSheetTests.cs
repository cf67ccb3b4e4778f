using System.IO.Compression;
using System.Text;
using Portal.Data.SpotChecks.Evidence;
using static Portal.Tests.SpotChecks.Evidence.SampleFiles;

namespace Portal.Tests.SpotChecks.Evidence;

/// <summary>Temperature sheets: taken when they are what they say and nothing in them acts by itself.</summary>
public sealed class EvidenceSheetTests
{
    [Fact]
    public void APdf_IsTaken_WithTheTimeItWasMade()
    {
        var check = EvidenceRules.Check(Pdf());

        Assert.Equal((EvidenceFault.None, EvidenceKind.Pdf), (check.Fault, check.Kind));
        Assert.Equal(new(new(2025, 12, 3, 10, 20, 30)), check.Metadata);
        Assert.Equal(EvidenceFault.None, EvidenceRules.Check(PackedPdf("/Lang (zh)")).Fault);
    }

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("/AA << /O 5 0 R >>")]
    [InlineData("/Names << /EmbeddedFiles 4 0 R >>")]
    [InlineData("/A << /S /Launch /F (cmd.exe) >>")]
    [InlineData("/A << /S /J#61vaScript >>")]
    public void APdfThatActs_IsRefused_PackedOrNot(string inside)
    {
        Assert.Equal(EvidenceFault.ActiveContent, EvidenceRules.Check(Pdf(inside)).Fault);
        Assert.Equal(EvidenceFault.ActiveContent, EvidenceRules.Check(PackedPdf(inside)).Fault);
    }

    [Fact]
    public void APdfWithoutItsEnd_OrBehindAPassword_IsRefused()
    {
        Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(Pdf()[..60]).Fault);
        Assert.Equal(EvidenceFault.PasswordProtected, EvidenceRules.Check(Pdf("/Encrypt 5 0 R")).Fault);
    }

    [Fact]
    public void AWorkbook_IsKeptWithoutItsAuthor_AndStillOpens()
    {
        var check = EvidenceRules.Check(Xlsx());

        Assert.Equal((EvidenceFault.None, EvidenceKind.Xlsx), (check.Fault, check.Kind));
        Assert.Equal(new(new(2025, 12, 3, 10, 20, 30)), check.Metadata);
        using var zip = new ZipArchive(new MemoryStream(check.Content));
        Assert.DoesNotContain(zip.Entries, entry => new StreamReader(entry.Open()).ReadToEnd().Contains("张三丰", StringComparison.Ordinal));
        Assert.Contains("18.5", new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open()).ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(EvidenceFault.None, EvidenceRules.Check(check.Content).Fault);
    }

    [Theory]
    [InlineData("xl/vbaProject.bin")]
    [InlineData("xl/embeddings/oleObject1.bin")]
    [InlineData("xl/externalLinks/externalLink1.xml")]
    [InlineData("xl/activeX/activeX1.xml")]
    public void AWorkbookThatActs_IsRefused(string part) => Assert.Equal(EvidenceFault.ActiveContent, EvidenceRules.Check(Xlsx((part, "x"))).Fault);

    [Fact]
    public void SomethingElseInAPackage_IsRefused()
    {
        Assert.Equal(EvidenceFault.UnknownType, EvidenceRules.Check(Xlsx(("word/document.xml", "x"))).Fault);
        Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(Xlsx()[..300]).Fault);
        Assert.Equal(EvidenceFault.UnknownType, EvidenceRules.Check([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).Fault);
    }

    [Theory]
    [InlineData("房间,温度\n客厅,18.5\n卧室,-2.0\n", EvidenceFault.None)]
    [InlineData("房间;温度\r\n客厅;18.5℃\r\n", EvidenceFault.None)]
    [InlineData("房间,温度\n客厅,=HYPERLINK(\"http://x\")\n", EvidenceFault.ActiveContent)]
    [InlineData("房间,温度\n@SUM(1),1\n", EvidenceFault.ActiveContent)]
    [InlineData("房间,温度\n-cmd|' /C calc'!A0,1\n", EvidenceFault.ActiveContent)]
    [InlineData("<html>,x\n<script>,y\n", EvidenceFault.UnknownType)]
    [InlineData("some words\nsome more\n", EvidenceFault.UnknownType)]
    [InlineData("a,b\n\u0001,1\n", EvidenceFault.UnknownType)]
    public void ASheetOfText_HasCells_AndNoFormulas(string text, EvidenceFault expected) =>
        Assert.Equal(expected, EvidenceRules.Check(Encoding.UTF8.GetBytes(text)).Fault);

    [Fact]
    public void ASheetInGb18030_IsKeptAsUtf8()
    {
        var check = EvidenceRules.Check(Encoding.GetEncoding("GB18030").GetBytes("房间,温度\n客厅,18.5\n"));

        Assert.Equal("\uFEFF房间,温度\n客厅,18.5\n", Encoding.UTF8.GetString(check.Content));
    }

    [Fact]
    public void NothingAndTooMuch_AreSaidSo()
    {
        Assert.Equal(EvidenceFault.Empty, EvidenceRules.Check([]).Fault);
        Assert.Equal(EvidenceFault.TooLarge, EvidenceRules.Check(new byte[40 << 20]).Fault);
        Assert.Equal(EvidenceFault.UnknownType, EvidenceRules.Check("MZ\u0090\0\u0003this program"u8.ToArray()).Fault);
    }
}
