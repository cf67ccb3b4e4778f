using System.Globalization;
using System.Text;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary>Frame files made by hand.</summary>
internal static class HandMadeFrame
{
    public static byte[] Of(params IEnumerable<string> lines) =>
        Encoding.UTF8.GetBytes(FrameReading.Header + "\n" + string.Concat(lines.Select((line, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1},{line}\n"))));

    /// <summary>Rows of so many strata, each with a size.</summary>
    public static byte[] OfRows(int rows, int strata = 1, Func<int, int>? sizeOf = null) => Of(Enumerable.Range(1, rows).Select(row =>
        string.Create(CultureInfo.InvariantCulture, $"{(strata == 1 ? "all" : $"channel={row % strata}")},row,{row * 7},9115000000000000{row % 3},{sizeOf?.Invoke(row) ?? 1}")));

    /// <summary>Slots of two enterprises in some days, in strata of bands and days.</summary>
    public static byte[] OfSlots(int days) => Of(
        from enterprise in new[] { "A1", "B2" }
        from day in Enumerable.Range(0, days)
        from band in Enumerable.Range(0, 4)
        let date = new DateOnly(2026, 5, 1).AddDays(day)
        select string.Create(CultureInfo.InvariantCulture, $"{Strata.OfSlot([], enterprise, band, date.DayOfWeek is not DayOfWeek.Sunday)},slot,{date:yyyy-MM-dd} {band * 6:00},{enterprise},1"));

    /// <summary>Enterprises with inspectors; each inspector is barred from the enterprise of the same number.</summary>
    public static byte[] OfInspections(int enterprises, int inspectors) => Of(
    [
        .. Enumerable.Range(1, enterprises).Select(one => string.Create(CultureInfo.InvariantCulture, $"all,enterprise,E{one:000},E{one:000},{one * one}")),
        .. Enumerable.Range(1, inspectors).Select(one => string.Create(CultureInfo.InvariantCulture, $"-,inspector,{one},,0")),
        .. Enumerable.Range(1, Math.Min(enterprises, inspectors)).Select(one => string.Create(CultureInfo.InvariantCulture, $"-,barred,{one},E{one:000},0")),
    ]);

    public static FrameSummary Read(byte[] frame)
    {
        using var reading = new FrameReading();
        reading.Feed(frame);
        return reading.End();
    }

    public static IReadOnlyList<DrawnObject> Draw(byte[] frame, string seed, SamplePlan plan)
    {
        var summary = Read(frame);
        Assert.Empty(summary.Faults);
        var (_, shares) = SampleRules.Settle(plan, summary.Strata);
        var drawing = new Drawing(new(summary.Sha256, seed, plan.Method, shares.ToDictionary(share => share.Stratum), plan.InspectorsPerObject));
        using var reading = new FrameReading(drawing.Take);
        reading.Feed(frame);
        reading.End();
        return drawing.Finish();
    }
}
