using System.Text;

namespace Portal.Data.SpotChecks.Frames;

/// <summary>
/// Writes a frame file line by line. Every byte also goes through <see cref="FrameReading"/>: what is frozen is known to be
/// what a reader of it accepts. Lines must come in the order of the file.
/// </summary>
internal sealed class FrameWriter : IDisposable
{
    private const int FlushAt = 60_000;

    private readonly Stream _target;
    private readonly FrameReading _reading = new();
    private readonly StringBuilder _text = new(FrameReading.Header + "\n", FlushAt + 400);
    private byte[] _bytes = [];
    private int _position;

    public FrameWriter(Stream target) => _target = target;

    public void Add(string stratum, FrameObjectKind kind, string key, string enterpriseCode, long size)
    {
        _text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{++_position},{stratum},{Word(kind)},{key},{enterpriseCode},{size}\n");
        if (_text.Length >= FlushAt)
        {
            Flush();
        }
    }

    /// <exception cref="InvalidDataException">What was written is no frame: the lines did not come in order.</exception>
    public FrameSummary End()
    {
        Flush();
        var summary = _reading.End();
        return summary.Faults is [var fault, ..]
            ? throw new InvalidDataException($"A frame was written with a fault in line {fault.Line}: {fault.Code}.")
            : summary;
    }

    public void Dispose() => _reading.Dispose();

    private static string Word(FrameObjectKind kind) => kind switch
    {
        FrameObjectKind.Row => "row",
        FrameObjectKind.Enterprise => "enterprise",
        FrameObjectKind.Slot => "slot",
        FrameObjectKind.Inspector => "inspector",
        FrameObjectKind.Barred => "barred",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private void Flush()
    {
        var length = 0;
        foreach (var chunk in _text.GetChunks())
        {
            var most = length + Encoding.UTF8.GetMaxByteCount(chunk.Length);
            if (_bytes.Length < most)
            {
                Array.Resize(ref _bytes, most);
            }

            length += Encoding.UTF8.GetBytes(chunk.Span, _bytes.AsSpan(length));
        }

        _text.Clear();
        _reading.Feed(_bytes.AsSpan(0, length));
        _target.Write(_bytes, 0, length);
    }
}
