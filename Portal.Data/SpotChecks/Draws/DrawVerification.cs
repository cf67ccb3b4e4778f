using Portal.Data.SpotChecks.Frames;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>What is asked of a frame file and its draw sheet, in this order.</summary>
public enum DrawCheck
{
    /// <summary>The file is a frame, line by line.</summary>
    Form = 1,

    /// <summary>Its hash is the one on the sheet.</summary>
    Hash = 2,

    /// <summary>The sheet names an algorithm and version known here.</summary>
    Algorithm = 3,

    /// <summary>Strata and their shares follow from file and plan.</summary>
    Shares = 4,

    /// <summary>The same objects, in the same order.</summary>
    Objects = 5,

    /// <summary>The same moments, for phone tests.</summary>
    Moments = 6,

    /// <summary>The same inspectors, for double-random checks.</summary>
    Inspectors = 7,
}

/// <summary>What a check found.</summary>
/// <param name="Expected">What file, plan and seed give; empty where the check holds.</param>
/// <param name="Found">What the sheet says instead.</param>
/// <param name="Place">Where: a line of the file, a stratum, or a number in the order of the draw; empty for the whole.</param>
public sealed record DrawCheckResult(DrawCheck Check, bool Holds, string Place = "", string Expected = "", string Found = "");

/// <summary>The verdict on a draw.</summary>
/// <param name="Checks">As far as they could be asked: a file that is no frame is not drawn from.</param>
/// <param name="Drawn">What file, plan and seed give.</param>
public sealed record DrawVerdict(FrameSummary Frame, IReadOnlyList<DrawCheckResult> Checks, IReadOnlyList<DrawnObject> Drawn)
{
    public bool Holds => Checks.All(check => check.Holds);
}

/// <summary>Repeats a draw from a frame file. Needs no database and no network: file, sheet or seed, and the algorithm.</summary>
public static class DrawVerification
{
    private const int Block = 1 << 16;

    /// <summary>Looks at the form of a frame file and takes its hash and strata.</summary>
    public static async Task<FrameSummary> ReadAsync(Stream frame, FrameLineReader? reader, CancellationToken cancellation)
    {
        using var reading = new FrameReading(reader);
        var block = new byte[Block];
        int length;
        while ((length = await frame.ReadAsync(block, cancellation)) > 0)
        {
            reading.Feed(block.AsSpan(0, length));
        }

        return reading.End();
    }

    /// <summary>Draws from a frame file by a seed.</summary>
    /// <param name="frame">Read twice, from its beginning.</param>
    public static async Task<(FrameSummary Frame, SampleSize Size, IReadOnlyList<DrawnObject> Drawn)> DrawAsync(
        Stream frame, string seed, SamplePlan plan, CancellationToken cancellation)
    {
        frame.Position = 0;
        var summary = await ReadAsync(frame, null, cancellation);
        var (size, shares) = SampleRules.Settle(plan, summary.Strata);
        if (summary.Faults.Count > 0)
        {
            return (summary, size, []);
        }

        var drawing = new Drawing(new(summary.Sha256, seed, plan.Method, shares.ToDictionary(share => share.Stratum, StringComparer.Ordinal), plan.InspectorsPerObject));
        frame.Position = 0;
        await ReadAsync(frame, drawing.Take, cancellation);
        return (summary, size, drawing.Finish());
    }

    /// <summary>Holds a draw sheet against a frame file.</summary>
    /// <param name="frame">Read twice, from its beginning.</param>
    public static async Task<DrawVerdict> VerifyAsync(Stream frame, DrawSheet sheet, CancellationToken cancellation)
    {
        if (SampleRules.Check(sheet.Sample) is [var name, ..])
        {
            frame.Position = 0;
            return new(await ReadAsync(frame, null, cancellation), [new(DrawCheck.Shares, false, "", "", name)], []);
        }

        var (summary, _, drawn) = await DrawAsync(frame, sheet.Seed, sheet.Sample, cancellation);
        if (summary.Faults is [var fault, ..])
        {
            return new(summary, [new(DrawCheck.Form, false, FormattableString.Invariant($"{fault.Line}"), "", fault.Code.ToString())], []);
        }

        var (_, shares) = SampleRules.Settle(sheet.Sample, summary.Strata);
        return new(
            summary,
            [
                new(DrawCheck.Form, true),
                Same(DrawCheck.Hash, "", summary.Sha256, sheet.FrameSha256),
                Same(DrawCheck.Algorithm, "", $"{DrawKeys.Algorithm} {DrawKeys.Version}", $"{sheet.Algorithm} {sheet.AlgorithmVersion}"),
                FirstDifference(
                    DrawCheck.Shares,
                    [.. shares.Select(share => (share.Stratum, FormattableString.Invariant($"{share.Objects} {share.SizeSum} {share.ToDraw}")))],
                    [.. sheet.Strata.Select(share => (share.Stratum, FormattableString.Invariant($"{share.Objects} {share.SizeSum} {share.ToDraw}")))]),
                Ordered(DrawCheck.Objects, drawn.Select(one => FormattableString.Invariant($"{one.Position} {one.Key}")), sheet.Drawn.Select(one => FormattableString.Invariant($"{one.Position} {one.Key}"))),
                Ordered(DrawCheck.Moments, drawn.Select(one => Moment(one.PlannedAt)), sheet.Drawn.Select(one => Moment(one.PlannedAt))),
                Ordered(
                    DrawCheck.Inspectors,
                    drawn.Select(one => SheetObject.Of(one, sheet.Sample).InspectorLine()),
                    sheet.Drawn.Select(one => one.InspectorLine())),
            ],
            drawn);
    }

    private static string Moment(DateTime? moment) => FormattableString.Invariant($"{moment:yyyy-MM-dd HH:mm}");

    private static DrawCheckResult Ordered(DrawCheck check, IEnumerable<string> expected, IEnumerable<string> found) =>
        FirstDifference(check, Numbered(expected), Numbered(found));

    private static IReadOnlyList<(string Place, string Value)> Numbered(IEnumerable<string> values) =>
        [.. values.Select((value, index) => (FormattableString.Invariant($"{index + 1}"), value))];

    private static DrawCheckResult FirstDifference(
        DrawCheck check, IReadOnlyList<(string Place, string Value)> expected, IReadOnlyList<(string Place, string Value)> found)
    {
        for (var index = 0; index < Math.Max(expected.Count, found.Count); index++)
        {
            var (right, said) = (expected.ElementAtOrDefault(index), found.ElementAtOrDefault(index));
            if (right != said)
            {
                return right.Place != said.Place && right.Place is not null && said.Place is not null
                    ? new(check, false, "", right.Place, said.Place)
                    : Same(check, right.Place ?? said.Place!, right.Value ?? "", said.Value ?? "");
            }
        }

        return new(check, true);
    }

    private static DrawCheckResult Same(DrawCheck check, string place, string expected, string found) =>
        expected == found ? new(check, true) : new(check, false, place, expected, found);
}
