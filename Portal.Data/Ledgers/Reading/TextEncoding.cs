using System.Text;
using System.Text.Unicode;

namespace Portal.Data.Ledgers.Reading;

/// <summary>Tells UTF-8 from GB18030 by reading the whole file: anything that is not valid UTF-8 is taken for GB18030.</summary>
internal static class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Detect(Stream content)
    {
        content.Position = 0;
        var buffer = new byte[1 << 16];
        var kept = 0;
        while (content.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false) is var read and > 0)
        {
            var filled = kept + read;
            if (filled >= 2 && content.Position == filled && (buffer[0], buffer[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
            {
                return Encoding.Unicode;
            }

            // A character may be cut by the end of the buffer: keep its first bytes for the next round.
            kept = content.Position == content.Length ? 0 : Math.Min(filled, TrailingPart(buffer.AsSpan(0, filled)));
            if (!Utf8.IsValid(buffer.AsSpan(0, filled - kept)))
            {
                return Encoding.GetEncoding("GB18030");
            }

            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }

        return Encoding.UTF8;
    }

    private static int TrailingPart(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) != 0x80)
            {
                return b >= 0xC0 ? back : 0;
            }
        }

        return 0;
    }
}
