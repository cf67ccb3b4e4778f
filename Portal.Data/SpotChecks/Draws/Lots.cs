using System.Globalization;

namespace Portal.Data.SpotChecks.Draws;

/// <summary>What is drawn besides the objects: the moment within a slot, and who checks what in a double-random check.</summary>
internal static class Lots
{
    public const int BandMinutes = 360;

    public static IReadOnlyList<DrawnObject> Draw(
        DrawTerms terms, IReadOnlyList<DrawnObject> drawn, IReadOnlyList<(int Position, long Account)> inspectors, IReadOnlySet<(long Account, string EnterpriseCode)> barred)
    {
        var minutes = new DrawKeys(terms.FrameSha256, terms.Seed, "minute");
        var load = inspectors.ToDictionary(inspector => inspector.Account, _ => 0);
        return [.. drawn.Select(one => one with { PlannedAt = MomentOf(one, minutes), Inspectors = InspectorsOf(terms, one, inspectors, barred, load) })];
    }

    /// <summary>The start of the slot and as many minutes as the number of its position leaves over.</summary>
    private static DateTime? MomentOf(DrawnObject drawn, DrawKeys minutes) => drawn.Kind is not Frames.FrameObjectKind.Slot
        ? null
        : DateTime.ParseExact(drawn.Key.AsSpan(0, 13), "yyyy-MM-dd HH", CultureInfo.InvariantCulture).AddMinutes((int)(minutes.At(drawn.Position) % BandMinutes));

    /// <summary>
    /// One after the other: among those who may and are not drawn for this object yet, of those with the fewest so far, the
    /// one whose number for this object is lowest.
    /// </summary>
    private static List<long> InspectorsOf(
        DrawTerms terms,
        DrawnObject drawn,
        IReadOnlyList<(int Position, long Account)> inspectors,
        IReadOnlySet<(long Account, string EnterpriseCode)> barred,
        Dictionary<long, int> load)
    {
        var able = inspectors.Where(inspector => !barred.Contains((inspector.Account, drawn.EnterpriseCode))).ToList();
        var lots = new DrawKeys(terms.FrameSha256, terms.Seed, string.Create(CultureInfo.InvariantCulture, $"inspector\n{drawn.Position}"));
        var chosen = new List<long>();
        while (able.Count > 0 && chosen.Count < terms.InspectorsPerObject)
        {
            var least = able.Min(inspector => load[inspector.Account]);
            var lowest = able.Where(inspector => load[inspector.Account] == least).MinBy(inspector => lots.At(inspector.Position));
            able.Remove(lowest);
            load[lowest.Account]++;
            chosen.Add(lowest.Account);
        }

        return chosen;
    }
}
