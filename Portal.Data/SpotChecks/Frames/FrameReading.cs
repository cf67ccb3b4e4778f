using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Data.SpotChecks.Frames;

/// <summary>
/// Reads a frame file piece by piece, strictly, and takes its hash on the way: whatever is not exactly as
/// docs/spot-checks.md says is named by its line. Holds one line and the strata, however long the file is.
/// </summary>
public sealed class FrameReading : IDisposable
{
    public const string Header = "position,stratum,kind,object,enterprise,size";

    public const int MostFaults = 20;

    private const int LongestLine = 400;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FrameLineReader? _reader;
    private readonly byte[] _rest = new byte[LongestLine];
    private readonly char[] _line = new char[LongestLine];
    private readonly List<FrameFault> _faults = [];
    private readonly Dictionary<string, (int Objects, long SizeSum)> _strata = new(StringComparer.Ordinal);
    private readonly char[] _last = new char[LongestLine];
    private int _lastLength;
    private FrameObjectKind _lastKind;
    private string _stratum = "";
    private int _restLength;
    private int _lineNumber;
    private int _objects;
    private int _inspectors;
    private long _bytes;

    /// <param name="reader">Is given each line; only what it is given may be used, and only while it is called.</param>
    public FrameReading(FrameLineReader? reader = null) => _reader = reader;

    private bool IsFull => _faults.Count >= MostFaults;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _bytes += bytes.Length;
        while (!IsFull)
        {
            var end = bytes.IndexOf((byte)'\n');
            var piece = end < 0 ? bytes : bytes[..end];
            if (_restLength + piece.Length > LongestLine)
            {
                _lineNumber++;
                Fault(FrameFaultCode.Text);
                _restLength = 0;
            }
            else if (end < 0)
            {
                piece.CopyTo(_rest.AsSpan(_restLength));
                _restLength += piece.Length;
            }
            else if (_restLength == 0)
            {
                Line(piece);
            }
            else
            {
                piece.CopyTo(_rest.AsSpan(_restLength));
                Line(_rest.AsSpan(0, _restLength + piece.Length));
                _restLength = 0;
            }

            if (end < 0)
            {
                return;
            }

            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Call once, after the last piece.</summary>
    public FrameSummary End()
    {
        if (_restLength > 0 && !IsFull)
        {
            _lineNumber++;
            Fault(FrameFaultCode.CutOff);
        }
        else if (_lineNumber == 0)
        {
            _lineNumber++;
            Fault(FrameFaultCode.Header);
        }

        return new()
        {
            Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset()),
            Bytes = _bytes,
            Objects = _objects,
            Strata = [.. _strata.OrderBy(stratum => stratum.Key, StringComparer.Ordinal).Select(stratum => new FrameStratum(stratum.Key, stratum.Value.Objects, stratum.Value.SizeSum))],
            Inspectors = _inspectors,
            Faults = _faults,
        };
    }

    public void Dispose() => _hash.Dispose();

    private void Line(ReadOnlySpan<byte> bytes)
    {
        _lineNumber++;
        if (bytes.EndsWith("\r"u8))
        {
            Fault(FrameFaultCode.LineEnd);
            return;
        }

        int length;
        try
        {
            length = s_utf8.GetChars(bytes, _line);
        }
        catch (DecoderFallbackException)
        {
            Fault(FrameFaultCode.Text);
            return;
        }

        ReadOnlySpan<char> line = _line.AsSpan(0, length);
        if (_lineNumber > 1)
        {
            Fields(line);
        }
        else if (line is not Header)
        {
            Fault(FrameFaultCode.Header);
        }
    }

    private void Fields(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[7];
        if (line.Split(fields, ',') != 6)
        {
            Fault(FrameFaultCode.Fields);
            return;
        }

        var key = line[fields[3]];
        var enterprise = line[fields[4]];
        if (!int.TryParse(line[fields[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position != _lineNumber - 1 || line[fields[0]][0] == '0')
        {
            Fault(FrameFaultCode.Position);
        }
        else if (KindOf(line[fields[2]]) is not { } kind || (_lastKind != 0 && _lastKind != kind && (kind < _lastKind || kind < FrameObjectKind.Inspector)))
        {
            Fault(FrameFaultCode.Kind);
        }
        else if (!long.TryParse(line[fields[5]], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || key.IsEmpty || line[fields[1]].IsEmpty || (enterprise.IsEmpty && kind is not FrameObjectKind.Inspector)
            || (kind is FrameObjectKind.Row or FrameObjectKind.Inspector or FrameObjectKind.Barred && !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            Fault(FrameFaultCode.Value);
        }
        else if (!Follows(kind, key, enterprise))
        {
            Fault(FrameFaultCode.Order);
        }
        else
        {
            Count(kind, line[fields[1]], size);
            _reader?.Invoke(new() { Position = position, Stratum = _stratum, Kind = kind, Key = key, EnterpriseCode = enterprise, Size = size });
        }
    }

    private void Count(FrameObjectKind kind, ReadOnlySpan<char> stratum, long size)
    {
        if (!stratum.SequenceEqual(_stratum))
        {
            var known = _strata.GetAlternateLookup<ReadOnlySpan<char>>();
            _stratum = known.TryGetValue(stratum, out var actual, out _) ? actual : stratum.ToString();
        }

        if (kind is FrameObjectKind.Inspector)
        {
            _inspectors++;
        }
        else if (kind is not FrameObjectKind.Barred)
        {
            _objects++;
            var (objects, sum) = _strata.GetValueOrDefault(_stratum);
            _strata[_stratum] = (objects + 1, sum + size);
        }
    }

    /// <summary>Whether an object comes after the one before: rows and accounts by number, all else by enterprise and key as text.</summary>
    private bool Follows(FrameObjectKind kind, ReadOnlySpan<char> key, ReadOnlySpan<char> enterprise)
    {
        Span<char> place = stackalloc char[LongestLine];
        var isNumber = kind is FrameObjectKind.Row or FrameObjectKind.Inspector or FrameObjectKind.Barred;
        var length = 0;
        if (!isNumber)
        {
            length = Append(place, length, enterprise);
            place[length++] = ',';
        }
        else
        {
            // As wide as the widest number, so that numbers compare as text.
            const int widest = 19;
            if (key.Length > widest || key[0] == '0')
            {
                return false;
            }

            place[..(widest - key.Length)].Fill('0');
            length = widest - key.Length;
        }

        length = Append(place, length, key);
        if (kind is FrameObjectKind.Barred)
        {
            place[length++] = ',';
            length = Append(place, length, enterprise);
        }

        var isAfter = kind != _lastKind || _last.AsSpan(0, _lastLength).SequenceCompareTo(place[..length]) < 0;
        place[..length].CopyTo(_last);
        (_lastLength, _lastKind) = (length, kind);
        return isAfter;
    }

    private static int Append(Span<char> place, int length, ReadOnlySpan<char> text)
    {
        text.CopyTo(place[length..]);
        return length + text.Length;
    }

    private static FrameObjectKind? KindOf(ReadOnlySpan<char> word) => word switch
    {
        "row" => FrameObjectKind.Row,
        "enterprise" => FrameObjectKind.Enterprise,
        "slot" => FrameObjectKind.Slot,
        "inspector" => FrameObjectKind.Inspector,
        "barred" => FrameObjectKind.Barred,
        _ => null,
    };

    private void Fault(FrameFaultCode code)
    {
        if (!IsFull)
        {
            _faults.Add(new(_lineNumber, code));
        }
    }
}
