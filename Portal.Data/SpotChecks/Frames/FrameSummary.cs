namespace Portal.Data.SpotChecks.Frames;

/// <summary>What a line of a frame file is about. The word stands in the file.</summary>
public enum FrameObjectKind
{
    /// <summary>A row of a ledger; the key is its id.</summary>
    Row = 1, // row

    /// <summary>An enterprise; the key is its code.</summary>
    Enterprise = 2, // enterprise

    /// <summary>A quarter of a day in which an enterprise's hotline can be tried; the key is day and band.</summary>
    Slot = 3, // slot

    /// <summary>Somebody who can be given an object; the key is the account's number.</summary>
    Inspector = 4, // inspector

    /// <summary>An inspector who may not be given objects of an enterprise, by recusal or because it lies outside the own area.</summary>
    Barred = 5, // barred
}

/// <summary>A stratum of a frame as counted.</summary>
/// <param name="SizeSum">The sizes of its objects together.</param>
public sealed record FrameStratum(string Stratum, int Objects, long SizeSum);

/// <summary>What a frame file holds.</summary>
public sealed record FrameSummary
{
    /// <summary>Of the whole file, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Objects that can be drawn; inspectors and what bars them are not among them.</summary>
    public required int Objects { get; init; }

    /// <summary>By key, in the order of code points.</summary>
    public required IReadOnlyList<FrameStratum> Strata { get; init; }

    public required int Inspectors { get; init; }

    /// <summary>In the order of the file; empty for a file that is a frame. Stops after <see cref="FrameReading.MostFaults"/>.</summary>
    public IReadOnlyList<FrameFault> Faults { get; init; } = [];
}

/// <summary>What is wrong with a file that should be a frame.</summary>
public enum FrameFaultCode
{
    /// <summary>The first line is not the header of a frame file.</summary>
    Header,

    /// <summary>A carriage return: lines end with a line feed alone.</summary>
    LineEnd,

    /// <summary>The file does not end with a line feed: it was cut off.</summary>
    CutOff,

    /// <summary>Not six fields.</summary>
    Fields,

    /// <summary>Positions count 1, 2, 3 …</summary>
    Position,

    /// <summary>No known kind of object, or kinds mixed.</summary>
    Kind,

    /// <summary>A number that is none, or a field that is empty.</summary>
    Value,

    /// <summary>Not sorted, or an object twice.</summary>
    Order,

    /// <summary>Bytes that are no UTF-8 text, or a line that is too long.</summary>
    Text,
}

/// <param name="Line">Of the file, 1 and up; the header is line 1.</param>
public sealed record FrameFault(int Line, FrameFaultCode Code);

/// <summary>One line of a frame file.</summary>
public readonly ref struct FrameLine
{
    /// <summary>1 and up.</summary>
    public required int Position { get; init; }

    public required string Stratum { get; init; }

    public required FrameObjectKind Kind { get; init; }

    public required ReadOnlySpan<char> Key { get; init; }

    public required ReadOnlySpan<char> EnterpriseCode { get; init; }

    public required long Size { get; init; }
}

/// <summary>Takes one line after the other.</summary>
public delegate void FrameLineReader(in FrameLine line);
