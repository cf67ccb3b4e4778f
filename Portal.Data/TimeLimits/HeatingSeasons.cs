using System.Globalization;

namespace Portal.Data.TimeLimits;

/// <summary>采暖期: the days on which a jurisdiction is heated, from autumn of one year into spring of the next.</summary>
/// <param name="StartYear">The year in which it begins.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, in the year after.</param>
public sealed record HeatingSeason(int StartYear, DateOnly From, DateOnly To)
{
    /// <summary>Nobody has set it: the shipped days stand in, shown with a visible mark (requirements §5.3).</summary>
    public bool IsLocalDefault { get; init; }

    /// <summary>Whoever set it, the jurisdiction itself or one above; null for the default.</summary>
    public string? JurisdictionCode { get; init; }

    /// <summary>As people call it: <c>2025–2026</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{StartYear}–{StartYear + 1}");

    public bool Contains(DateOnly day) => day >= From && day <= To;

    /// <summary>15 October to 15 April.</summary>
    public static HeatingSeason Default(int startYear) =>
        new(startYear, new(startYear, 10, 15), new(startYear + 1, 4, 15)) { IsLocalDefault = true };
}

/// <summary>
/// The heating seasons of one jurisdiction. Of each season the nearest jurisdiction on the way to the root with an entry
/// decides, its latest entry holds; without any, the default does. Pure.
/// </summary>
public sealed class HeatingSeasons
{
    private readonly Dictionary<int, HeatingSeason> _byYear;

    /// <param name="entries">Of all jurisdictions, in the order in which they were made.</param>
    /// <param name="chain">The jurisdiction, its parent, and so on to the root.</param>
    public HeatingSeasons(IEnumerable<HeatingSeasonEntry> entries, IReadOnlyList<string> chain)
    {
        var rank = chain.ToList();
        _byYear = entries
            .GroupBy(entry => (entry.JurisdictionCode, entry.StartYear))
            .Select(same => same.MaxBy(entry => entry.Id)!)
            .Where(entry => entry is { FromDay: not null, ToDay: not null } && rank.Contains(entry.JurisdictionCode))
            .GroupBy(entry => entry.StartYear)
            .ToDictionary(
                year => year.Key,
                year => year.MinBy(entry => rank.IndexOf(entry.JurisdictionCode)) is { FromDay: { } from, ToDay: { } to } nearest
                    ? new HeatingSeason(nearest.StartYear, from, to) { JurisdictionCode = nearest.JurisdictionCode }
                    : HeatingSeason.Default(year.Key));
    }

    /// <summary>Where nobody has set any.</summary>
    public static HeatingSeasons Default { get; } = new([], []);

    public HeatingSeason Starting(int year) => _byYear.GetValueOrDefault(year) ?? HeatingSeason.Default(year);

    /// <summary>The season a day lies in; null between seasons.</summary>
    public HeatingSeason? Of(DateOnly day)
    {
        var starting = Starting(day.Year);
        if (starting.Contains(day))
        {
            return starting;
        }

        var ending = Starting(day.Year - 1);
        return ending.Contains(day) ? ending : null;
    }
}

/// <summary>What a jurisdiction has set for one season. Entries are only added; one without days takes the earlier ones back.</summary>
public sealed record HeatingSeasonEntry
{
    public long Id { get; init; }

    public required string JurisdictionCode { get; init; }

    public required int StartYear { get; init; }

    public DateOnly? FromDay { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? ToDay { get; init; }

    /// <summary>The account that set it.</summary>
    public required string SetBy { get; init; }

    public required DateTime SetAtUtc { get; init; }
}

public enum HeatingSeasonFault
{
    None,

    /// <summary>The year in which it begins must be one for which calendars can be.</summary>
    StartYear,

    /// <summary>The first day must lie in the second half of the starting year.</summary>
    FromDay,

    /// <summary>The last day must lie in the first half of the year after.</summary>
    ToDay,

    /// <summary>Shorter or longer than anywhere in the country.</summary>
    Length,

    /// <summary>There is no such jurisdiction, or it is not the actor's.</summary>
    OutOfScope,
}

/// <summary>What a heating season may be: within halves of years, two seasons can never share a day.</summary>
public static class HeatingSeasonRules
{
    public const int FirstYear = CalendarFile.FirstYear;

    public const int LastYear = CalendarFile.LastYear - 1;

    /// <summary>In days. The south of the heated country heats some 90, Mohe some 270.</summary>
    public const int Shortest = 30;

    public const int Longest = 300;

    public static bool IsYear(int? startYear) => startYear is >= FirstYear and <= LastYear;

    public static HeatingSeasonFault Check(int startYear, DateOnly? from, DateOnly? to) => (from, to) switch
    {
        _ when !IsYear(startYear) => HeatingSeasonFault.StartYear,
        (null, null) => HeatingSeasonFault.None,
        ({ } first, _) when first.Year != startYear || first.Month < 7 => HeatingSeasonFault.FromDay,
        (null, _) => HeatingSeasonFault.FromDay,
        (_, null) => HeatingSeasonFault.ToDay,
        (_, { } last) when last.Year != startYear + 1 || last.Month >= 7 => HeatingSeasonFault.ToDay,
        ({ } first, { } last) => last.DayNumber - first.DayNumber + 1 is >= Shortest and <= Longest ? HeatingSeasonFault.None : HeatingSeasonFault.Length,
    };
}
