using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Data.Warnings;

namespace Portal.Tests.Warnings;

/// <summary>Rows as the rules see them, one line each.</summary>
internal static class Facts
{
    public static readonly DateTime AsOf = new(2025, 12, 20, 9, 0, 0);

    /// <summary>A complaint of a household at a time; by default of the community 东苑 on a day of the heating season.</summary>
    public static WarningFact Of(int id, int household, DateTime? at = null, string? community = "东苑") => new()
    {
        Id = id,
        CaseNo = FormattableString.Invariant($"C{id}"),
        ReceivedAt = at ?? new DateTime(2025, 11, 3, 8, 0, 0).AddMinutes(id),
        Channel = Channel.Call,
        RequestClass = RequestClass.Complaint,
        ComplaintType = ComplaintType.Quality,
        SubType = "室温不达标",
        Community = community,
        Household = (UInt128)household,
    };

    public static WarningInput Input(IEnumerable<WarningFact> facts, DateTime? asOf = null) => new()
    {
        Sectors = [Sector.Heat],
        AsOf = asOf ?? AsOf,
        Facts = [.. facts.OrderBy(fact => fact.ReceivedAt)],
        Seasons = HeatingSeasons.Default,
        Daily = new(new Dictionary<DateOnly, int>(), []),
        Months = new() { Filed = new Dictionary<DateOnly, MonthVolume>(), Neighbours = new Dictionary<DateOnly, (int, int)>() },
    };

    public static WarningSettings Shipped(WarningRuleCode rule, params (string Key, int Value)[] changes)
    {
        var defaults = WarningRuleFile.Of(rule).Defaults;
        var numbers = new Dictionary<string, int>(defaults.Numbers);
        foreach (var (key, value) in changes)
        {
            numbers[key] = value;
        }

        return defaults with { Numbers = numbers };
    }
}
