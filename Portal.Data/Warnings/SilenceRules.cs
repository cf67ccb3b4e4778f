using System.Globalization;
using Portal.Data.Indicators;
using Portal.Data.TimeLimits;

namespace Portal.Data.Warnings;

/// <summary>Cases of an enterprise in one month: those that reached it by itself, and those that a platform or an authority sent.</summary>
public sealed record MonthVolume(int Own, int Platform);

/// <summary>What the rule of silence looks at.</summary>
public sealed record SilenceFacts
{
    /// <summary>Months of the enterprise that were filed, by first day, with what they hold.</summary>
    public required IReadOnlyDictionary<DateOnly, MonthVolume> Filed { get; init; }

    /// <summary>For each month how many neighbours (same sector, same city) filed, and how many of them with cases of their own.</summary>
    public required IReadOnlyDictionary<DateOnly, (int Filed, int WithOwn)> Neighbours { get; init; }
}

/// <summary>What the page of a silence tells.</summary>
/// <param name="IsFiled">A ledger was filed for the month.</param>
/// <param name="Platform">Cases of the month that a platform or an authority sent.</param>
/// <param name="Expected">Own cases that the enterprise's history lets expect; null without history.</param>
/// <param name="Chance">How likely none is by chance; null without history.</param>
public sealed record SilenceView(DateOnly Month, bool IsFiled, int Platform, double? Expected, double? Chance, int NeighboursFiled, int NeighboursWithOwn);

/// <summary>
/// A month in which an enterprise has no cases of its own, or filed nothing, while a platform sent some or its history
/// lets expect some, and its neighbours have some (requirements §6: zero complaints while 12345 shows some). Pure.
/// </summary>
public static class SilenceRules
{
    private const int MonthsLookedAt = 2;

    /// <summary>Work orders of platforms and what authorities sent; everything else reached the enterprise by itself.</summary>
    public static bool IsPlatform(Channel channel) =>
        channel is Channel.Hotline12345 or Channel.Hotline12319 or Channel.AssignedBySuperior or Channel.Transferred;

    /// <summary>The months a run looks at: those of which the ledger is due, newest first.</summary>
    public static IReadOnlyList<DateOnly> Months(DateTime asOf)
    {
        var today = DateOnly.FromDateTime(asOf);
        var last = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var newest = today > FilingState.DueOn(last) ? last : last.AddMonths(-1);
        return [.. Enumerable.Range(0, MonthsLookedAt).Select(back => newest.AddMonths(-back))];
    }

    public static IEnumerable<WarningFinding> Find(WarningInput input, WarningSettings settings) =>
        Months(input.AsOf).Select(month => Look(input, settings, month)).OfType<WarningFinding>();

    private static WarningFinding? Look(WarningInput input, WarningSettings settings, DateOnly month)
    {
        var isFiled = input.Months.Filed.TryGetValue(month, out var volume);
        volume ??= new(0, 0);
        var (filed, withOwn) = input.Months.Neighbours.GetValueOrDefault(month);
        var expected = Expected(input.Months.Filed, month, settings["months"]);
        var chance = expected is { } mean ? Math.Exp(-mean) : (double?)null;
        var isPlatformLoud = volume.Platform >= settings["platformCases"];
        if (volume.Own > 0 || (filed > 0 && withOwn == 0) || !(isPlatformLoud || chance < 1.0 / settings["oneIn"]))
        {
            return null;
        }

        return new()
        {
            Rule = WarningRuleCode.Silence,
            Subject = "",
            Occurrence = month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Severity = settings.Severity,
            Amount = isPlatformLoud ? volume.Platform : (int)Math.Round(expected!.Value),
            Threshold = isPlatformLoud ? settings["platformCases"] : (int)Math.Ceiling(Math.Log(settings["oneIn"])),
            Rows =
            [
                .. input.Facts.Where(fact => fact.ReceivedAt.Year == month.Year && fact.ReceivedAt.Month == month.Month && IsPlatform(fact.Channel)).Select(fact => fact.Id),
            ],
            FirstAt = month.ToDateTime(default),
            LastAt = month.AddMonths(1).ToDateTime(default).AddSeconds(-1),
            Detail = new() { Settings = settings, Silence = new(month, isFiled, volume.Platform, expected, chance, filed, withOwn) },
        };
    }

    /// <summary>The same month of the last year; without it the least of the months before, since a season may have ended.</summary>
    private static double? Expected(IReadOnlyDictionary<DateOnly, MonthVolume> filed, DateOnly month, int months)
    {
        if (filed.TryGetValue(month.AddYears(-1), out var lastYear))
        {
            return lastYear.Own;
        }

        var before = Enumerable.Range(1, months).Select(back => filed.GetValueOrDefault(month.AddMonths(-back))).OfType<MonthVolume>().ToList();
        return before.Count == months ? before.Min(volume => volume.Own) : null;
    }
}
