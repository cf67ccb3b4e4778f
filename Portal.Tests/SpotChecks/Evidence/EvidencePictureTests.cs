using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Evidence;
using static Portal.Tests.SpotChecks.Evidence.SampleFiles;

namespace Portal.Tests.SpotChecks.Evidence;

/// <summary>Photos: what a camera wrote into them is read and left out, the picture itself is kept byte for byte.</summary>
public sealed class EvidencePictureTests
{
    private static readonly EvidenceMetadata s_taken = new(new(2025, 12, 3, 10, 20, 30), "Nokia 7", 40.5, 110.25);

    [Fact]
    public void AJpegOfATelephone_LosesTimeDeviceAndPosition_WhichAreReadFirst_AndKeepsItsOrientation()
    {
        var photo = With(Jpeg, ExifSegment(), Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>张三</x:xmpmeta>"u8), Segment(0xFE, "secret comment"u8));

        var check = EvidenceRules.Check(photo);

        Assert.Equal((EvidenceFault.None, EvidenceKind.Jpeg, 24, 16), (check.Fault, check.Kind, check.Width!.Value, check.Height!.Value));
        Assert.Equal(s_taken, check.Metadata);
        foreach (var trace in new[] { "Nokia", "2025:12:03", "xmpmeta", "secret" })
        {
            Assert.DoesNotContain(trace, Encoding.Latin1.GetString(check.Content), StringComparison.Ordinal);
        }

        // What is left of the EXIF block is one tag: the picture stands upright on every screen.
        var again = EvidenceRules.Check(check.Content);
        Assert.Equal(EvidenceMetadata.None, again.Metadata);
        Assert.Equal(check.Content, again.Content);
        Assert.Equal(1, Encoding.Latin1.GetString(check.Content).Split("Exif").Length - 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ACleanJpeg_IsKeptByteForByte(bool isProgressive)
    {
        var photo = isProgressive ? ProgressiveJpeg : Jpeg;

        Assert.Equal(photo, EvidenceRules.Check(photo).Content);
    }

    [Fact]
    public void WhateverIsPutIntoAPicture_OnlyThePictureIsKept() =>
        Prop.ForAll(
            Gen.Zip(Gen.Elements<byte>([.. Enumerable.Range(0xE1, 13).Select(marker => (byte)marker), 0xEF, 0xFE]), Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf())
                .ListOf().ToArbitrary(),
            added => EvidenceRules.Check([.. With(ProgressiveJpeg, [.. added.Select(segment => Segment(segment.Item1, segment.Item2))]), .. "<script>"u8]).Content
                .SequenceEqual(ProgressiveJpeg))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void WhateverIsInAnExifBlock_NothingBreaks_AndThePictureIsKept() =>
        Prop.ForAll(
            Gen.Zip(Gen.Choose(0, 399), Gen.Choose(0, 255)).ListOf(12).ToArbitrary(),
            changes =>
            {
                var block = Exif();
                foreach (var (at, value) in changes)
                {
                    block[at] = (byte)value;
                }

                var check = EvidenceRules.Check(With(Jpeg, Segment(0xE1, [.. "Exif\0\0"u8, .. block])));
                return check.Fault is EvidenceFault.None && check.Content.AsSpan().EndsWith(Jpeg.AsSpan(20));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void APictureThatIsAlsoAPage_LosesThePage()
    {
        var html = "<html><script>alert(1)</script></html>"u8.ToArray();

        var check = EvidenceRules.Check([.. With(Jpeg, Segment(0xFE, html)), .. html]);

        Assert.Equal(Jpeg, check.Content);
        Assert.Equal(EvidenceFault.UnknownType, EvidenceRules.Check([.. html, .. Jpeg]).Fault);
    }

    [Fact]
    public void ACutOrBentPicture_IsRefused()
    {
        for (var length = 3; length < Jpeg.Length; length++)
        {
            Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(Jpeg[..length]).Fault);
        }

        byte[] huge = [.. Jpeg];
        var frame = huge.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        (huge[frame + 5], huge[frame + 7]) = (0xFF, 0xFF);
        Assert.Equal(EvidenceFault.TooManyPixels, EvidenceRules.Check(huge).Fault);
        (huge[frame + 5], huge[frame + 6]) = (0, 0);
        Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(huge).Fault);
    }

    [Fact]
    public void WhateverBytesFollowTheStart_ThereIsAnAnswer() =>
        Prop.ForAll(
            Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(),
            bytes => EvidenceRules.Check([0xFF, 0xD8, 0xFF, .. bytes]).Fault is not EvidenceFault.None
                && EvidenceRules.Check([.. Png()[..33], .. bytes]).Fault is not EvidenceFault.None).QuickCheckThrowOnFailure();

    [Fact]
    public void APng_LosesItsTexts_AndKeepsThePicture()
    {
        var plain = Png(Chunk("gAMA", [0, 0, 0xB1, 0x8F]));

        var check = EvidenceRules.Check(
        [
            .. Png(Chunk("tEXt", "Author\0张三"u8), Chunk("gAMA", [0, 0, 0xB1, 0x8F]), Chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0<script>"u8), Chunk("eXIf", Exif()), Chunk("acTL", new byte[8])),
            .. "<html>"u8,
        ]);

        Assert.Equal(plain, check.Content);
        Assert.Equal((EvidenceKind.Png, 3, 2), (check.Kind, check.Width!.Value, check.Height!.Value));
        Assert.Equal(s_taken, check.Metadata);
    }

    [Fact]
    public void APngThatIsNotWhole_OrWouldUnpackToMoreThanItSays_IsRefused()
    {
        var file = Png();
        for (var length = 4; length < file.Length; length++)
        {
            Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(file[..length]).Fault);
        }

        Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(Png(3, 2, new byte[1 << 20])).Fault);
        Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(Png(3, 3, new byte[20])).Fault);
        Assert.Equal(EvidenceFault.TooManyPixels, EvidenceRules.Check(Png(19_000, 19_000, new byte[10])).Fault);
        Assert.Equal(EvidenceFault.TooManyPixels, EvidenceRules.Check(Png(200_000, 1, new byte[10])).Fault);
        Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(Png(Chunk("ABCD", [1]))).Fault);
        file[40] ^= 1; // the check sum of a chunk no longer fits
        Assert.Equal(EvidenceFault.Damaged, EvidenceRules.Check(file).Fault);
    }
}
