using System.Globalization;

namespace Portal.Data.SpotChecks.Findings;

/// <summary>What a confirmed finding of a type counts in a jurisdiction from a day on.</summary>
public sealed record FindingPoints
{
    public required string JurisdictionCode { get; init; }

    public required FindingType Type { get; init; }

    /// <summary>In tenths.</summary>
    public required int PointsTenths { get; init; }

    /// <summary>Where the points come from: a document and clause.</summary>
    public required string Basis { get; init; }

    public required DateOnly FromDay { get; init; }

    /// <summary>Null for what is shipped.</summary>
    public string? SetBy { get; init; }

    public DateTime? SetAtUtc { get; init; }

    /// <summary>Steps of the tree above the enterprise's own jurisdiction.</summary>
    public int Steps { get; init; }

    public bool IsLocalDefault => SetBy is null;
}

/// <summary>Which points hold. Pure.</summary>
public static class PointsRules
{
    public const int MostTenths = 1000;
    public const int LongestBasis = 300;

    /// <summary>No source says what a finding counts: these are local defaults (requirements §5.3), with what the sources do say.</summary>
    public static IReadOnlyList<FindingPoints> Shipped { get; } =
    [
        Default(FindingType.NotClosed, 30, "S4-34 不办结"),
        Default(FindingType.ClosedByOthers, 20, "S4-34 被办结"),
        Default(FindingType.FalselyClosed, 50, "S4-34 假办结"),
        Default(FindingType.PhoneUnanswered, 10, "S0-69 电话无法接通"),
        Default(FindingType.LedgerIncomplete, 20, "S0-70 清单台账不健全"),
        Default(FindingType.BadAttitude, 10, "S0-71 服务态度差"),
        Default(FindingType.NotSolvedAtOnce, 10, "S0-72 未一次性解决问题"),
    ];

    /// <summary>The nearest jurisdiction that has set any by that day, there the latest; what is shipped where none has.</summary>
    /// <param name="set">Of the enterprise's jurisdiction and those above; of two from the same day the later in the list holds.</param>
    public static FindingPoints Find(IReadOnlyList<FindingPoints> set, FindingType type, DateOnly day) =>
        set
            .Select((points, order) => (points, order))
            .Where(one => one.points.Type == type && one.points.FromDay <= day)
            .OrderBy(one => one.points.Steps)
            .ThenByDescending(one => one.points.FromDay)
            .ThenByDescending(one => one.order)
            .Select(one => one.points)
            .FirstOrDefault() ?? Shipped.First(points => points.Type == type);

    /// <summary>What follows after the day in the nearest jurisdiction that lays anything down by then, in the order of their days.</summary>
    public static IReadOnlyList<FindingPoints> Following(IReadOnlyList<FindingPoints> set, FindingType type, DateOnly day) =>
    [
        .. set.Where(points => points.Type == type && points.FromDay > day)
            .Select(points => points.FromDay)
            .Distinct()
            .Order()
            .Select(from => Find(set, type, from))
            .Distinct(),
    ];

    /// <summary>Points as typed, with at most one decimal, in tenths; null for anything else.</summary>
    public static int? ReadTenths(string? typed) =>
        decimal.TryParse(typed?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)
            && points is >= 0 and <= MostTenths / 10m && points * 10 == decimal.Truncate(points * 10)
            ? (int)(points * 10)
            : null;

    private static FindingPoints Default(FindingType type, int tenths, string basis) =>
        new() { JurisdictionCode = "", Type = type, PointsTenths = tenths, Basis = basis, FromDay = DateOnly.MinValue };
}
