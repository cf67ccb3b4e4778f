using System.Text;
using Portal.Data.SpotChecks.Frames;
using Portal.Tests.SpotChecks.Draws;

namespace Portal.Tests.SpotChecks.Frames;

/// <summary>A frame file is read strictly; whatever is not as the document says is named by its line.</summary>
public sealed class FrameReadingTests
{
    private const string Head = FrameReading.Header + "\n";

    [Theory]
    [InlineData("", 1, FrameFaultCode.Header)]
    [InlineData("position;stratum\n", 1, FrameFaultCode.Header)]
    [InlineData(Head + "1,all,row,7,A,1", 2, FrameFaultCode.CutOff)]
    [InlineData(Head + "1,all,row,7,A,1\r\n", 2, FrameFaultCode.LineEnd)]
    [InlineData(Head + "1,all,row,7,A\n", 2, FrameFaultCode.Fields)]
    [InlineData(Head + "2,all,row,7,A,1\n", 2, FrameFaultCode.Position)]
    [InlineData(Head + "01,all,row,7,A,1\n", 2, FrameFaultCode.Position)]
    [InlineData(Head + "1,all,house,7,A,1\n", 2, FrameFaultCode.Kind)]
    [InlineData(Head + "1,all,row,7,A,1\n2,all,enterprise,A,A,1\n", 3, FrameFaultCode.Kind)]
    [InlineData(Head + "1,all,row,seven,A,1\n", 2, FrameFaultCode.Value)]
    [InlineData(Head + "1,all,row,7,A,-1\n", 2, FrameFaultCode.Value)]
    [InlineData(Head + "1,all,row,7,,1\n", 2, FrameFaultCode.Value)]
    [InlineData(Head + "1,,row,7,A,1\n", 2, FrameFaultCode.Value)]
    [InlineData(Head + "1,all,row,7,A,1\n2,all,row,7,A,1\n", 3, FrameFaultCode.Order)]
    [InlineData(Head + "1,all,row,10,A,1\n2,all,row,9,A,1\n", 3, FrameFaultCode.Order)]
    [InlineData(Head + "1,all,enterprise,B,B,1\n2,all,enterprise,A,A,1\n", 3, FrameFaultCode.Order)]
    public void AFault_IsNamedByItsLine(string text, int line, FrameFaultCode code) =>
        Assert.Equal(new FrameFault(line, code), Assert.Single(HandMadeFrame.Read(Encoding.UTF8.GetBytes(text)).Faults));

    [Fact]
    public void BytesThatAreNoText_AndALineWithoutEnd_AreFaults()
    {
        Assert.Equal(FrameFaultCode.Text, HandMadeFrame.Read([.. Encoding.UTF8.GetBytes(Head), 0xff, 0xfe, (byte)'\n']).Faults[0].Code);
        Assert.Equal(FrameFaultCode.Text, HandMadeFrame.Read(Encoding.UTF8.GetBytes(Head + new string('9', 5000))).Faults[0].Code);
    }

    [Fact]
    public void ManyFaults_AreNotAllTold() =>
        Assert.Equal(FrameReading.MostFaults, HandMadeFrame.Read(Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Repeat("x\n", 1000)))).Faults.Count);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void HoweverItArrives_AFileIsReadAlike(int piece)
    {
        var frame = HandMadeFrame.OfInspections(40, 7);
        var whole = HandMadeFrame.Read(frame);

        using var reading = new FrameReading();
        foreach (var bytes in frame.Chunk(piece))
        {
            reading.Feed(bytes);
        }

        var read = reading.End();
        Assert.Equal((whole.Sha256, whole.Objects, whole.Inspectors, whole.Bytes), (read.Sha256, read.Objects, read.Inspectors, read.Bytes));
        Assert.Equal(whole.Strata, read.Strata);
        Assert.Equal((40, 7), (read.Objects, read.Inspectors));
        Assert.Empty(read.Faults);
    }
}
